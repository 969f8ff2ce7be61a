"""Places: one door, the waiting list, and what one free seat sets in motion (X-72, X-73)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from onderling.base.errors import Refused
from onderling.base.models import AuditLine
from onderling.mail.models import Message
from onderling.offers.models import Meeting
from onderling.rounds.models import Round
from onderling.signups.actions.seats import (
    fill_added_seats,
    give_back,
    give_back_all,
    leave_queue,
    rearrange,
)
from onderling.signups.checks import broken_invariants
from onderling.signups.models import Participation, Signup
from onderling.signups.rules import SignupState
from tests.makers import NOON

Make = Callable[..., Any]
CONFIRMED, WAITLISTED, CANCELLED = (
    SignupState.CONFIRMED,
    SignupState.WAITLISTED,
    SignupState.CANCELLED,
)


@pytest.fixture(autouse=True)
def every_promise_is_kept(db: None) -> Any:
    yield
    assert broken_invariants() == []


def states(*signups: Signup) -> list[str]:
    for signup in signups:
        signup.refresh_from_db()
    return [signup.state for signup in signups]


def test_the_last_seat_is_taken_and_the_next_person_waits(
    published: Round, meeting: Make, participation: Make, seat: Make
) -> None:
    soup = meeting(published, seats=1)
    first, second = seat(participation(published), soup), seat(participation(published), soup)
    assert states(first, second) == [CONFIRMED, WAITLISTED]
    soup.refresh_from_db()
    assert soup.taken == 1


def test_asking_twice_keeps_the_first_place(
    published: Round, meeting: Make, participation: Make, seat: Make
) -> None:
    soup, who = meeting(published), participation(published)
    assert seat(who, soup) == seat(who, soup)
    assert Message.objects.filter(kind="place_confirmed").count() == 1


def test_a_freed_seat_goes_to_the_first_in_line_and_they_hear_it(
    published: Round, meeting: Make, participation: Make, seat: Make
) -> None:
    soup = meeting(published, seats=1)
    people = [participation(published) for _ in range(3)]
    seats = [seat(who, soup) for who in people]
    moved = give_back(seats[0], by=people[0].person, now=NOON)
    assert [signup.participation for signup in moved] == [people[1]]
    assert states(*seats) == [CANCELLED, CONFIRMED, WAITLISTED]
    told = Message.objects.get(kind="place_moved_up")
    assert told.to_name == people[1].person.name
    assert "10 december" in told.body


def test_giving_back_twice_is_harmless(
    published: Round, meeting: Make, participation: Make, seat: Make
) -> None:
    who = participation(published)
    place = seat(who, meeting(published))
    give_back(place, by=who.person, now=NOON)
    assert give_back(place, by=who.person, now=NOON) == []
    assert AuditLine.objects.filter(deed="give_back").count() == 1


def test_who_returns_after_giving_back_stands_at_the_end(
    published: Round, meeting: Make, participation: Make, seat: Make
) -> None:
    soup = meeting(published, seats=1)
    ria, bo, cis = (participation(published) for _ in range(3))
    place = seat(ria, soup)
    seat(bo, soup)
    seat(cis, soup)
    give_back(place, by=ria.person, now=NOON)
    again = seat(ria, soup)
    assert again.pk == place.pk
    assert list(soup.signups.waiting().values_list("participation", flat=True)) == [
        cis.pk,
        ria.pk,
    ]


def test_a_seat_that_comes_free_passes_on_along_better_wishes(
    published: Round, meeting: Make, participation: Make, seat: Make, wish: Make
) -> None:
    """Who moves up gives back a lesser place, which goes to the next in turn."""
    best, good, fair = (meeting(published, title, seats=1) for title in ("A", "B", "C"))
    ria, bo, cis = (participation(published) for _ in range(3))
    wish(bo, best, 1)
    wish(bo, good, 2)
    wish(cis, good, 1)
    wish(cis, fair, 2)
    places = [seat(ria, best), seat(bo, good), seat(cis, fair)]
    waits = [seat(bo, best), seat(cis, good)]
    moved = give_back(places[0], by=ria.person, now=NOON)
    assert moved == waits
    assert states(*places, *waits) == [CANCELLED] * 3 + [CONFIRMED] * 2


def test_a_chain_goes_on_through_a_workshop_of_two_slots(
    published: Round, meeting: Make, participation: Make, seat: Make, wish: Make
) -> None:
    """X-135: a place over two slots comes free in both."""
    first, whole, second = (
        meeting(published, "A", seats=1, slot=1),
        meeting(published, "Hele ochtend", seats=1, slot=1),
        meeting(published, "C", seats=1, slot=2),
    )
    Meeting.objects.filter(pk=whole.pk).update(last_slot=published.slots.get(number=2))
    ria, bo, cis = (participation(published) for _ in range(3))
    wish(bo, first, 1)
    wish(bo, whole, 2)
    wish(cis, whole, 1)
    wish(cis, second, 2)
    place = seat(ria, first)
    seat(bo, whole)
    seat(cis, second)
    seat(bo, first)
    seat(cis, whole)
    moved = give_back(place, by=ria.person, now=NOON)
    assert [(s.participation, s.meeting) for s in moved] == [(bo, first), (cis, whole)]


def test_nobody_moves_up_to_something_worse(
    published: Round, meeting: Make, participation: Make, seat: Make, wish: Make
) -> None:
    best, good = meeting(published, "A", seats=1), meeting(published, "B", seats=1)
    ria, bo = participation(published), participation(published)
    wish(bo, best, 1)
    wish(bo, good, 2)
    place = seat(ria, good)
    waits = seat(bo, good)
    seat(bo, best)
    assert give_back(place, by=ria.person, now=NOON) == []
    assert states(waits) == [WAITLISTED]


def test_leaving_the_waiting_list_gives_nobody_a_seat_and_keeps_the_order(
    published: Round, meeting: Make, participation: Make, seat: Make
) -> None:
    soup = meeting(published, seats=1)
    ria, bo, cis = (participation(published) for _ in range(3))
    place, waits, last = seat(ria, soup), seat(bo, soup), seat(cis, soup)
    leave_queue(waits, by=bo.person, now=NOON)
    leave_queue(waits, by=bo.person, now=NOON)
    assert states(place, waits, last) == [CONFIRMED, CANCELLED, WAITLISTED]
    assert AuditLine.objects.filter(deed="leave_queue").count() == 1


def test_the_order_is_by_arrival_whatever_the_clock_says(
    published: Round, meeting: Make, participation: Make, seat: Make
) -> None:
    """assurance I6, F10: the clock goes back an hour in the middle of the queue."""
    soup = meeting(published, seats=1)
    ria, bo, cis = (participation(published) for _ in range(3))
    place, second = seat(ria, soup), seat(bo, soup)
    seat(cis, soup)
    Signup.objects.filter(participation=cis).update(since=NOON - timedelta(hours=1))
    assert give_back(place, by=ria.person, now=NOON) == [second]


def test_a_late_joiner_comes_in_by_the_same_door_and_is_seen_as_added(
    published: Round, meeting: Make, participation: Make, seat: Make, person: Make
) -> None:
    """X-136"""
    karin = person("Karin")
    place = seat(
        participation(published, state=Participation.State.INVITED),
        meeting(published),
        by=karin,
        by_hand=True,
        because="belde vanmorgen",
    )
    assert (place.by_hand, place.because, place.kind) == (True, "belde vanmorgen", "hand")
    assert place.participation.state == Participation.State.COMING


def test_a_coordinator_moves_somebody_or_nothing_happens(
    published: Round, meeting: Make, participation: Make, seat: Make, person: Make
) -> None:
    karin, ria, bo, cis = person("Karin"), *(participation(published) for _ in range(3))
    soup, bread = meeting(published, "Soep", seats=1), meeting(published, "Brood", seats=1)
    place, waits = seat(ria, soup), seat(bo, soup)
    full = seat(cis, bread)
    other = {soup.slot_id: bread.pk}
    with pytest.raises(Refused, match="vol"):
        rearrange(ria, other, because="past beter", by=karin, now=NOON)
    assert states(place, waits, full) == [CONFIRMED, WAITLISTED, CONFIRMED]
    give_back(full, by=cis.person, now=NOON)
    assert rearrange(ria, other, because="past beter", by=karin, now=NOON) == [waits]
    new = ria.signups.seated().get()
    assert (new.meeting, new.because, new.by_hand) == (bread, "past beter", True)


def test_a_coordinator_takes_a_place_away_and_leaves_the_rest(
    published: Round, meeting: Make, participation: Make, seat: Make, person: Make
) -> None:
    ria = participation(published)
    soup, late = meeting(published, "Soep"), meeting(published, "Later", slot=2)
    places = [seat(ria, soup), seat(ria, late)]
    rearrange(
        ria,
        {soup.slot_id: None, late.slot_id: late.pk},
        because="moet eerder weg",
        by=person("Karin"),
        now=NOON,
    )
    assert states(*places) == [CANCELLED, CONFIRMED]


def test_who_does_not_come_gives_back_everything_at_once(
    published: Round, meeting: Make, participation: Make, seat: Make
) -> None:
    soup, late = meeting(published, "Soep", seats=1), meeting(published, slot=2, seats=1)
    ria, bo, cis = (participation(published) for _ in range(3))
    seat(cis, late)
    places = [seat(ria, soup), seat(ria, late)]
    waits = seat(bo, soup)
    assert give_back_all(ria, by=ria.person, now=NOON) == [waits]
    assert states(*places) == [CANCELLED, CANCELLED]


def test_seats_that_are_added_go_to_who_waits(
    published: Round, meeting: Make, participation: Make, seat: Make
) -> None:
    soup = meeting(published, seats=1)
    seat(participation(published), soup)
    waits = [seat(participation(published), soup) for _ in range(2)]
    Meeting.objects.update(seats=2)
    newcomer = seat(participation(published), soup)
    assert states(*waits, newcomer) == [CONFIRMED, WAITLISTED, WAITLISTED]
    Meeting.objects.update(seats=3)
    assert fill_added_seats(now=NOON) == [waits[1]]
    assert fill_added_seats(now=NOON) == []


def test_every_change_of_a_place_has_one_line_in_the_log(
    published: Round, meeting: Make, participation: Make, seat: Make
) -> None:
    """assurance I5"""
    soup = meeting(published, seats=1)
    ria, bo = participation(published), participation(published)
    place = seat(ria, soup)
    seat(bo, soup)
    give_back(place, by=ria.person, now=NOON)
    lines = AuditLine.objects.filter(object_ref__startswith="signups.signup").order_by("pk")
    assert list(lines.values_list("deed", flat=True)) == [
        "take_place",
        "take_place",
        "give_back",
        "move_up",
    ]
