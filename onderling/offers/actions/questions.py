"""Asking for a workshop that nobody gives yet; wanting it too; and what came of it (X-65)."""

from datetime import datetime

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.offers.actions.tell import tell_answered
from onderling.offers.models import Asker, Offer, Question
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed
from onderling.tables.fold import letters

MOST = 20  # topics one person can ask for in a round


@write_transaction()
def ask_for(round: Round, topic: str, *, by: Person, now: datetime) -> Question:
    """Ask who gives a workshop about something. Who asks for the same joins who asked first."""
    _refuse_unless_open(round)
    held = Round.objects.lock(round.pk)  # else two at once would ask for one thing twice
    topic = " ".join(topic.split())
    if not letters(topic):
        raise Refused(_("Schrijf op waarover de workshop moet gaan."))
    if Asker.objects.filter(person=by, question__round=held).count() >= MOST:
        raise Refused(_("U vroeg al om veel onderwerpen. Trek er eerst een in."))
    same = (one for one in held.questions.all() if letters(one.topic) == letters(topic))
    question = next(same, None)
    if question is None:
        question = Question.objects.create(round=held, topic=topic, made=now)
        audit.note(by, "ask_for", on=question, scope=held, now=now, new={"topic": topic})
    Asker.objects.get_or_create(question=question, person=by, defaults={"since": now})
    return question


@write_transaction()
def want_too(question: Question, *, by: Person, now: datetime) -> None:
    """Want that workshop as well. Twice is once."""
    _refuse_unless_open(question.round)
    Asker.objects.get_or_create(question=question, person=by, defaults={"since": now})


@write_transaction()
def want_no_more(question: Question, *, by: Person) -> None:
    """Take it back. What nobody wants any more is gone."""
    Round.objects.lock(question.round_id)
    Asker.objects.filter(question=question, person=by).delete()
    if not question.askers.exists():
        Question.objects.filter(pk=question.pk, answer=None).delete()


@write_transaction()
def answer_question(
    question: Question, offer: Offer | None, *, by: Person, now: datetime
) -> int:
    """Say which workshop came of it; who asked hears it once. None takes it back."""
    Round.objects.lock(question.round_id)
    question.refresh_from_db(fields=["answer"])
    if question.answer == offer:
        return 0
    question.answer = offer
    question.save(update_fields=["answer"])
    new = {"topic": question.topic, "title": offer.title if offer else ""}
    audit.note(by, "answer_question", on=question, scope=question.round, now=now, new=new)
    if offer is None:
        return 0
    askers = [asker.person for asker in question.askers.select_related("person")]
    if askers:
        tell_answered(question, offer, askers, by=by, now=now)
    return len(askers)


@write_transaction()
def remove_question(question: Question, *, by: Person, now: datetime) -> None:
    """Take a topic off the page, when it does not belong there."""
    new = {"topic": question.topic}
    audit.note(by, "remove_question", on=question, scope=question.round, now=now, new=new)
    Question.objects.filter(pk=question.pk).delete()


def _refuse_unless_open(round: Round) -> None:
    if not round.allows(Deed.OFFER):
        raise Refused(_("Vragen om een workshop kan nu niet meer."))
