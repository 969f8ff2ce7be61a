"""One intention, kept with consent, and shown back to its writer after some weeks (X-90)."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base.audit import ref
from onderling.base.errors import Refused
from onderling.base.terms import value_of
from onderling.base.transactions import write_transaction
from onderling.evaluation.models import Intention
from onderling.evaluation.rules.asking import is_due
from onderling.mail.actions import queue
from onderling.mail.rules import Recipient
from onderling.people.actions.persons import recipient
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.actions.letters import desk_of, speaking_to

KIND = "intention"


@write_transaction()
def intend(round: Round, person: Person, text: str, *, today: date) -> Intention:
    """Keep what somebody means to do, in place of what they wrote before.

    No line in the log: it is nobody's business, and a moment would tell who was here when.
    """
    text = " ".join(text.split())[:300]
    if not text:
        raise Refused(_("Schrijf eerst op wat u zich voorneemt."))
    known = Intention.objects.filter(round=round, person=person).first()
    if known and known.shown_on:
        raise Refused(_("Dit voornemen is al aan u teruggestuurd."))
    if known:
        known.text, known.written_on = text, today
        known.save(update_fields=["text", "written_on"])
        return known
    return Intention.objects.create(round=round, person=person, text=text, written_on=today)


@write_transaction()
def forget_intention(round: Round, person: Person) -> None:
    """Take consent back: then it is gone."""
    Intention.objects.filter(round=round, person=person).delete()


@write_transaction()
def say_outcome(intention: Intention, outcome: str) -> Intention:
    """Say whether it worked out; a changed mind counts."""
    intention.outcome = Intention.Outcome(outcome)
    intention.save(update_fields=["outcome"])
    return intention


@write_transaction()
def show_back(*, today: date, now: datetime) -> int:
    """Show everybody their own sentence when its weeks are over; return how many.

    The mail is secret: coordinators read the outbox, and this is not theirs. To who has no
    mail nobody reads it aloud; it stands on their own page.
    """
    weeks, number = value_of("intention_weeks"), 0
    waiting = Intention.objects.filter(shown_on=None)
    for one in waiting.select_related("person", "round__programme"):
        if not one.person.is_active or not is_due(one.written_on, weeks, today):
            continue
        one.shown_on = today
        one.save(update_fields=["shown_on"])
        number += 1
        if (to := recipient(one.person)).by_mail:
            _mail_back(one, to, now=now)
    return number


def _mail_back(intention: Intention, to: Recipient, *, now: datetime) -> None:
    round, person = intention.round, intention.person
    desk = desk_of(round)
    with speaking_to(person, round):
        page = reverse("evaluation:intention", args=[round.slug])
        link = f"{desk.own_address(to, person, now=now)}?naar={page}"
        values = desk.values(person, link=link, voornemen=intention.text)
        letter = desk.texts.letter("voornemen", values, by_mail=True)
        subject, body, scope = letter.subject, letter.body, ref(round)
        queue(KIND, to=to, subject=subject, body=body, now=now, scope_ref=scope, secret=True)
