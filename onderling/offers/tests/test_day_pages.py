"""The page of the day and its rooms (X-135)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from onderling.offers.models import Room, Slot
from onderling.offers.tests.test_board_pages import heading, text

Make = Callable[..., Any]


def test_a_day_is_built_from_slots_and_rooms(study_day: Make, karin: Client) -> None:
    day = study_day(slots=0)
    typed = {"on": "2026-12-10", "begins": "9:30", "until": "10:00"}
    welcome = {**typed, "label": "Welkom", "kind": "plenary", "where": "Grote zaal"}
    karin.post("/ronde/studiedag/dag/deel/", welcome)
    karin.post("/ronde/studiedag/dag/zaal/", {"name": "Wilg", "holds": "18"})
    slot, room = day.slots.get(), day.rooms.get()
    assert (slot.kind, slot.number, slot.starts.hour) == ("plenary", 0, 8)
    assert (room.holds, room.accessible) == (18, False)
    page = text(karin.get("/ronde/studiedag/dag/"))
    assert "9.30 tot 10.00" in page
    karin.post(f"/ronde/studiedag/dag/deel/{slot.pk}/", {**welcome, "until": "10:15"})
    karin.post(f"/ronde/studiedag/dag/zaal/{room.pk}/", {"name": "Els", "holds": "16"})
    assert "9.30 tot 10.15" in text(karin.get("/ronde/studiedag/dag/"))
    assert Room.objects.get().name == "Els"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"until": "9:00"}, "Het einde moet na het begin komen."),
        ({"on": "2026-12-11"}, "Deze dag hoort niet bij deze ronde."),
    ],
)
def test_a_slot_that_cannot_be_is_told_beside_what_was_typed(
    study_day: Make, karin: Client, change: dict[str, str], said: str
) -> None:
    study_day(slots=0)
    typed = {"label": "Lunch", "kind": "break", "on": "2026-12-10", "begins": "9:30"}
    sent = {**typed, "until": "10:30", **change}
    page = text(karin.post("/ronde/studiedag/dag/deel/", sent))
    assert said in page
    assert 'value="Lunch"' in page
    assert Slot.objects.count() == 0


def test_the_day_stands_in_the_order_of_the_clock(study_day: Make, karin: Client) -> None:
    day = study_day(slots=2)
    first, second = day.slots.all()
    gap = {"starts": first.ends, "ends": second.starts}
    Slot.objects.create(round=day, kind=Slot.Kind.BREAK, label="Koffie", **gap)
    page = text(karin.get("/ronde/studiedag/dag/"))
    assert page.index("Ronde 1") < page.index("Koffie") < page.index("Ronde 2")
    assert "is afgelopen" not in page


def test_slots_that_overlap_are_pointed_out(study_day: Make, karin: Client) -> None:
    day = study_day(slots=2)
    first, second = day.slots.all()
    Slot.objects.filter(pk=first.pk).update(ends=second.ends)
    assert "Ronde 2 begint voordat Ronde 1 is afgelopen." in text(
        karin.get("/ronde/studiedag/dag/")
    )


def test_a_room_in_use_stays_and_the_page_says_why(
    study_day: Make, meeting: Make, karin: Client
) -> None:
    meeting(study_day(), room="Keuken")
    url = f"/ronde/studiedag/dag/zaal/{Room.objects.get().pk}/weg/"
    assert heading(text(karin.get(url))) == "Haal Keuken van het bord"
    assert "In Keuken staat nog 1 workshop." in text(karin.post(url, follow=True))
    assert Room.objects.count() == 1
