"""Two people tick at once, and somebody gives back a place meanwhile (X-69, assurance 4)."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest

from onderling.base.errors import Refused
from onderling.base.models import AuditLine
from onderling.rounds.models import Round
from onderling.signups.actions import attendance
from onderling.signups.actions.attendance import tick
from onderling.signups.actions.seats import give_back
from onderling.signups.checks import broken_invariants
from onderling.signups.models import Signup
from tests.crowd import at_once

Make = Callable[..., Any]
pytestmark = pytest.mark.django_db(transaction=True)
AT_THE_DOOR = datetime(2026, 12, 10, 8, 50, tzinfo=UTC)


def own(place: Signup) -> Signup:
    """The place as another request reads it."""
    whole = Signup.objects.select_related("participation__round", "participation__person")
    return whole.get(pk=place.pk)


def ticks(place: Signup, *, there: bool = True) -> Callable[[], object]:
    mine = own(place)

    def press() -> None:
        with suppress(Refused):
            tick(mine, there=there, by=mine.participation.person, now=AT_THE_DOOR)

    return press


def gives_back(place: Signup) -> Callable[[], object]:
    mine = own(place)
    return lambda: give_back(mine, by=mine.participation.person, now=AT_THE_DOOR)


def test_twenty_taps_of_two_people_mark_everybody_there_once(
    published: Round, meeting: Make, participation: Make, seat: Make
) -> None:
    soup = meeting(published, seats=10)
    places = [seat(participation(published), soup) for _ in range(10)]
    assert at_once([ticks(place) for place in places for _who in range(2)]) == []
    assert list(soup.signups.values_list("state", flat=True)) == ["attended"] * 10
    assert AuditLine.objects.filter(deed="tick_there").count() == 10
    assert broken_invariants() == []


@pytest.mark.parametrize("time", range(3))
def test_who_is_ticked_while_giving_back_sits_or_has_left_and_the_next_has_one_place(
    time: int, published: Round, meeting: Make, participation: Make, seat: Make
) -> None:
    soup = meeting(published, seats=1)
    place = seat(participation(published), soup)
    waiting = seat(participation(published), soup)
    deeds = [ticks(place), gives_back(place), ticks(place)]
    assert at_once(deeds[time:] + deeds[:time]) == []
    states = dict(Signup.objects.values_list("pk", "state"))
    assert states == {place.pk: "cancelled", waiting.pk: "confirmed"}
    assert broken_invariants() == []


def test_without_a_look_under_the_lock_a_tick_gives_a_place_that_is_not_there(
    published: Round,
    meeting: Make,
    participation: Make,
    seat: Make,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: an old page at the door, and a place given back meanwhile."""
    soup = meeting(published, seats=1)
    place = seat(participation(published), soup)
    seat(participation(published), soup)
    old_page = own(place)
    gives_back(place)()
    monkeypatch.setattr(attendance, "_held", lambda signup: signup.meeting)
    tick(old_page, there=True, by=old_page.participation.person, now=AT_THE_DOOR)
    assert [line.split(":")[0] for line in broken_invariants()] == ["I1", "I4"]
