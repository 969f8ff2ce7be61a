"""Who gets no place, and why (X-26, X-134, S3a-8)."""

from collections.abc import Callable
from typing import Any

import pytest

from onderling.base.errors import Refused
from onderling.offers.models import Giving, Meeting
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.actions.seats import give_back
from onderling.signups.checks import broken_invariants
from onderling.signups.models import Absence, Pair
from tests.makers import NOON

Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def every_promise_is_kept(db: None) -> Any:
    yield
    assert broken_invariants() == []


def test_a_second_place_at_the_same_time_is_refused(
    published: Round, meeting: Make, participation: Make, seat: Make
) -> None:
    who = participation(published)
    seat(who, meeting(published, "Soep"))
    with pytest.raises(Refused, match="‘Brood’ is er al een plek: ‘Soep’"):
        seat(who, meeting(published, "Brood"))


def test_a_giver_gets_no_place_at_the_time_of_giving(
    published: Round, meeting: Make, participation: Make, seat: Make
) -> None:
    """S3a-8"""
    who = participation(published)
    Giving.objects.create(meeting=meeting(published, "Eigen"), person=who.person)
    with pytest.raises(Refused, match="eigen workshop om te geven"):
        seat(who, meeting(published, "Brood"))


def test_who_is_not_there_gets_no_place_then(
    published: Round, meeting: Make, participation: Make, seat: Make
) -> None:
    """X-134"""
    who = participation(published)
    Absence.objects.create(participation=who, slot=published.slots.get(number=1))
    with pytest.raises(Refused, match="Ik ben er deze ronde niet"):
        seat(who, meeting(published))


def test_nobody_gets_the_same_workshop_twice(
    published: Round, meeting: Make, participation: Make, seat: Make
) -> None:
    soup, who = meeting(published), participation(published)
    again = Meeting.objects.create(
        offer=soup.offer, slot=published.slots.get(number=2), seats=3, minimum=1
    )
    seat(who, soup)
    with pytest.raises(Refused, match="al een plek bij ‘Soep als gespreksleider’: Ronde 1"):
        seat(who, again)


def test_two_people_who_must_stay_apart_do_not_meet(
    published: Round, meeting: Make, participation: Make, seat: Make
) -> None:
    """X-26: and the sentence names nobody."""
    soup, ria, bo = meeting(published), participation(published), participation(published)
    Pair.objects.create(round=published, kind=Pair.Kind.APART, one=ria, other=bo)
    seat(ria, soup)
    with pytest.raises(Refused, match="Bij ‘Soep als gespreksleider’ kan het niet"):
        seat(bo, soup)


@pytest.mark.parametrize("state", [State.OPEN, State.MATCHING, State.WRAPPING_UP])
def test_places_change_only_between_publishing_and_wrapping_up(
    published: Round, meeting: Make, participation: Make, seat: Make, state: str
) -> None:
    soup, ria, bo = meeting(published), participation(published), participation(published)
    place = seat(ria, soup)
    Round.objects.update(state=state)
    with pytest.raises(Refused, match="088 000 00 00"):
        seat(bo, soup)
    with pytest.raises(Refused, match="088 000 00 00"):
        give_back(place, by=ria.person, now=NOON)
