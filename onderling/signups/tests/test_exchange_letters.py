"""A proposal to exchange two full workshops is told by mail, and so is the yes (X-73)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from onderling.base.terms import set_term
from onderling.mail.models import Mailing, Message
from onderling.offers.models import Meeting
from onderling.rounds.models import Round
from onderling.signups.actions.seat_exchange import (
    agree_to_exchange,
    propose_exchange,
    withdraw_exchange,
)
from onderling.signups.models import Exchange, Participation, Signup
from onderling.signups.rules import Opinion, asked_to_exchange
from tests.makers import NOON

Make = Callable[..., Any]
HELD = timedelta(minutes=5)


@pytest.mark.parametrize(
    ("opinions", "asked"),
    [
        ({1: Opinion.RANKED, 2: Opinion.ALSO_GOOD, 3: None}, {1, 2}),
        ({1: Opinion.CANNOT, 2: Opinion.RATHER_NOT, 3: None}, {3}),
        ({1: Opinion.CANNOT}, set()),
        ({}, set()),
    ],
)
def test_who_wished_a_workshop_hears_that_it_is_offered_else_who_has_nothing_against_it(
    opinions: dict[int, str | None], asked: set[int]
) -> None:
    assert asked_to_exchange(opinions) == asked


@pytest.fixture
def full(
    published: Round, meeting: Make, participation: Make, person: Make, seat: Make
) -> dict[str, Signup]:
    """Ria has the only place at the soup; Bo, Mo and An, who has no mail, sit at the bread."""
    soup, bread = meeting(published, "Soep", seats=1), meeting(published, "Brood", seats=3)
    mail = {"Ria": "ria", "Bo": "bo", "Mo": "mo", "An": None}
    return {
        name: seat(
            participation(published, person(name, email=f"{box}@x.example" if box else None)),
            soup if name == "Ria" else bread,
        )
        for name, box in mail.items()
    }


def own(place: Signup) -> Signup:
    rows = Signup.objects.select_related("participation__round", "participation__person")
    return rows.select_related("meeting__offer").get(pk=place.pk)


def proposes(full: dict[str, Signup], *, later: timedelta = timedelta()) -> Exchange:
    ria, bread = own(full["Ria"]), full["Bo"].meeting
    Message.objects.filter(kind="place_confirmed").delete()
    return propose_exchange(ria, bread, by=ria.participation.person, now=NOON + later)


def told() -> list[str]:
    letters = Message.objects.filter(kind="exchange_proposed").order_by("to_name")
    return [letter.to_name.split()[0] for letter in letters.waiting()]


def test_who_sits_in_the_other_full_workshop_gets_one_mail_without_a_name(
    full: dict[str, Signup],
) -> None:
    exchange = proposes(full)
    assert told() == ["Bo", "Mo"]  # not An: on paper it would be too late
    letter = Message.objects.get(kind="exchange_proposed", to_name__startswith="Bo")
    assert f"/plek/{full['Bo'].pk}/wissel/" in letter.body
    assert ["Ria" in letter.body, "Soep" in letter.body] == [False, True]
    assert (letter.not_before, letter.mailing) == (NOON + HELD, exchange.mailing)


def test_who_wished_the_offered_workshop_is_asked_and_not_the_others(
    full: dict[str, Signup], wish: Make
) -> None:
    wish(full["Mo"].participation, full["Ria"].meeting, 1)
    proposes(full)
    assert told() == ["Mo"]


@pytest.mark.parametrize("how", ["withdrawn", "agreed"])
def test_a_proposal_that_is_over_keeps_back_what_has_not_left(
    how: str, full: dict[str, Signup]
) -> None:
    exchange = proposes(full)
    ria, mo = own(full["Ria"]), own(full["Mo"])
    if how == "withdrawn":
        withdraw_exchange(exchange, by=ria.participation.person, now=NOON)
    else:
        agree_to_exchange(exchange, mo, by=mo.participation.person, now=NOON)
    states = Message.objects.filter(kind="exchange_proposed").values_list("state", flat=True)
    assert list(states) == ["withheld"] * 2
    assert Mailing.objects.get().state == "cancelled"


def test_who_proposed_hears_that_somebody_said_yes(full: dict[str, Signup]) -> None:
    exchange, mo = proposes(full), own(full["Mo"])
    agree_to_exchange(exchange, mo, by=mo.participation.person, now=NOON)
    answer = Message.objects.get(kind="place_confirmed", to_name__startswith="Ria")
    assert answer.subject == "Uw ruil is gelukt: Brood"
    assert answer.not_before == NOON


def test_nobody_is_written_to_about_exchanges_more_often_than_the_install_says(
    full: dict[str, Signup], published: Round, meeting: Make, participation: Make, seat: Make
) -> None:
    proposes(full)
    other = seat(participation(published), meeting(published, "Dans", seats=1))
    bread = full["Bo"].meeting

    def again(days: int) -> int:
        Exchange.objects.filter(place=other).delete()
        moment = NOON + timedelta(days=days, minutes=1)
        propose_exchange(own(other), bread, by=other.participation.person, now=moment)
        return Message.objects.filter(kind="exchange_proposed").count()

    assert [again(0), again(1)] == [2, 4]
    set_term("exchange_days", 3, because="te veel post", by=None, now=NOON)
    assert [again(3), again(4)] == [4, 6]


def test_while_a_workshop_has_room_nobody_is_written_to_for_it_can_be_had_at_once(
    full: dict[str, Signup],
) -> None:
    Meeting.objects.filter(pk=full["Ria"].meeting_id).update(seats=2)
    assert proposes(full).mailing is None
    assert told() == []


def test_who_cannot_have_the_place_that_is_offered_is_not_asked(
    full: dict[str, Signup], published: Round, meeting: Make, seat: Make, organisation: Make
) -> None:
    """Bo is somewhere else at that time, and only the police may come to the soup."""
    later = meeting(published, "Later", slot=2, seats=1)
    seat(full["Bo"].participation, later)
    Meeting.objects.filter(pk=full["Ria"].meeting_id).update(slot=later.slot_id)
    proposes(full)
    assert told() == ["Mo"]
    Exchange.objects.all().delete()
    Message.objects.all().delete()
    soup = full["Ria"].meeting.offer
    soup.audience, soup.organisation = "own", organisation("Politie")
    soup.save()
    assert proposes(full, later=timedelta(days=2)).mailing is None


def test_the_page_says_beforehand_that_others_get_a_message(
    full: dict[str, Signup], sign_in: Make
) -> None:
    ria: Participation = full["Ria"].participation
    page = sign_in(ria.person).get(f"/plek/{full['Ria'].pk}/wissel/").content.decode()
    assert "Wij sturen hun ook een bericht." in page
