"""The study day of the demo, from wishes to published places: acceptance 3, and X-22, X-23,
X-25, X-26, X-72, X-134, S0-14."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from onderling.mail.models import Message
from onderling.matching.check import check_reason
from onderling.matching.reading import read_rows
from onderling.matching.result import from_json
from onderling.matching.verify import verify
from onderling.offers.models import Giving, Meeting
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.actions.allocation import perform, queue_run
from onderling.signups.actions.allocation_words import sentence, why
from onderling.signups.actions.publish import publish, undo
from onderling.signups.checks import broken_invariants
from onderling.signups.models import Absence, AllocationRun, Participation, Signup, Wish
from onderling.signups.rules import Opinion
from onderling.signups.tests.study_day_files import fill
from tests.makers import NOON

Make = Callable[..., Any]
pytestmark = pytest.mark.sqlite_only  # the story of the study day walks it on PostgreSQL too


@pytest.fixture
def full_day(study_day: Make, organisation: Make) -> Round:
    round_: Round = study_day(slots=0, state=State.MATCHING)
    fill(round_, organisation())
    return round_


@pytest.fixture
def karin(person: Make) -> Person:
    who: Person = person("Karin")
    return who


@pytest.fixture
def run(full_day: Round, karin: Person) -> AllocationRun:
    queued = queue_run(full_day, by=karin, now=NOON)
    done = perform(queued.pk, now=NOON)
    assert done is not None
    return AllocationRun.objects.get(pk=queued.pk)


def test_from_wishes_to_published_places_and_back(run: AllocationRun, karin: Person) -> None:
    """One long test, for the day is solved once."""
    assert (run.state, run.result["status"]) == ("preview", "optimal")
    assert Participation.objects.filter(round=run.round).coming().count() == 214
    _it_verifies(run)
    _nobody_sits_where_they_should_not(run)
    _no_group_is_too_small_or_too_large(run)
    _every_sentence_is_true(run)
    _again_gives_the_same(run, karin)
    _it_is_published_once_and_undone(run, karin)


def _it_verifies(run: AllocationRun) -> None:
    problem = read_rows(run.problem).problem
    assert problem is not None
    assert verify(problem, run.result) == []
    result = from_json(run.result)
    assert [check_reason(problem, result, reason) for reason in result.reasons] == [None] * len(
        result.reasons
    )
    seats = {(f"p{m.participation_id}", f"m{m.meeting_id}") for m in run.matches.all()}
    assert seats == set(result.places) - problem.giving


def _nobody_sits_where_they_should_not(run: AllocationRun) -> None:
    matches = list(run.matches.select_related("meeting", "participation"))
    places = Counter((m.participation_id, m.meeting.slot_id) for m in matches)
    assert max(places.values()) == 1
    away = set(Absence.objects.values_list("participation", "slot"))
    assert not away & places.keys()
    assert not Wish.objects.filter(
        opinion=Opinion.CANNOT,
        participation__matches__run=run,
        participation__matches__meeting__wishes__opinion=Opinion.CANNOT,
    ).exists()
    given = Giving.objects.values_list("person", "meeting__slot")
    busy = {(m.participation.person_id, m.meeting.slot_id) for m in matches}
    assert not busy & set(given)


def _no_group_is_too_small_or_too_large(run: AllocationRun) -> None:
    sizes = Counter(run.matches.values_list("meeting", flat=True))
    for meeting in Meeting.objects.filter(offer__round=run.round).select_related("offer"):
        size = sizes[meeting.pk]
        assert size == 0 or meeting.minimum <= size <= meeting.seats
        if size and meeting.offer.mixed:
            groups = set(
                run.matches.filter(meeting=meeting).values_list(
                    "participation__group", flat=True
                )
            )
            assert groups >= {"paid", "volunteer"}
    off = {row["session"] for row in run.result["cancelled"]}
    empty = {f"m{m.pk}" for m in Meeting.objects.all() if not sizes[m.pk]}
    assert off == empty


def _every_sentence_is_true(run: AllocationRun) -> None:
    sizes = Counter(run.matches.values_list("meeting", flat=True))
    wishes = Counter(
        Wish.objects.filter(
            rank=1, participation__state=Participation.State.COMING
        ).values_list("meeting", flat=True)
    )
    given = {
        (g.person_id, slot)
        for g in Giving.objects.select_related("meeting")
        for slot in [g.meeting.slot_id]
    }
    reasons = list(run.reasons.select_related("meeting__offer", "participation"))
    assert len(reasons) > 100
    for reason in reasons:
        said, meeting = sentence(reason), reason.meeting
        assert meeting.offer.title in said
        who = reason.participation
        if reason.because in ("full", "lottery"):
            assert sizes[meeting.pk] == meeting.seats == reason.numbers["places"]
            assert reason.numbers["first_wishes"] <= wishes[meeting.pk]
        elif reason.because == "cancelled":
            assert sizes[meeting.pk] == 0
        elif reason.because == "overlap":
            assert (who.person_id, meeting.slot_id) in given or who.matches.filter(
                run=run, meeting__slot=meeting.slot
            ).exists()
        assert not any(other in said for other in ("p-", "m1", "None", "{"))


def _again_gives_the_same(run: AllocationRun, karin: Person) -> None:
    places = set(run.matches.values_list("participation", "meeting"))
    again = queue_run(run.round, by=karin, now=NOON)
    assert again.pk != run.pk
    perform(again.pk, now=NOON)
    again.refresh_from_db()
    assert set(again.matches.values_list("participation", "meeting")) == places
    assert again.result["moved"] == 0
    again.delete()


def _it_is_published_once_and_undone(run: AllocationRun, karin: Person) -> None:
    later = NOON + timedelta(days=1)
    publish(run, by=karin, now=later)
    publish(run, by=karin, now=later)
    assert broken_invariants() == []
    assert Round.objects.get(pk=run.round_id).state == State.CONFIRMED
    assert Signup.objects.seated().count() == run.matches.count()
    letters = Message.objects.filter(kind="allocation")
    assert letters.count() == 214
    assert letters.filter(channel="letter").count() == 9
    assert Meeting.objects.filter(state=Meeting.State.CANCELLED).count() == len(
        run.result["cancelled"]
    )
    missed = run.reasons.filter(because="full").first()
    assert missed is not None
    assert why(missed.participation)
    letters.filter(channel="mail").order_by("pk")[0:1]
    told = letters.filter(channel="mail").order_by("pk").first()
    assert told is not None
    Message.objects.filter(pk=told.pk).update(state=Message.State.SENT, sent=later)
    assert undo(run, by=karin, now=later + timedelta(minutes=1)) == []
    assert broken_invariants() == []
    assert Signup.objects.count() == 0
    assert Round.objects.get(pk=run.round_id).state == State.MATCHING
    assert letters.filter(state=Message.State.WITHHELD).count() == 213
    assert Message.objects.filter(kind="allocation_undone").count() == 1
    assert not Meeting.objects.filter(state=Meeting.State.CANCELLED).exists()
