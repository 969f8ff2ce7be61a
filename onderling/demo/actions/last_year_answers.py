"""What people said of last year’s study day, mean to do, must do better, and go on with."""

import json
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from secrets import token_urlsafe
from typing import Any

from onderling.base.transactions import write_transaction
from onderling.demo.actions.day import COORDINATOR
from onderling.demo.actions.last_year import EARLIER
from onderling.demo.actions.lists import FOLDER
from onderling.demo.actions.network import person
from onderling.demo.models import Example
from onderling.evaluation.actions.asking import Plan, close_questions, make_questions
from onderling.evaluation.actions.groups import go_on
from onderling.evaluation.actions.improvements import move_on, propose
from onderling.evaluation.actions.intentions import intend, say_outcome
from onderling.evaluation.actions.stories import place_story, tell_story
from onderling.evaluation.models import Evaluation, Intention
from onderling.evaluation.rules.asking import Wave, weeks_after
from onderling.evaluation.rules.improvements import ImprovementState
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.models import Participation
from onderling.surveys.actions.answering import Filled, answer
from onderling.surveys.actions.questions import Question
from onderling.surveys.actions.surveys import mark_completed, open_survey
from onderling.surveys.models import Invitation, Survey
from onderling.surveys.queries import questions_of
from onderling.surveys.rules import NOBODY, VALUES, Scale

WEEKS = 13
DAYS = 14
ANSWERS = {Wave.AFTER: 0.62, Wave.PULSE: 0.41}  # how many of ten answer, more or less
# How often each answer of a scale is drawn; givers judge what people met a little lower.
WEIGHTS: dict[str, Sequence[int]] = {
    Scale.AGREE: (2, 6, 14, 46, 32),
    Scale.GRADE: (0, 0, 0, 1, 2, 6, 22, 44, 18, 7),
    Scale.WISHES: (48, 24, 20, 8),
    Scale.DONE: (38, 34, 20, 8),
    Scale.CONTACT: (18, 41, 41),
}
BEFORE: Sequence[int] = (8, 27, 34, 24, 7)
DOUBTS: Sequence[int] = (4, 16, 28, 34, 18)
WRITES = 0.22  # of those who answer
RIA = "p-028"


@cache
def words() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / "terugkijken.json").read_text())
    return found


@write_transaction()
def ask_and_intend(example: Example, *, now: datetime) -> None:
    """Ask everybody who was there, twice; keep intentions; write down what must go better."""
    of = Round.objects.get(pk=example.rows[EARLIER])
    karin = person(example, COORDINATOR)
    lot = Random("terugkijken")  # noqa: S311 -- the same answers every time
    known: Evaluation | None = None
    for wave in Wave:
        first = of.ends_on + timedelta(days=1)
        day = weeks_after(of.ends_on, WEEKS) if wave is Wave.PULSE else first
        survey = _ask(of, wave, day, lot, by=karin, now=now)
        if known is None:
            known = Evaluation.objects.create(round=of, after=survey)
        else:
            known.pulse, known.pulse_on = survey, day
            known.save(update_fields=["pulse", "pulse_on"])
    _intend(example, of, lot, today=now.date())
    _improve(example, of, by=karin, now=now)
    for code, how in words()["groups"]:
        workshop = of.offers.select_related("maker").get(code=code)
        if workshop.maker:
            day = _at(of.ends_on + timedelta(weeks=4), now)
            go_on(workshop, how, by=workshop.maker, now=day)
    for code, change, because, level, placed in words()["stories"]:
        day, who = weeks_after(of.ends_on, WEEKS), person(example, code)
        told = tell_story(of, who, change, because, level, today=day)
        if placed:
            place_story(told, by=karin, now=_at(day + timedelta(days=2), now))


def _ask(  # noqa: PLR0913 -- what, when, by lot, by whom
    of: Round, wave: Wave, day: date, lot: Random, *, by: Person, now: datetime
) -> Survey:
    """Hold one survey from its first day to its last. Nobody gets mail of it."""
    survey = make_questions(of, wave)
    at, last = _at(day, now), day + timedelta(days=DAYS)
    asked = Plan(of, wave).asked()
    made = open_survey(survey, asked, last_day=last, today=day, scope=of, by=by, now=at)
    by_role = {role: questions_of(survey, role) for role in {one.role for one in made}}
    left = {key: list(said) for key, said in words()["open"].items()}
    for one in lot.sample(made, len(made)):
        if lot.random() < ANSWERS[wave] + (0.35 if one.role == "giver" else 0):
            _answer(one, by_role[one.role], left, lot)
    mark_completed()
    return close_questions(of, survey, by=None, now=_at(last + timedelta(days=1), now))


def _answer(
    one: Invitation, questions: list[Question], left: dict[str, list[str]], lot: Random
) -> None:
    choices, texts, ties = {}, {}, []
    for question in questions:
        if question.scale is Scale.OPEN:
            if lot.random() < WRITES and left[question.key]:
                texts[question.version] = left[question.key].pop()
        elif question.scale is Scale.TIES:
            known = [key for key, _name in question.choices]
            ties = lot.sample(known, min(len(known), lot.choice((0, 1, 1, 2, 3)))) or [NOBODY]
        elif lot.random() > 0.03:  # some leave a question open
            weights = _weights(one.role, question)
            [choices[question.key]] = lot.choices(VALUES[question.scale], weights)
    answer(one, Filled(choices, texts, ties), once=token_urlsafe())


def _weights(role: str, question: Question) -> Sequence[int]:
    if question.key == "understood_before":
        return BEFORE
    if role == "giver" and question.key.startswith("benefit"):
        return DOUBTS
    return WEIGHTS[question.scale]


def _intend(example: Example, of: Round, lot: Random, *, today: date) -> None:
    """Most intentions came back after thirteen weeks; a few will in the coming days."""
    sentences = words()["intentions"]
    coming = list(
        of.participations.filter(state=Participation.State.COMING).select_related("person")
    )
    ria = next(one for one in coming if one.code == RIA)
    others = lot.sample([one for one in coming if one != ria], 44)
    for number, one in enumerate([ria, *others]):
        late = number > 40
        written = today - timedelta(weeks=WEEKS) + timedelta(days=number - 40)
        if not late:
            written = of.ends_on + timedelta(days=number % 5)
        text = sentences[number % len(sentences)]
        kept = intend(of, one.person, text, today=written)
        if late:
            continue
        shown = weeks_after(written, WEEKS)
        Intention.objects.filter(pk=kept.pk).update(shown_on=shown)
        if one != ria and lot.random() < 0.6:
            say_outcome(kept, lot.choice(Intention.Outcome.values))


def _improve(example: Example, of: Round, *, by: Person, now: datetime) -> None:
    """What must go better: promised then, and partly ticked off by this year’s edition."""
    then = _at(of.ends_on + timedelta(weeks=3), now)
    for text, state, because in words()["improvements"]:
        point = propose(of, text, by=by, now=then)
        if state == ImprovementState.DONE:
            move_on(point, ImprovementState.TAKEN_OVER, here=of, by=by, now=then)
        if state != ImprovementState.PROPOSED:
            here = example.study_day
            move_on(point, state, here=here, because=because, by=by, now=now)


def _at(day: date, now: datetime) -> datetime:
    """Nine in the morning of a day; never after this moment."""
    return min(now, datetime.combine(day, time(9), tzinfo=now.tzinfo))
