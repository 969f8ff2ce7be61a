"""Seats kept for the door, and who sits down there (X-69, X-98)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as some

from onderling.base.errors import Refused
from onderling.offers.models import Meeting
from onderling.offers.rules import for_the_door
from onderling.people.models import Person
from onderling.people.rules import Entry
from onderling.rounds.models import Round
from onderling.signups.actions.allocation_input import problem_of
from onderling.signups.actions.joining import NameParts
from onderling.signups.actions.seat_at_door import guest_at_door, seat_at_door
from onderling.signups.actions.seats import fill_added_seats, give_back, take_place
from onderling.signups.checks import broken_invariants
from onderling.signups.models import Absence, Participation, Signup
from tests.crowd import at_once
from tests.makers import NOON

Make = Callable[..., Any]
AT_THE_DOOR = datetime(2026, 12, 10, 8, 50, tzinfo=UTC)
DURING = datetime(2026, 12, 10, 9, 30, tzinfo=UTC)


@pytest.fixture
def walking(published: Round) -> Round:
    """A study day that keeps a quarter of the seats for the door."""
    published.walk_ins = 25
    published.save()
    return published


@pytest.mark.parametrize(
    ("seats", "minimum", "share", "kept"),
    [
        (20, 6, 0, 0),
        (20, 6, 10, 2),
        (10, 6, 5, 1),
        (10, 9, 25, 1),
        (6, 6, 50, 0),
        (4, 0, 50, 2),
    ],
)
def test_a_share_is_kept_rounded_up_but_never_below_the_minimum(
    seats: int, minimum: int, share: int, kept: int
) -> None:
    assert for_the_door(seats=seats, minimum=minimum, share=share) == kept


@given(some.integers(1, 500), some.integers(0, 500), some.integers(0, 50))
def test_however_much_is_kept_a_workshop_can_go_on(
    seats: int, minimum: int, share: int
) -> None:
    kept = for_the_door(seats=seats, minimum=minimum, share=share)
    assert 0 <= kept <= seats
    assert kept == 0 or seats - kept >= max(1, minimum)


def test_what_is_kept_is_not_allocated_nor_taken_nor_passed_on_before_the_day(
    walking: Round, meeting: Make, participation: Make, seat: Make
) -> None:
    """X-69: four seats of which one waits for the door."""
    soup = meeting(walking, seats=4)
    places = [seat(participation(walking), soup) for _ in range(5)]
    assert [place.state for place in places] == ["confirmed"] * 3 + ["waitlisted"] * 2
    assert fill_added_seats(now=NOON) == []
    give_back(places[0], by=places[0].participation.person, now=NOON)
    states = Signup.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["cancelled", *["confirmed"] * 3, "waitlisted"]
    Round.objects.update(state="matching")
    (session,) = problem_of(Round.objects.get())["sessions"]
    assert session["maximum"] == 3


def test_seats_that_are_no_longer_kept_go_to_who_waits(
    walking: Round, meeting: Make, participation: Make, seat: Make
) -> None:
    soup = meeting(walking, seats=4)
    places = [seat(participation(walking), soup) for _ in range(5)]
    walking.walk_ins = 0
    walking.save()
    assert [moved.pk for moved in fill_added_seats(now=NOON)] == [places[3].pk]


def test_at_the_door_somebody_sits_down_on_a_kept_seat_before_who_waits_at_home(
    walking: Round, karin: Person, meeting: Make, participation: Make, seat: Make
) -> None:
    soup = meeting(walking, seats=4)
    waiting = [seat(participation(walking), soup) for _ in range(5)][-1]
    walked_in = participation(walking)
    with pytest.raises(Refused, match="op de dag zelf"):
        seat_at_door(walked_in, soup, by=karin, now=NOON)
    for _twice in range(2):
        place = seat_at_door(walked_in, soup, by=karin, now=AT_THE_DOOR)
    assert (place.state, place.kind, place.by_hand) == ("attended", "door", True)
    waiting.refresh_from_db()
    assert waiting.state == "waitlisted"
    with pytest.raises(Refused, match="zit vol"):
        seat_at_door(participation(walking), soup, by=karin, now=AT_THE_DOOR)
    assert broken_invariants() == []


def test_a_place_given_back_on_the_day_goes_to_who_waits_when_the_door_had_its_share(
    walking: Round, karin: Person, meeting: Make, participation: Make, seat: Make
) -> None:
    """And a chair that somebody at the door gave back is for the door again."""
    soup = meeting(walking, seats=4)
    places = [seat(participation(walking), soup) for _ in range(5)]
    came = seat_at_door(participation(walking), soup, by=karin, now=AT_THE_DOOR)
    moved = give_back(places[0], by=karin, now=AT_THE_DOOR)
    assert [one.pk for one in moved] == [places[3].pk]
    assert give_back(came, by=karin, now=AT_THE_DOOR) == []
    soup.refresh_from_db()
    assert (soup.taken, soup.walked_in) == (3, 0)
    assert broken_invariants() == []


def test_who_stands_in_line_and_comes_to_the_door_gets_the_seat(
    walking: Round, karin: Person, meeting: Make, participation: Make, seat: Make
) -> None:
    soup = meeting(walking, seats=4)
    last = [seat(participation(walking), soup) for _ in range(5)][-1]
    place = seat_at_door(last.participation, soup, by=karin, now=AT_THE_DOOR)
    assert (place.pk, place.state) == (last.pk, "attended")
    assert broken_invariants() == []


def test_who_has_a_place_elsewhere_keeps_it_unless_they_let_go_and_then_it_passes_on(
    walking: Round, karin: Person, meeting: Make, participation: Make, seat: Make
) -> None:
    soup, bread = meeting(walking, "Soep", seats=4), meeting(walking, "Brood", seats=1)
    ria, bo = participation(walking), participation(walking)
    old, waits = seat(ria, bread), seat(bo, bread)
    with pytest.raises(Refused, match="nu al een plek bij ‘Brood’"):
        seat_at_door(ria, soup, by=karin, now=AT_THE_DOOR)
    old.refresh_from_db()
    assert old.state == "confirmed"
    seat_at_door(ria, soup, leaving=True, by=karin, now=AT_THE_DOOR)
    states = dict(Signup.objects.values_list("pk", "state"))
    assert (states[old.pk], states[waits.pk]) == ("cancelled", "confirmed")
    assert broken_invariants() == []


def test_who_said_not_to_come_and_stands_there_all_the_same_is_there(
    walking: Round, karin: Person, meeting: Make, participation: Make
) -> None:
    soup = meeting(walking)
    ria = participation(walking, state=Participation.State.NOT_COMING)
    Absence.objects.create(participation=ria, slot=soup.slot)
    assert seat_at_door(ria, soup, by=karin, now=DURING).state == "attended"
    ria.refresh_from_db()
    assert (ria.state, ria.absences.count()) == ("coming", 0)


def test_a_guest_with_only_a_name_is_seated_in_two_steps_on_one_page(
    walking: Round, person: Make, meeting: Make, sign_in: Make
) -> None:
    """By the giver, on a phone, with the own link."""
    chandra = person("Chandra", "Ramdin")
    soup = meeting(walking, giver=chandra)
    page = f"/bijeenkomst/{soup.pk}/erbij/"
    with time_machine.travel(AT_THE_DOOR):
        client = sign_in(chandra, entry=Entry.LINK)
        assert (
            "Nieuwe gast: Bo van der Veen"
            in client.get(f"{page}?naam=Bo van der Veen").content.decode()
        )
        answer = client.post(page, {"naam": "Bo van der Veen", "rol": "volunteer"})
    place = Signup.objects.get()
    assert answer["Location"] == f"/bijeenkomst/{soup.pk}/wie-komt/#plek-{place.pk}"
    who = place.participation
    assert (who.person.name, who.group, who.source) == ("Bo van der Veen", "volunteer", "door")
    assert (who.person.email, place.state) == (None, "attended")


def test_a_full_room_makes_no_guest(walking: Round, karin: Person, meeting: Make) -> None:
    soup = meeting(walking, seats=1)
    name = NameParts(first_name="Bo", infix="", last_name="")
    guest_at_door(soup, name=name, group="other", by=karin, now=AT_THE_DOOR)
    with pytest.raises(Refused, match="zit vol"):
        guest_at_door(soup, name=name, group="other", by=karin, now=AT_THE_DOOR)
    assert Participation.objects.count() == 1


def test_a_coordinator_finds_somebody_by_part_of_the_name_and_a_giver_by_the_whole(
    walking: Round,
    karin: Person,
    person: Make,
    participation: Make,
    meeting: Make,
    sign_in: Make,
) -> None:
    """A giver has no list of everybody."""
    chandra = person("Chandra", "Ramdin")
    soup = meeting(walking, giver=chandra)
    ria = participation(walking, person("Ria", "Leenheer"))
    page, button = f"/bijeenkomst/{soup.pk}/erbij/", f'name="wie" value="{ria.pk}"'
    with time_machine.travel(AT_THE_DOOR):
        shown = {
            (who.first_name, name): button
            in sign_in(who).get(f"{page}?naam={name}").content.decode()
            for who in (karin, chandra)
            for name in ("leen", "Ria Leenheer")
        }
        sign_in(chandra).post(page, {"wie": ria.pk, "naam": "x"})
    assert shown == {
        ("Karin", "leen"): True,
        ("Karin", "Ria Leenheer"): True,
        ("Chandra", "leen"): False,
        ("Chandra", "Ria Leenheer"): True,
    }
    assert Signup.objects.get().participation == ria


def test_the_code_on_the_door_lets_somebody_sit_down_from_an_hour_before(
    walking: Round, person: Make, meeting: Make, sign_in: Make, client: Any
) -> None:
    soup = meeting(walking, room="Keuken")
    page, button = f"/zaal/{soup.room_id}/deur/", f"/bijeenkomst/{soup.pk}/aan-de-deur/"
    ria = person("Ria")
    early = datetime(2026, 12, 10, 7, 30, tzinfo=UTC)
    with time_machine.travel(early):
        assert "vanaf een uur voor het begin" in client.get(page).content.decode()
        sign_in(ria, entry=Entry.LINK).post(button)
        assert Signup.objects.count() == 0
    with time_machine.travel(AT_THE_DOOR):
        assert "Zeg wie u bent" in client.get(page).content.decode()
        own = sign_in(ria, entry=Entry.LINK)
        own.post(button)
        assert "U hebt hier een plek" in own.get(page).content.decode()
    with time_machine.travel(early + timedelta(hours=9)):
        assert "Hier is vandaag niets meer" in client.get(page).content.decode()
    place = Signup.objects.get()
    assert (place.state, place.by_hand, place.kind) == ("confirmed", False, "door")


@pytest.mark.django_db(transaction=True)
def test_twenty_at_the_door_at_once_for_two_chairs_while_one_signs_off(
    walking: Round, karin: Person, meeting: Make, participation: Make
) -> None:
    """I1 to I4, with people at home in line."""
    soup = meeting(walking, seats=8)
    sitting = [
        take_place(who, soup, by=who.person, now=NOON)
        for who in (participation(walking) for _ in range(8))
    ]

    def sits(who: Participation) -> Callable[[], object]:
        mine = Participation.objects.select_related("round", "person").get(pk=who.pk)

        def press() -> None:
            try:
                seat_at_door(mine, Meeting.objects.get(), by=karin, now=AT_THE_DOOR)
            except Refused:
                return

        return press

    crowd = [sits(participation(walking)) for _ in range(20)]
    leaver = Signup.objects.select_related("participation__round").get(pk=sitting[0].pk)
    leaves = partial(give_back, leaver, by=leaver.participation.person, now=AT_THE_DOOR)
    assert at_once([*crowd[:10], leaves, *crowd[10:]]) == []
    soup.refresh_from_db()
    came = Signup.objects.filter(kind="door").count()
    assert (soup.taken, soup.walked_in, broken_invariants()) == (8, came, [])
    assert came in {2, 3}
