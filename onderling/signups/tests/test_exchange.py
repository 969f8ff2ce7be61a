"""Two people exchange places in two full workshops: nobody loses one (acceptance 6)."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from onderling.base.errors import Refused
from onderling.mail.models import Message
from onderling.offers.models import Meeting
from onderling.rounds.models import Round
from onderling.signups.actions import seat_exchange
from onderling.signups.actions.seat_exchange import (
    agree_to_exchange,
    propose_exchange,
    withdraw_exchange,
)
from onderling.signups.actions.seat_rows import vacate
from onderling.signups.actions.seats import give_back, take_place
from onderling.signups.checks import broken_invariants
from onderling.signups.models import Exchange, Pair, Participation, Signup
from onderling.signups.queries.exchanges import exchanges_of
from tests.crowd import at_once
from tests.makers import NOON

Make = Callable[..., Any]


@pytest.fixture
def two(
    published: Round, meeting: Make, participation: Make, person: Make, seat: Make
) -> tuple[Signup, Signup]:
    """Ria has the only place at the soup, Bo the only one at the bread."""
    soup, bread = meeting(published, "Soep", seats=1), meeting(published, "Brood", seats=1)
    ria, bo = participation(published, person("Ria")), participation(published, person("Bo"))
    return seat(ria, soup), seat(bo, bread)


def own(place: Signup) -> Signup:
    """The place as another request reads it."""
    rows = Signup.objects.select_related("participation__round", "participation__person")
    return rows.select_related("meeting__offer").get(pk=place.pk)


def proposes(place: Signup, wanted: Meeting) -> Exchange:
    return propose_exchange(own(place), wanted, by=place.participation.person, now=NOON)


def agrees(exchange: Exchange, place: Signup) -> Callable[[], object]:
    mine = own(place)
    whole = Exchange.objects.select_related(
        "place__participation__round", "place__participation__person", "place__meeting__offer"
    )
    theirs = whole.get(pk=exchange.pk)

    def press() -> None:
        with suppress(Refused):
            agree_to_exchange(theirs, mine, by=mine.participation.person, now=NOON)

    return press


def sits_where() -> dict[str, str]:
    rows = Signup.objects.seated().values_list(
        "participation__person__first_name", "meeting__offer__title"
    )
    return dict(rows)


def test_who_agrees_gets_the_other_place_and_both_hear_it(two: tuple[Signup, Signup]) -> None:
    soup, bread = two
    exchange = proposes(soup, bread.meeting)
    assert sits_where() == {"Ria": "Soep", "Bo": "Brood"}
    Message.objects.all().delete()
    agrees(exchange, bread)()
    assert sits_where() == {"Ria": "Brood", "Bo": "Soep"}
    assert Message.objects.filter(kind="place_confirmed").count() == 2
    assert (Exchange.objects.count(), broken_invariants()) == (0, [])


def test_who_waits_in_line_is_not_passed_over_for_no_place_was_free(
    two: tuple[Signup, Signup], published: Round, participation: Make, seat: Make
) -> None:
    soup, bread = two
    waiting = [seat(participation(published), one.meeting) for one in two]
    agrees(proposes(soup, bread.meeting), bread)()
    assert sits_where() == {"Ria": "Brood", "Bo": "Soep"}
    states = Signup.objects.filter(pk__in=[one.pk for one in waiting])
    assert list(states.values_list("state", flat=True)) == ["waitlisted"] * 2


def test_who_waited_for_the_other_workshop_leaves_that_line_by_exchanging(
    two: tuple[Signup, Signup], wish: Make, seat: Make
) -> None:
    soup, bread = two
    wish(soup.participation, bread.meeting, 1)
    turn = seat(soup.participation, bread.meeting)
    assert turn.state == "waitlisted"
    agrees(proposes(soup, bread.meeting), bread)()
    turn.refresh_from_db()
    assert (turn.state, sits_where()["Ria"]) == ("confirmed", "Brood")
    assert broken_invariants() == []


@pytest.mark.parametrize("why", ["gone", "withdrawn", "apart", "together"])
def test_an_exchange_that_cannot_be_changes_nothing(
    why: str, two: tuple[Signup, Signup], published: Round, participation: Make, seat: Make
) -> None:
    soup, bread = two
    exchange = proposes(soup, bread.meeting)
    ria, bo = soup.participation, bread.participation
    if why == "gone":
        give_back(own(soup), by=ria.person, now=NOON)
    elif why == "withdrawn":
        withdraw_exchange(exchange, by=ria.person, now=NOON)
    else:
        third = participation(published)
        if why == "apart":
            Meeting.objects.filter(pk=bread.meeting_id).update(seats=2)
            seat(third, bread.meeting)
        Pair.objects.create(round=published, kind=why, one=ria, other=third)
    before = sits_where()
    exchange.place = own(soup)
    with pytest.raises(Refused):
        agree_to_exchange(exchange, own(bread), by=bo.person, now=NOON)
    assert (sits_where(), broken_invariants()) == (before, [])


def test_where_there_is_room_one_swaps_at_once_instead(
    two: tuple[Signup, Signup], published: Round, meeting: Make
) -> None:
    with pytest.raises(Refused, match="nog plek"):
        proposes(two[0], meeting(published, "Dans"))


def test_the_buttons_propose_take_back_and_agree_and_no_page_names_the_other(
    two: tuple[Signup, Signup], sign_in: Make
) -> None:
    bread = two[1]
    ria, bo = (sign_in(one.participation.person) for one in two)
    mine, theirs = (f"/plek/{one.pk}/" for one in two)
    for _again in range(2):
        ria.post(f"{mine}ruil/", {"wil": bread.meeting_id})
    exchange = Exchange.objects.get()
    ria.post(f"{mine}ruil/", {"weg": exchange.pk})
    assert Exchange.objects.count() == 0
    ria.post(f"{mine}ruil/", {"wil": bread.meeting_id})
    assert "voorgesteld" in ria.get(f"{mine}wissel/").content.decode()
    pages = [bo.get(page).content.decode() for page in ("/mijn/", f"{theirs}wissel/")]
    assert ["met u ruilen" in page for page in pages] == [True, True]
    assert [ria_named in page for page in pages for ria_named in ["Ria"]] == [False, False]
    assert bo.get(f"{theirs}ruil/").status_code == 405
    bo.post(f"{theirs}ruil/", {"met": Exchange.objects.get().pk})
    assert sits_where() == {"Ria": "Brood", "Bo": "Soep"}


def test_only_full_workshops_that_one_can_sit_in_are_shown_to_exchange_for(
    two: tuple[Signup, Signup], published: Round, meeting: Make, wish: Make, seat: Make
) -> None:
    soup, bread = two
    later = meeting(published, "Later", slot=2, seats=1)
    full = meeting(published, "Vol", slot=2, seats=1)
    seat(bread.participation, full)
    seat(soup.participation, later)
    wish(soup.participation, full, 1)
    assert exchanges_of(own(soup)).full == [bread.meeting]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", range(4))
def test_people_who_exchange_agree_give_back_and_join_at_once_never_lose_a_place(
    time: int, published: Round, meeting: Make, participation: Make
) -> None:
    """Both agree to each other's proposal, twice, while a third waits and a fourth leaves."""
    soup, bread = meeting(published, "Soep", seats=2), meeting(published, "Brood", seats=1)
    people = [participation(published) for _ in range(4)]
    ria, bo, leaver, waits = people
    places = {
        who.pk: take_place(who, where, by=who.person, now=NOON)
        for who, where in [(ria, soup), (leaver, soup), (bo, bread), (waits, soup)]
    }
    hers, his = places[ria.pk], places[bo.pk]
    one, other = proposes(hers, bread), proposes(his, soup)
    gone = own(places[leaver.pk])
    deeds = [
        agrees(one, his),
        agrees(other, hers),
        lambda: give_back(gone, by=leaver.person, now=NOON),
        agrees(one, his),
    ]
    assert at_once(deeds[time:] + deeds[:time]) == []
    held = sorted(Signup.objects.seated().values_list("participation", "meeting"))
    assert held == sorted([(ria.pk, bread.pk), (bo.pk, soup.pk), (waits.pk, soup.pk)])
    assert broken_invariants() == []


@pytest.mark.django_db(transaction=True)
def test_without_a_look_under_the_lock_an_exchange_gives_away_a_place_twice(
    two: tuple[Signup, Signup],
    published: Round,
    participation: Make,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: the proposer gave the place back, and the next in line has it."""
    soup, bread = two
    next_one = participation(published)
    take_place(next_one, soup.meeting, by=next_one.person, now=NOON)
    exchange = proposes(soup, bread.meeting)
    exchange.place, mine = own(soup), own(bread)
    give_back(own(soup), by=soup.participation.person, now=NOON)
    with pytest.raises(Refused, match="niet meer"):
        agree_to_exchange(exchange, mine, by=mine.participation.person, now=NOON)
    monkeypatch.setattr(seat_exchange, "_seat_of", lambda block, place: place)
    really = vacate
    monkeypatch.setattr(
        seat_exchange,
        "vacate",
        lambda block, seat, now: really(block, seat, now=now) if seat == mine else None,
    )
    with pytest.raises(Exception, match="meeting_seats_no_more_than_it_has"):
        agree_to_exchange(exchange, mine, by=mine.participation.person, now=NOON)
    assert Participation.objects.filter(signups__state="confirmed").count() == 2
