"""Signing up by oneself: one form, one mail, one button (S0-1)."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TypedDict
from urllib.parse import quote

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from onderling.base import audit
from onderling.base.language import language_now
from onderling.base.transactions import write_transaction
from onderling.mail.actions import queue
from onderling.mail.models import Message
from onderling.offers.models import Meeting
from onderling.people.actions.links import personal_address
from onderling.people.actions.persons import (
    affiliate,
    come_in,
    find_person,
    make_person,
    recipient,
)
from onderling.people.models import Organisation, Person
from onderling.rounds.models import Round
from onderling.rounds.queries import whom_to_answer
from onderling.signups.actions.letters import speaking_to
from onderling.signups.actions.participations import (
    is_late,
    refuse_outside,
    set_state,
    take_part,
)
from onderling.signups.actions.seats import take_place
from onderling.signups.models import Ambassador, Participation


class NameParts(TypedDict):
    """A name in the three parts of a Dutch list."""

    first_name: str
    infix: str
    last_name: str


# A copy of the database alone confirms nothing: the address in the mail is signed.
SIGNER = signing.Signer(sep=".", salt="signups.join")
MOST_AN_HOUR = 3  # mails to one address that a stranger can cause (assurance S20)


@write_transaction()
def ask_to_join(  # noqa: PLR0913 -- a whole form; all but one by keyword
    round: Round,
    *,
    email: str,
    name: NameParts,
    organisation: Organisation | str,
    group: str,
    now: datetime,
    through: Ambassador | None = None,
) -> None:
    """Mail somebody a button that lets them take part.

    A stranger becomes a guest whose address is not confirmed. Somebody we know gets their own
    link, and nothing is signed up: anybody can type anybody's address. Who fills in the form
    sees the same either way.
    """
    # Before we look who it is: the answer may not tell whether we know an address.
    refuse_outside(round, _known(organisation))
    person = find_person(email)
    if person is None:
        # The language of the form is the only one we know; the usual one is nobody’s choice.
        spoken = "" if language_now() == settings.SPOKEN else language_now()
        person = make_person(
            email=email, state=Person.State.UNCONFIRMED, language=spoken, now=now, **name
        )
    if person.state == Person.State.UNCONFIRMED:
        bond = affiliate(person, known_as(organisation), group=group)
        participation = take_part(
            round,
            person,
            affiliation=bond,
            source="site",
            state=Participation.State.INVITED,
            by=None,
            now=now,
            through=through,
        )
        token = SIGNER.sign(str(participation.pk))
        path = reverse("signups:confirm", args=[round.slug, token])
        address, button = settings.BASE_ADDRESS + path, gettext_noop("Ja, ik doe mee")
    else:
        path = reverse("signups:join", args=[round.slug])
        path += f"?via={through.key}" if through else ""
        address = f"{personal_address(person, now=now)}?naar={quote(path)}"
        button = gettext_noop("Ga naar mijn pagina")
    with speaking_to(person, round):
        _mail(round, person, address, _(button), now=now)


@write_transaction()
def confirm(token: str, *, now: datetime) -> Participation | None:
    """Let somebody in who pressed the button behind the mail. It works once."""
    participation = waiting_for(token)
    if participation is None:
        return None
    come_in(participation.person, Person.State.GUEST, now=now)
    return set_state(
        participation, Participation.State.COMING, by=participation.person, now=now
    )


def waiting_for(token: str) -> Participation | None:
    """Find who has still to press the button behind this address."""
    try:
        pk = int(SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return (
        Participation.objects.filter(pk=pk, person__state=Person.State.UNCONFIRMED)
        .select_related("person", "round")
        .first()
    )


@write_transaction()
def add_by_hand(  # noqa: PLR0913 -- a whole form; all but one by keyword
    round: Round,
    *,
    name: NameParts,
    email: str,
    phone: str,
    organisation: Organisation | str,
    group: str,
    meetings: Collection[int] = (),
    by: Person,
    now: datetime,
) -> Participation:
    """Let a coordinator add somebody, also when the places are divided (X-136).

    Their seats come through the same door as all others. A refused seat adds nobody.
    """
    person = find_person(email) or make_person(
        email=email or None,
        phone="" if email else phone,
        contact_by=Person.Contact.MAIL if email else Person.Contact.PHONE,
        now=now,
        by=by,
        **name,
    )
    participation = take_part(
        round,
        person,
        affiliation=affiliate(person, known_as(organisation), group=group),
        source="hand",
        by=by,
        now=now,
        late=is_late(round, now=now),
    )
    for meeting in Meeting.objects.filter(pk__in=meetings).order_by("pk"):
        take_place(participation, meeting, by=by, now=now, by_hand=True)
    return participation


@write_transaction()
def link_on_paper(participation: Participation, *, by: Person, now: datetime) -> str:
    """Return somebody's own address to print, and write down who asked for it."""
    audit.note(by, "show_link", on=participation, scope=participation.round, now=now)
    return personal_address(participation.person, now=now)


@write_transaction()
def known_as(organisation: Organisation | str) -> Organisation:
    """Find an organisation by its typed name, or make it."""
    if isinstance(organisation, Organisation):
        return organisation
    return _called(organisation) or Organisation.objects.create(name=_in_one_line(organisation))


def _known(organisation: Organisation | str) -> int | None:
    known = organisation if isinstance(organisation, Organisation) else _called(organisation)
    return known.pk if known else None


def _called(typed: str) -> Organisation | None:
    return Organisation.objects.filter(name__iexact=_in_one_line(typed)).first()


def _in_one_line(typed: str) -> str:
    return " ".join(typed.split())


def _mail(round_: Round, person: Person, address: str, button: str, *, now: datetime) -> None:
    recent = Message.objects.filter(
        kind="confirm_sign_up", to_address=person.email, queued__gt=now - timedelta(hours=1)
    )
    if recent.count() >= MOST_AN_HOUR:
        return
    text = _(
        "Dag {name},\n\n"
        "Met dit e-mailadres is een aanmelding gedaan voor {round}.\n"
        "Was u dat? Open de link en druk op de knop ‘{button}’:\n\n{address}\n\n"
        "Was u dat niet? Dan hoeft u niets te doen.\n\n"
        "Komt u er niet uit? Bel {contact}: {phone}."
    ).format(
        name=person.first_name,
        round=round_.name,
        button=button,
        address=address,
        contact=round_.contact_name,
        phone=round_.contact_phone,
    )
    reply = whom_to_answer(round_)
    queue(
        "confirm_sign_up",
        to=recipient(person),
        subject=_("Uw aanmelding voor {round}").format(round=round_.name),
        body=text,
        now=now,
        scope_ref=audit.ref(round_),
        reply_name=reply.name,
        reply_address=reply.address,
    )
