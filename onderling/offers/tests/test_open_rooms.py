"""A coordinator opens rooms for topics; one topic a room, given by who brings it (X-98)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from onderling.base.errors import Refused
from onderling.base.models import AuditLine
from onderling.offers.actions.meetings import cancel_meeting
from onderling.offers.actions.open_rooms import open_rooms, put_topic
from onderling.offers.models import Giving, Meeting, OpenRoom, Room, Slot
from onderling.offers.rules import NoTopic, why_no_topic
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed, State, allows
from tests.makers import NOON

Make = Callable[..., Any]
ENDS = NOON + timedelta(hours=1)


@pytest.mark.parametrize(
    ("runs", "minutes", "taken", "why"),
    [
        (True, 0, False, None),
        (True, 59, False, None),
        (True, 60, False, NoTopic.OVER),
        (True, 0, True, NoTopic.TAKEN),
        (False, 0, False, NoTopic.NOT_NOW),
    ],
)
def test_a_topic_comes_on_the_day_in_a_free_room_until_the_end(
    runs: bool, minutes: int, taken: bool, why: NoTopic | None
) -> None:
    moment = NOON + timedelta(minutes=minutes)
    assert why_no_topic(runs=runs, ends=ENDS, taken=taken, now=moment) == why


def test_rooms_are_opened_before_and_on_the_day_and_topics_brought_only_then() -> None:
    opens = [state for state in State if allows(state, Deed.OPEN_ROOMS)]
    brings = [state for state in State if allows(state, Deed.BRING_TOPIC)]
    assert (opens, brings) == (list(State)[:6], [State.RUNNING])


@pytest.fixture
def day(study_day: Make) -> Round:
    round: Round = study_day(state=State.RUNNING)
    for number, name in enumerate(("Keuken", "Wilg"), 1):
        Room.objects.create(round=round, name=name, holds=8, order=number)
    return round


@pytest.fixture
def open_(day: Round, coordinator: Person) -> OpenRoom:
    """The kitchen is open in the first part of the day."""
    (found,) = open_rooms(first(day), [day.rooms.all()[0]], by=coordinator, now=NOON)
    return found


def first(day: Round) -> Slot:
    return day.slots.get(number=1)


def brings(where: OpenRoom, who: Person, title: str = "Rouw", **how: Any) -> Meeting:
    return put_topic(where, title=title, about="Hoe ga je verder?", giver=who, now=NOON, **how)


def test_who_brings_a_topic_gives_a_workshop_like_any_other(
    open_: OpenRoom, person: Make
) -> None:
    bea = person("Bea")
    meeting = brings(open_, bea, "  Rouw   op het werk ")
    assert (meeting.offer.title, meeting.offer.state) == ("Rouw op het werk", "published")
    assert (meeting.seats, meeting.minimum, meeting.room) == (8, 1, open_.room)
    giving = Giving.objects.get(meeting=meeting)
    assert (giving.person, giving.said_yes) == (bea, True)
    assert AuditLine.objects.filter(deed="put_topic").count() == 1


def test_one_topic_a_room_until_it_falls_out_and_one_person_one_topic_at_a_time(
    open_: OpenRoom, day: Round, person: Make, coordinator: Person
) -> None:
    bea = person("Bea")
    meeting = brings(open_, bea)
    with pytest.raises(Refused, match="In Keuken is dan al iets"):
        brings(open_, person("Bo"))
    both = open_rooms(first(day), list(day.rooms.all()), by=coordinator, now=NOON)
    with pytest.raises(Refused, match="U geeft dan al ‘Rouw’"):
        brings(both[1], bea, "Nog iets")
    cancel_meeting(meeting, because="Ziek", by=coordinator, now=NOON)
    assert brings(open_, person("Bo"), "Iets anders").room == open_.room


def test_a_room_with_a_workshop_or_a_topic_is_not_opened_or_closed(
    open_: OpenRoom, day: Round, person: Make, coordinator: Person, meeting: Make
) -> None:
    meeting(day, "Soep", room="Wilg")
    slot, rooms = first(day), list(day.rooms.all())
    with pytest.raises(Refused, match="In Wilg is dan al een workshop"):
        open_rooms(slot, rooms, by=coordinator, now=NOON)
    brings(open_, person("Bea"))
    with pytest.raises(Refused, match="In Keuken staat al een onderwerp: ‘Rouw’"):
        open_rooms(slot, [], by=coordinator, now=NOON)
    assert OpenRoom.objects.count() == 1


def test_the_page_ticks_rooms_per_part_and_leaves_out_where_a_workshop_is(
    day: Round, karin: Any, meeting: Make, django_assert_max_num_queries: Any
) -> None:
    meeting(day, "Soep", room="Wilg")
    page = "/ronde/studiedag/bord/open/"
    with django_assert_max_num_queries(14):
        shown = karin.get(page).content.decode()
    assert ["Keuken" in shown, "Wilg" in shown] == [True, False]
    kitchen = day.rooms.get(name="Keuken")
    later = day.slots.get(number=2)
    answer = karin.post(f"{page}?deel={later.pk}", {"rooms": [kitchen.pk]}, follow=True)
    assert "Bewaard. Open in Ronde 2: 1." in answer.content.decode()
    assert OpenRoom.objects.get().slot == later
    karin.post(f"{page}?deel={later.pk}", {})
    assert OpenRoom.objects.count() == 0
