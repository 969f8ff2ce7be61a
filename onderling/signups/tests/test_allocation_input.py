"""A round as a problem for the engine (X-134, X-135, X-26, X-133, X-5)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from onderling.matching.reading import read_rows
from onderling.offers.models import Giving
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.actions.allocation import look_further, perform, queue_run
from onderling.signups.actions.allocation_input import problem_of
from onderling.signups.models import Absence, AllocationRun, Lock, Pair
from tests.makers import NOON

Make = Callable[..., Any]


@pytest.fixture
def day(study_day: Make) -> Round:
    round_: Round = study_day(slots=3, state=State.MATCHING)
    return round_


def person_in(problem: dict[str, Any], who: Any) -> dict[str, Any]:
    found: dict[str, Any] = next(p for p in problem["people"] if p["id"] == f"p{who.pk}")
    return found


def test_who_is_absent_cannot_sit_there_also_not_in_what_runs_on(
    day: Round, meeting: Make, participation: Make, wish: Make
) -> None:
    soup, tea = meeting(day, "Soep"), meeting(day, "Thee", slot=2)
    long = meeting(day, "Lang")
    long.last_slot = day.slots.get(number=2)
    long.save()
    who = participation(day, chosen=NOON)
    wish(who, long, 1)
    wish(who, soup, 2)
    Absence.objects.create(participation=who, slot=day.slots.get(number=2))
    problem = problem_of(day)
    row = person_in(problem, who)
    assert row["cannot"] == sorted([f"m{long.pk}", f"m{tea.pk}"])
    assert row["wishes"] == [[f"m{soup.pk}", 2]]
    times = {s["id"]: (s["start"][11:16], s["end"][11:16]) for s in problem["sessions"]}
    assert times[f"m{long.pk}"] == ("10:00", "12:45")
    assert read_rows(problem).faults == ()


def test_a_giver_is_fixed_once_and_counts_nowhere(
    day: Round, meeting: Make, participation: Make
) -> None:
    who = participation(day, chosen=NOON)
    first, second = meeting(day, "Een"), meeting(day, "Twee")
    for given in (first, second):
        Giving.objects.create(meeting=given, person=who.person)
        Lock.objects.create(participation=who, meeting=given, because="geeft", by=None, at=NOON)
    problem = problem_of(day)
    assert problem["locked"] == [
        {"person": f"p{who.pk}", "session": f"m{first.pk}", "counts": False}
    ]
    assert f"m{second.pk}" in person_in(problem, who)["cannot"]
    assert read_rows(problem).faults == ()


def test_who_comes_late_joins_only_when_taken_from_the_list(
    day: Round, meeting: Make, participation: Make
) -> None:
    meeting(day)
    late = participation(day, chosen=NOON, late=True)
    taken = participation(day, chosen=NOON, late=True, late_accepted=True)
    invited = participation(day, chosen=NOON, state="invited")
    ids = {row["id"] for row in problem_of(day)["people"]}
    assert f"p{taken.pk}" in ids
    assert not {f"p{late.pk}", f"p{invited.pk}"} & ids


def test_a_mixed_workshop_asks_for_both_groups_and_pairs_come_along(
    day: Round, meeting: Make, participation: Make
) -> None:
    soup = meeting(day)
    soup.offer.mixed = True
    soup.offer.save()
    day.choice_rule.mix_paid, day.choice_rule.mix_volunteer = 2, 0
    day.choice_rule.save()
    one, other = participation(day, chosen=NOON), participation(day, chosen=NOON)
    Pair.objects.create(round=day, kind=Pair.Kind.APART, one=one, other=other)
    problem = problem_of(day)
    assert problem["sessions"][0]["at_least"] == {"paid": 2}
    assert problem["apart"] == [[f"p{one.pk}", f"p{other.pk}"]]


def test_locks_that_overlap_are_told_with_who_to_let_go(
    day: Round, meeting: Make, participation: Make, person: Make
) -> None:
    who = participation(day, chosen=NOON)
    karin: Person = person("Karin")
    for title in ("Soep", "Thee"):
        Lock.objects.create(
            participation=who, meeting=meeting(day, title), because="", by=karin, at=NOON
        )
    run = queue_run(day, by=karin, now=NOON)
    assert perform(run.pk, now=NOON) is None
    run.refresh_from_db()
    assert run.state == AllocationRun.State.INFEASIBLE
    assert len(run.trouble) == 1
    assert run.trouble[0]["text"] == (
        f"‘{who.person.name}’ staat ook vast in ‘Soep’, en die overlapt ‘Thee’."
    )
    assert [way["value"] for way in run.trouble[0]["ways"]] == [
        f"release:{lock.pk}" for lock in Lock.objects.order_by("pk")
    ]


def test_four_seats_more_are_worked_out_afterwards_one_workshop_at_a_time(
    day: Round, meeting: Make, participation: Make, wish: Make, person: Make
) -> None:
    """X-24"""
    soup, bread = meeting(day, "Soep", seats=1), meeting(day, "Brood", seats=9)
    for _ in range(6):
        who = participation(day, chosen=NOON)
        wish(who, soup, 1)
        wish(who, bread, 2)
    run = queue_run(day, by=person("Karin"), now=NOON)
    perform(run.pk, now=NOON)
    later = NOON + timedelta(minutes=5)
    assert look_further(now=later)
    assert not look_further(now=later)
    run.refresh_from_db()
    assert run.result["more_seats"] == [
        {"session": f"m{soup.pk}", "more": 4, "first_wishes": 4, "winners": 4, "losers": 0}
    ]
