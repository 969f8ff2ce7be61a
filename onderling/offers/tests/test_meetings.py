"""Meetings: on the board, over two slots, off it, called off (S3a-8, X-135)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from onderling.base.audit import history_of
from onderling.base.errors import Refused
from onderling.offers.actions.day import add_room
from onderling.offers.actions.meetings import (
    cancel_meeting,
    make_meeting,
    place_meeting,
    restore_meeting,
)
from onderling.offers.models import Meeting, Offer, Room, Slot
from onderling.offers.queries.clashes import clashes_of
from onderling.offers.rules import Clash, OfferState
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from tests.makers import NOON


def put(meeting: Meeting, **change: Any) -> list[Clash]:
    """Place a meeting, with all it had but for the change."""
    kept = {
        "slot": meeting.slot,
        "last_slot": meeting.last_slot,
        "room": meeting.room,
        "seats": meeting.seats,
        "minimum": meeting.minimum,
        "givers": list(meeting.givers.all()),
    }
    return place_meeting(meeting, **{**kept, **change}, by=None, now=NOON)


def test_a_meeting_has_the_numbers_of_its_workshop_and_fits_its_room(
    study_day: Callable[..., Round],
    offer: Callable[..., Offer],
    person: Callable[..., Person],
) -> None:
    day, linda = study_day(), person("Linda")
    elm = add_room(day, name="Els", holds=16, by=None, now=NOON)
    mirror = offer(day, maker=linda, state=OfferState.PUBLISHED, minimum=10, maximum=24)
    loose = make_meeting(mirror, givers=[linda], by=None, now=NOON)
    placed = make_meeting(mirror, slot=day.slots.first(), room=elm, by=None, now=NOON)
    assert [(m.seats, m.minimum, m.room_holds, m.code) for m in (loose, placed)] == [
        (24, 10, None, "sd-01"),
        (16, 10, 16, "sd-02"),
    ]
    assert list(loose.givers.all()) == [linda]


def test_nothing_is_in_the_way_in_a_place_that_several_workshops_share(
    study_day: Callable[..., Round],
    offer: Callable[..., Offer],
    person: Callable[..., Person],
) -> None:
    """Online has no walls; in a room of the building the same two are a clash (X-64)."""
    day = study_day()
    slot = day.slots.filter(kind=Slot.Kind.WORKSHOPS).first()
    found = []
    for shared in (True, False):
        room = add_room(day, name=f"Zaal {shared}", holds=60, shared=shared, by=None, now=NOON)
        for title in ("Soep", "Brood"):
            giver = person(title)
            made = offer(day, f"{title} {shared}", maker=giver, state=OfferState.PUBLISHED)
            make_meeting(made, slot=slot, room=room, givers=[giver], by=None, now=NOON)
        found.append([clash.room == room.pk for clash in clashes_of(day)])
    assert found == [[], [True]]


def test_more_seats_than_the_room_holds_is_allowed_and_both_are_kept(
    study_day: Callable[..., Round], meeting: Callable[..., Meeting]
) -> None:
    day = study_day()
    soup = meeting(day, seats=14)
    kitchen = Room.objects.create(round=day, name="Keuken", holds=12)
    put(soup, room=kitchen)
    soup.refresh_from_db()
    assert (soup.seats, soup.room_holds) == (14, 12)


def test_the_role_of_giver_ends_with_the_row(
    study_day: Callable[..., Round],
    meeting: Callable[..., Meeting],
    person: Callable[..., Person],
) -> None:
    theo, gerrit = person("Theo"), person("Gerrit")
    soup = meeting(study_day(), giver=theo)
    put(soup, givers=[gerrit])
    assert (theo.meetings_given.count(), list(soup.givers.all())) == (0, [gerrit])


def test_a_clash_of_giver_and_room_is_told_and_saved(
    study_day: Callable[..., Round],
    meeting: Callable[..., Meeting],
    person: Callable[..., Person],
) -> None:
    day, theo = study_day(), person("Theo", "Abrahamse")
    near = meeting(day, "Afstand en nabijheid", giver=theo, room="Wilg")
    no = meeting(day, "Nee zeggen", giver=theo, room="Els")
    wilg = Room.objects.get(name="Wilg")
    assert clashes_of(day) == [Clash(near.pk, no.pk, None, frozenset({theo.pk}))]
    found = put(no, room=wilg)
    assert found == [Clash(near.pk, no.pk, wilg.pk, frozenset({theo.pk}))]
    assert put(no, slot=day.slots.get(number=2), room=wilg) == []


def test_a_workshop_over_two_slots_takes_the_room_in_both(
    study_day: Callable[..., Round], meeting: Callable[..., Meeting]
) -> None:
    day = study_day()
    long = meeting(day, "Ontwerpatelier", room="Wilg")
    second = meeting(day, "Nee zeggen", slot=2, room="Wilg")
    wilg = Room.objects.get(name="Wilg")
    found = put(long, last_slot=day.slots.get(number=2))
    assert found == [Clash(long.pk, second.pk, wilg.pk, frozenset())]


def test_a_cancelled_workshop_clashes_with_nothing(
    study_day: Callable[..., Round], meeting: Callable[..., Meeting]
) -> None:
    day = study_day()
    meeting(day, "Een", room="Wilg")
    cancel_meeting(meeting(day, "Twee", room="Wilg"), because="Ziek", by=None, now=NOON)
    assert clashes_of(day) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"slot": 2, "last_slot": 1},
            "tweede ronde van ‘Soep als gespreksleider’ moet na de eerste komen.",
        ),
        (
            {"slot": None, "last_slot": 2},
            "tweede ronde van ‘Soep als gespreksleider’ moet na de eerste komen.",
        ),
        (
            {"minimum": 9},
            "‘Soep als gespreksleider’ gaat door vanaf 9 mensen, maar heeft 4 plekken",
        ),
        ({"slot": "lunch"}, "In Lunch zijn geen workshops."),
        (
            {"slot": "elsewhere"},
            "De plek voor ‘Soep als gespreksleider’ is van een andere ronde.",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    study_day: Callable[..., Round],
    meeting: Callable[..., Meeting],
    change: dict[str, Any],
    said: str,
) -> None:
    day = study_day()
    soup = meeting(day)
    first = day.slots.get(number=1)
    lunch = Slot.objects.create(
        round=day,
        kind=Slot.Kind.BREAK,
        label="Lunch",
        starts=first.ends,
        ends=first.ends + timedelta(hours=1),
    )
    places: dict[Any, Slot | None] = {s.number: s for s in day.slots.exclude(pk=lunch.pk)}
    places |= {"lunch": lunch, "elsewhere": study_day(slug="anders").slots.first()}
    with pytest.raises(Refused, match=said):
        put(soup, **{k: v if k == "minimum" else places.get(v) for k, v in change.items()})


def test_people_with_a_place_are_not_moved_to_another_time(
    study_day: Callable[..., Round], meeting: Callable[..., Meeting]
) -> None:
    day = study_day(state=State.CONFIRMED)
    soup = meeting(day)
    Meeting.objects.update(taken=2)
    with pytest.raises(
        Refused, match="In ‘Soep als gespreksleider’ hebben al 2 mensen een plek"
    ):
        put(soup, slot=day.slots.get(number=2))
    with pytest.raises(Refused, match="Minder plekken kan niet"):
        put(soup, seats=1)
    put(soup, seats=2)
    soup.refresh_from_db()
    assert (soup.seats, soup.taken, soup.slot) == (2, 2, day.slots.get(number=1))


def test_a_workshop_is_called_off_with_a_reason_and_back_again(
    study_day: Callable[..., Round], meeting: Callable[..., Meeting], coordinator: Person
) -> None:
    soup = meeting(study_day())
    with pytest.raises(Refused, match="waarom deze workshop niet doorgaat"):
        cancel_meeting(soup, because="", by=coordinator, now=NOON)
    cancel_meeting(soup, because="De gever is ziek", by=coordinator, now=NOON)
    assert restore_meeting(soup, by=coordinator, now=NOON).state == Meeting.State.PLANNED
    lines = [(line.deed, line.detail.because) for line in history_of(soup)]
    assert lines == [("cancel_meeting", "De gever is ziek"), ("restore_meeting", "")]


def test_a_workshop_in_which_people_sit_is_not_called_off(
    study_day: Callable[..., Round], meeting: Callable[..., Meeting]
) -> None:
    soup = meeting(study_day(state=State.CONFIRMED))
    Meeting.objects.update(taken=1)
    with pytest.raises(Refused, match="In ‘Soep als gespreksleider’ heeft al 1 mens een plek"):
        cancel_meeting(soup, because="Ziek", by=None, now=NOON)


def test_placing_without_a_change_leaves_no_line(
    study_day: Callable[..., Round], meeting: Callable[..., Meeting]
) -> None:
    soup = meeting(study_day())
    put(soup)
    put(soup, seats=5)
    line = history_of(soup).get()
    assert (line.detail.old, line.detail.new) == ({"seats": 4}, {"seats": 5})
