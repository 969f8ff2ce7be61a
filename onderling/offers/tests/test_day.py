"""Slots and rooms: what may change, and what stands fast (X-135)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest

from onderling.base.audit import history_of
from onderling.base.errors import Refused
from onderling.offers.actions.day import (
    add_room,
    add_slot,
    change_room,
    change_slot,
    remove_room,
    remove_slot,
)
from onderling.offers.actions.meetings import cancel_meeting
from onderling.offers.models import Meeting, Room, Slot
from onderling.offers.rules import instant
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from tests.makers import NOON

LUNCH = datetime(2026, 12, 10, 12, 0, tzinfo=UTC)


def test_a_round_of_workshops_gets_the_next_number(study_day: Callable[..., Round]) -> None:
    day = study_day(slots=2)
    hour = timedelta(hours=1)
    lunch = add_slot(
        day,
        kind=Slot.Kind.BREAK,
        label="Lunch",
        starts=LUNCH,
        ends=LUNCH + hour,
        by=None,
        now=NOON,
    )
    third = add_slot(
        day, label="Ronde 3", starts=LUNCH + hour, ends=LUNCH + 2 * hour, by=None, now=NOON
    )
    assert (lunch.number, third.number) == (0, 3)


def test_a_slot_ends_after_it_begins(study_day: Callable[..., Round]) -> None:
    with pytest.raises(Refused, match="na het begin"):
        add_slot(study_day(), label="Lunch", starts=LUNCH, ends=LUNCH, by=None, now=NOON)


def test_a_slot_in_use_is_not_removed_and_the_reason_counts(
    study_day: Callable[..., Round], meeting: Callable[..., Meeting]
) -> None:
    day = study_day()
    meeting(day, "Soep")
    meeting(day, "Zingen")
    with pytest.raises(Refused, match="In Ronde 1 staan nog 2 workshops"):
        remove_slot(day.slots.get(number=1), by=None, now=NOON)
    assert day.slots.count() == 3


def test_a_slot_with_only_cancelled_workshops_may_go(
    study_day: Callable[..., Round], meeting: Callable[..., Meeting]
) -> None:
    day = study_day()
    soup = meeting(day)
    cancel_meeting(soup, because="De gever is ziek", by=None, now=NOON)
    remove_slot(day.slots.get(number=1), by=None, now=NOON)
    soup.refresh_from_db()
    assert (soup.slot, day.slots.count()) == (None, 2)


def test_the_last_half_of_a_double_workshop_keeps_its_slot(
    study_day: Callable[..., Round], meeting: Callable[..., Meeting]
) -> None:
    day = study_day()
    meeting(day)
    Meeting.objects.update(last_slot=day.slots.get(number=2))
    with pytest.raises(Refused, match="In Ronde 2 staat nog 1 workshop"):
        remove_slot(day.slots.get(number=2), by=None, now=NOON)


def test_the_time_stands_once_people_have_a_place(
    study_day: Callable[..., Round], meeting: Callable[..., Meeting]
) -> None:
    day = study_day()
    meeting(day)
    Meeting.objects.update(taken=1)
    slot = day.slots.get(number=1)
    with pytest.raises(Refused, match="De tijd kan daarom niet meer anders"):
        change_slot(slot, starts=slot.starts - timedelta(minutes=15), by=None, now=NOON)
    assert change_slot(slot, label="Eerste ronde", by=None, now=NOON).label == "Eerste ronde"


def test_a_slot_with_workshops_does_not_become_lunch(
    study_day: Callable[..., Round], meeting: Callable[..., Meeting]
) -> None:
    day = study_day()
    meeting(day)
    with pytest.raises(Refused, match="In Ronde 1 staat nog 1 workshop"):
        change_slot(day.slots.get(number=1), kind=Slot.Kind.BREAK, by=None, now=NOON)


def test_a_room_has_a_name_of_its_own(study_day: Callable[..., Round]) -> None:
    day = study_day()
    add_room(day, name="Wilg", holds=18, by=None, now=NOON)
    elm = add_room(day, name="Els", holds=16, by=None, now=NOON)
    assert [room.name for room in day.rooms.all()] == ["Wilg", "Els"]
    with pytest.raises(Refused, match="al een zaal die Wilg heet"):
        change_room(elm, name="Wilg", by=None, now=NOON)


def test_what_fits_in_a_room_follows_the_room(
    study_day: Callable[..., Round], meeting: Callable[..., Meeting]
) -> None:
    soup = meeting(study_day(), room="Keuken")
    kitchen = Room.objects.get()
    change_room(kitchen, holds=9, by=None, now=NOON)
    soup.refresh_from_db()
    assert (soup.room_holds, soup.seats) == (9, 4)


def test_a_room_in_use_is_not_removed(
    study_day: Callable[..., Round], meeting: Callable[..., Meeting]
) -> None:
    meeting(study_day(), room="Keuken")
    with pytest.raises(Refused, match="In Keuken staat nog 1 workshop"):
        remove_room(Room.objects.get(), by=None, now=NOON)
    Meeting.objects.update(state=Meeting.State.CANCELLED)
    remove_room(Room.objects.get(), by=None, now=NOON)
    assert Room.objects.count() == 0


def test_the_day_stands_fast_when_it_runs(study_day: Callable[..., Round]) -> None:
    with pytest.raises(Refused, match="staat nu vast"):
        add_room(study_day(state=State.RUNNING), name="Wilg", holds=18, by=None, now=NOON)


def test_a_change_of_the_day_is_written_down(study_day: Callable[..., Round]) -> None:
    day = study_day()
    room = add_room(day, name="Wilg", holds=18, by=None, now=NOON)
    change_room(room, holds=20, by=None, now=NOON)
    line = history_of(room).last()
    assert line is not None
    assert (line.deed, line.detail.old, line.detail.new) == (
        "change_room",
        {"holds": 18},
        {"holds": 20},
    )


@pytest.mark.parametrize(
    ("day", "clock", "utc"),
    [
        (date(2026, 12, 10), time(9, 30), (8, 30)),  # winter: an hour before
        (date(2026, 6, 10), time(9, 30), (7, 30)),  # summer: two hours
        (date(2026, 10, 25), time(2, 30), (0, 30)),  # comes twice: the first
        (date(2026, 3, 29), time(3, 0), (1, 0)),
    ],
)
def test_a_time_on_the_wall_is_one_moment(day: date, clock: time, utc: tuple[int, int]) -> None:
    moment = instant(day, clock, "Europe/Amsterdam")
    assert moment == datetime(day.year, day.month, day.day, *utc, tzinfo=UTC)


def test_a_time_that_summer_skips_does_not_exist() -> None:
    with pytest.raises(ValueError, match="02:30"):
        instant(date(2026, 3, 29), time(2, 30), "Europe/Amsterdam")
