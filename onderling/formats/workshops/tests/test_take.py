"""A place taken on the page of the workshop itself, and what one has there."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from onderling.formats.workshops.queries.kept import forget
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.models import Signup
from onderling.signups.rules import SignupState

pytestmark = pytest.mark.django_db
TAKE, QUEUE = "Neem deze plek", "Zet mij op de wachtlijst"


@pytest.fixture
def keeping(settings: Any) -> Iterator[None]:
    """Keep what was drawn, as a real website does."""
    settings.KEEP_PROGRAMME_SECONDS = 60
    forget()
    yield
    forget()


@pytest.fixture
def soup(published: Round, meeting: Any) -> Any:
    return meeting(published, "Soep", seats=1)


@pytest.fixture
def published(study_day: Any) -> Round:
    round_: Round = study_day(state=State.CONFIRMED)
    return round_


def address(meeting: Any) -> str:
    return f"/ronde/{meeting.offer.round.slug}/programma/{meeting.offer_id}/"


def take(visitor: Client, meeting: Any, back: str = "") -> str:
    """Press the button; return the page one comes back to."""
    form = {"bijeenkomst": meeting.pk, "terug": back or address(meeting)}
    answer = visitor.post(f"/ronde/{meeting.offer.round.slug}/vrije-plekken/", form)
    return visitor.get(answer["Location"]).content.decode()


def test_one_button_takes_the_place_and_one_reads_it_there(
    soup: Any, participation: Any, sign_in: Any
) -> None:
    """S3a-4"""
    who = participation(soup.offer.round)
    visitor = sign_in(who.person)
    assert TAKE in visitor.get(address(soup)).content.decode()
    page = take(visitor, soup)
    assert "U hebt een plek bij ‘Soep’." in page
    assert "U hebt hier een plek." in page
    assert TAKE not in page
    place = Signup.objects.get(participation=who)
    assert f"/plek/{place.pk}/afmelden/" in page


def test_a_full_workshop_offers_its_waiting_list(
    soup: Any, participation: Any, sign_in: Any
) -> None:
    take(sign_in(participation(soup.offer.round).person), soup)
    late = participation(soup.offer.round)
    visitor = sign_in(late.person)
    assert QUEUE in visitor.get(address(soup)).content.decode()
    assert "U staat op de wachtlijst." in take(visitor, soup)
    assert Signup.objects.get(participation=late).state == SignupState.WAITLISTED


def test_who_does_not_take_part_sees_no_button(
    soup: Any, person: Any, sign_in: Any, client: Any
) -> None:
    for visitor in (client, sign_in(person())):
        page = visitor.get(address(soup)).content.decode()
        assert (TAKE in page, QUEUE in page) == (False, False)


def test_there_is_no_button_while_wishes_are_asked(
    soup: Any, participation: Any, sign_in: Any
) -> None:
    who = participation(soup.offer.round)
    Round.objects.update(state=State.OPEN)
    assert TAKE not in sign_in(who.person).get(address(soup)).content.decode()


def test_the_way_back_never_leaves_this_site(
    soup: Any, participation: Any, sign_in: Any
) -> None:
    visitor = sign_in(participation(soup.offer.round).person)
    assert "Waar is nog plek?" in take(visitor, soup, "https://elders.example/")


def test_what_others_take_shows_at_once(
    soup: Any, participation: Any, sign_in: Any, keeping: None
) -> None:
    """The number on the page of a workshop is of this moment, also in a rush."""
    visitor = sign_in(participation(soup.offer.round).person)
    assert "Nog 1 plek" in visitor.get(address(soup)).content.decode()
    take(sign_in(participation(soup.offer.round).person), soup)
    assert "Nog 1 plek" not in visitor.get(address(soup)).content.decode()
