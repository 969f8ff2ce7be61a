"""The letters about a hand-over: both hear it, in the transaction of the deed."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.language import speaking
from onderling.mail.actions import queue
from onderling.people.actions.links import signed
from onderling.people.actions.persons import recipient
from onderling.people.models import Person
from onderling.rounds.models import HandOver


def tell_handed_over(handed: HandOver, *, now: datetime) -> None:
    """Tell the new one what there is, and the old one that it is no longer theirs."""
    round = handed.round
    with speaking(handed.new.language):
        page = settings.BASE_ADDRESS + reverse("home:manage", args=[round.slug])
        note = _("{old} schreef u dit:\n\n{note}").format(old=handed.old.name, note=handed.note)
        taken = [
            _("{old} droeg {round} aan u over. U bent nu de coördinator.").format(
                old=handed.old.name, round=round.name
            ),
            *([note] if handed.note else []),
            _("Mensen bellen vanaf nu u: {phone}. Antwoorden komen in uw mailbox.").format(
                phone=round.contact_phone
            ),
            _("Log in en bekijk wat er nu te doen is:\n{page}").format(page=page),
        ]
        _tell(handed, handed.new, _("U coördineert nu {round}"), taken, now=now)
    with speaking(handed.old.language):
        given = [
            _(
                "{round} is overgedragen aan {new}. U kunt de ronde niet meer veranderen."
            ).format(round=round.name, new=handed.new.name),
            _("Dank u wel voor uw werk. Klopt dit niet? Bel {new}: {phone}.").format(
                new=handed.new.name, phone=round.contact_phone
            ),
        ]
        _tell(handed, handed.old, _("U droeg {round} over"), given, now=now)


def tell_turned_back(handed: HandOver, *, now: datetime) -> None:
    """Tell both that everything is as it was."""
    for person in (handed.old, handed.new):
        with speaking(person.language):
            said = _(
                "De overdracht van {round} is teruggedraaid. {old} is weer de coördinator."
            ).format(round=handed.round.name, old=handed.old.name)
            _tell(handed, person, _("{round}: overdracht teruggedraaid"), [said], now=now)


def _tell(
    handed: HandOver, person: Person, subject: str, lines: list[str], *, now: datetime
) -> None:
    round = handed.round
    body = "\n\n".join([_("Beste {name},").format(name=person.first_name), *lines])
    queue(
        "round_handed_over",
        to=recipient(person),
        subject=subject.format(round=round.name),
        body=signed(body),
        now=now,
        scope_ref=audit.ref(round),
        reply_name=round.contact_name,
        reply_address=handed.old.email or "" if handed.undone else handed.new.email or "",
    )
