"""Somebody's own day, and the promises that the database itself can check (X-135, I1 to I6)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from onderling.offers.models import Giving, Meeting, Slot
from onderling.rounds.models import Round
from onderling.signups.checks import broken_invariants
from onderling.signups.models import Absence, Signup
from onderling.signups.queries import my_day
from onderling.signups.rules import SignupState

Make = Callable[..., Any]


def test_my_day_knows_places_turns_givings_absence_and_plenary_parts(
    study_day: Make, meeting: Make, participation: Make, seat: Make
) -> None:
    round_ = study_day(slots=4, state="confirmed")
    slots = list(round_.slots.order_by("number"))
    Slot.objects.create(
        round=round_,
        kind=Slot.Kind.BREAK,
        label="Lunch",
        starts=slots[3].ends,
        ends=slots[3].ends + timedelta(hours=1),
    )
    long, own = meeting(round_, "Lang", slot=1), meeting(round_, "Eigen", slot=3)
    Meeting.objects.filter(pk=long.pk).update(last_slot=slots[1])
    full = meeting(round_, "Vol", slot=4, seats=1)
    sabine = participation(round_)
    Giving.objects.create(meeting=own, person=sabine.person)
    for _ in range(2):
        seat(participation(round_), full)
    seat(sabine, long)
    turn = seat(sabine, full)
    seen = [
        (part.slot.label, part.place and part.place.meeting, part.gives, part.goes_on)
        for part in my_day(sabine).parts
    ]
    assert seen == [
        ("Ronde 1", long, None, False),
        ("Ronde 2", long, None, True),
        ("Ronde 3", None, own, False),
        ("Ronde 4", None, None, False),
        ("Lunch", None, None, False),
    ]
    turns = [(t.signup, t.position) for part in my_day(sabine).parts for t in part.turns]
    assert turns == [(turn, 2)]
    Absence.objects.create(participation=sabine, slot=slots[3])
    assert [part.absent for part in my_day(sabine).parts] == [False, False, False, True, False]


def test_of_two_weeks_only_the_parts_stay_in_which_somebody_has_something(
    study_day: Make, meeting: Make, participation: Make, seat: Make
) -> None:
    """The same parts as of the whole, with what else a page wants to tell about."""
    round_ = study_day(slots=6, state="confirmed")
    slots = list(round_.slots.order_by("number"))
    full, missed = meeting(round_, "Vol", slot=4, seats=1), meeting(round_, "Mis", slot=5)
    sabine = participation(round_)
    seat(participation(round_), full)
    seat(sabine, meeting(round_, "Soep", slot=1))
    Giving.objects.create(meeting=meeting(round_, "Eigen", slot=2), person=sabine.person)
    seat(sabine, full)
    whole = my_day(sabine).parts
    assert my_day(sabine, only_with=[missed]).parts == [whole[0], whole[1], whole[3], whole[4]]
    Meeting.objects.filter(offer__title="Soep").update(last_slot=slots[2])
    assert my_day(sabine, only_with=[]).parts == my_day(sabine).parts


@pytest.mark.parametrize("places", [1, 3])
def test_my_day_asks_the_same_of_the_database_for_a_full_day(
    published: Round,
    meeting: Make,
    participation: Make,
    seat: Make,
    places: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    sabine = participation(published)
    for slot in range(1, places + 1):
        seat(sabine, meeting(published, f"W{slot}", slot=slot))
        full = meeting(published, f"V{slot}", slot=slot, seats=1)
        seat(participation(published), full)
        Signup.objects.create(
            participation=sabine,
            meeting=full,
            state=SignupState.WAITLISTED,
            sequence=9,
            since=published.seed_since,
        )
    with django_assert_num_queries(3):
        my_day(sabine)


def test_each_broken_promise_about_seats_is_told(
    published: Round, meeting: Make, participation: Make, seat: Make
) -> None:
    soup, bread = meeting(published, "Soep"), meeting(published, "Brood")
    ria, bo = participation(published), participation(published)
    first = seat(ria, soup)
    seat(bo, soup)
    seat(participation(published), bread)
    assert broken_invariants() == []
    Meeting.objects.filter(pk=bread.pk).update(taken=0)
    Signup.objects.filter(participation=bo).update(sequence=first.sequence)
    Signup.objects.create(
        participation=ria,
        meeting=bread,
        state=SignupState.CONFIRMED,
        sequence=7,
        since=first.since,
    )
    Meeting.objects.filter(pk=bread.pk).update(seats=1)
    assert [line.split(":")[0] for line in broken_invariants()] == ["I1", "I3", "I4", "I6"]
