"""Letters about workshops, to makers, askers and givers: in the outbox with their deed.

They wait five minutes and can be stopped so long, as whatever is written for a coordinator.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from onderling.base import audit
from onderling.base.language import speaking
from onderling.base.written import clock, full_date
from onderling.mail.actions import queue
from onderling.mail.actions.mailings import begin_mailing
from onderling.mail.models import Mailing
from onderling.mail.rules import Recipient
from onderling.offers.models import Giving, Meeting, Offer, Question
from onderling.people.actions.links import personal_address
from onderling.people.actions.persons import recipient
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.queries import Reply, whom_to_answer


def tell_changes_asked(offer: Offer, *, by: Person | None, because: str, now: datetime) -> None:
    """Write to the maker what the coordinator asks. Nobody writes to themselves."""
    maker = offer.maker
    if maker is None or maker == by:
        return
    heading = _("Een vraag over ‘{title}’").format(title=offer.title)
    called = _("wie deze workshop aanbiedt")
    desk = _desk("offer_changes_asked", offer.round, heading, called, by=by, now=now)
    with desk.speaking_to(maker):
        lines = [
            _("Dank u wel voor uw workshop ‘{title}’. Wij hebben een vraag:").format(
                title=offer.title
            ),
            because,
            _("Kies op uw eigen pagina deze workshop. Pas hem aan en bied hem opnieuw aan."),
        ]
        if maker.email:
            lines.append(
                _("Uw eigen pagina, zonder wachtwoord:\n{address}").format(
                    address=personal_address(maker, now=now)
                )
            )
        desk.write(maker, _("Een vraag over uw workshop"), lines, ring=_ring())


def tell_answered(
    question: Question, offer: Offer, to: Sequence[Person], *, by: Person | None, now: datetime
) -> None:
    """Write to whoever asked for a workshop that there is one now."""
    heading = _("Een workshop over ‘{topic}’").format(topic=question.topic)
    called = _("wie erom vroeg")
    desk = _desk("question_answered", offer.round, heading, called, by=by, now=now)
    where = settings.BASE_ADDRESS + reverse("offers:offer", args=[offer.pk])
    for person in to:
        with desk.speaking_to(person):
            lines = [
                _(
                    "U vroeg wie een workshop geeft over ‘{topic}’. Die is er nu: ‘{title}’."
                ).format(topic=question.topic, title=offer.title),
                _("Lees erover: {address}").format(address=where),
            ]
            desk.write(person, _("De workshop waar u om vroeg"), lines, ring=_ring())


def tell_to_confirm(
    givings: Sequence[Giving], round: Round, *, by: Person | None, now: datetime
) -> None:
    """Ask givers to say yes, with the page of one button; on paper whom to ring."""
    heading, called = _("Geeft u deze workshop?"), _("gevers die nog geen ja zeiden")
    desk = _desk("confirm_giving", round, heading, called, by=by, now=now)
    for giving in givings:
        meeting, to = giving.meeting, giving.person
        with desk.speaking_to(to):
            begins = meeting.starts.astimezone(ZoneInfo(round.zone)) if meeting.starts else None
            when = f"{full_date(begins)}, {clock(begins)}" if begins else ""
            lines = [
                _(
                    "U geeft ‘{title}’: {when} uur. Klopt dat? Wij horen het graag van u."
                ).format(title=meeting.offer.title, when=when)
            ]
            if to.email:
                page = reverse("offers:confirm", args=[meeting.pk])
                address = f"{personal_address(to, now=now)}?naar={page}"
                lines.append(_("Zeg ja met één knop: {address}").format(address=address))
            ring = _("Kan het niet op deze tijd? Bel {name}: {phone}.")
            desk.write(to, _("Geeft u deze workshop?"), lines, ring=ring)


@dataclass(frozen=True)
class Desk:
    """What the letters of one deed share: their round, who answers, and how to stop them."""

    round: Round
    reply: Reply
    mailing: Mailing

    def speaking_to(self, person: Person) -> override:
        return speaking(person.language, self.round.programme.form_of_address)

    def write(self, to: Person, subject: str, lines: list[str], *, ring: str) -> None:
        """Write one letter between greeting and foot, inside `speaking_to`."""
        name, phone = self.round.contact_name, self.round.contact_phone
        body = [
            _("Beste {name},").format(name=to.first_name),
            *lines,
            ring.format(name=name, phone=phone),
            _("Met vriendelijke groet,\n{name}").format(name=name),
        ]
        queue(
            self.mailing.kind,
            to=recipient(to),
            subject=subject,
            body="\n\n".join(body),
            now=self.mailing.made,
            scope_ref=audit.ref(self.round),
            reply_name=self.reply.name,
            reply_address=self.reply.address,
            mailing=self.mailing,
        )


def tell_giver_left(meeting: Meeting, *, now: datetime) -> None:
    """Write to the coordinator that a workshop lost a giver, whose name we may not keep."""
    home = meeting.offer.round
    reply = whom_to_answer(home)
    page = settings.BASE_ADDRESS + reverse("offers:givers", args=[home.slug])
    body = [
        _("Beste {name},").format(name=reply.name),
        _(
            "Wie ‘{title}’ zou geven, liet alle gegevens verwijderen. "
            "Er zitten nu {taken} mensen in deze workshop. Zij houden hun plek."
        ).format(title=meeting.offer.title, taken=meeting.taken),
        _("Zoek een andere gever, of zeg de workshop af: {address}").format(address=page),
    ]
    queue(
        "giver_left",
        to=Recipient(reply.name, reply.address),
        subject=_("Een workshop heeft een gever minder"),
        body="\n\n".join(body),
        now=now,
        scope_ref=audit.ref(home),
    )


def _desk(  # noqa: PLR0913 -- all by keyword but four
    kind: str,
    round: Round,
    heading: str,
    called: str,
    *,
    by: Person | None,
    now: datetime,
) -> Desk:
    """Open the letters of one deed; the coordinator sees heading, for whom, and how to stop."""
    mailing = begin_mailing(kind, scope=round, subject=heading, to_whom=called, by=by, now=now)
    return Desk(round, whom_to_answer(round), mailing)


def _ring() -> str:
    return _("Komt u er niet uit? Bel {name}: {phone}.")
