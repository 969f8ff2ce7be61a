"""One list of wishes over the programme of a festival (S3a, S0-14, X-71, X-134)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onderling.mail.models import Message
from onderling.offers.models import Giving, Meeting
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.actions.favourites import save_workshops
from onderling.signups.actions.wishes import save_wishes
from onderling.signups.models import ChoiceRule, Participation
from tests.makers import NOON

Make = Callable[..., Any]
PAGE = "/ronde/studiedag/wensen/"


def text(page: Any) -> str:
    return " ".join(page.content.decode().split())


def kept(who: Participation) -> dict[str, Any]:
    return {
        wish.meeting.offer.title: wish.rank or str(wish.opinion) for wish in who.wishes.all()
    }


@pytest.fixture
def festival(opened: Round) -> Round:
    """Two days: rounds 1 and 2 on the first, round 3 on the next. Three wishes, two places."""
    ChoiceRule.objects.filter(round=opened).update(per_slot=False, wishes=3, most=2)
    last = opened.slots.get(number=3)
    last.starts, last.ends = last.starts + timedelta(days=1), last.ends + timedelta(days=1)
    last.save()
    opened.ends_on += timedelta(days=1)
    opened.save()
    return opened


@pytest.fixture
def soup(festival: Round, meeting: Make) -> Meeting:
    made: Meeting = meeting(festival, "Soep", slot=1, room="Tuinzaal")
    return made


@pytest.fixture
def bread(festival: Round, meeting: Make) -> Meeting:
    made: Meeting = meeting(festival, "Brood", slot=1)
    return made


@pytest.fixture
def song(festival: Round, meeting: Make) -> Meeting:
    made: Meeting = meeting(festival, "Zingen", slot=3)
    return made


@pytest.fixture
def walk(festival: Round, meeting: Make) -> Meeting:
    made: Meeting = meeting(festival, "Wandelen", slot=2)
    return made


@pytest.fixture
def ria(festival: Round, participation: Make) -> Participation:
    who: Participation = participation(festival)
    return who


def test_what_somebody_saved_while_browsing_stands_on_the_list_in_that_order(
    ria: Participation, soup: Meeting, song: Meeting, walk: Meeting, sign_in: Make
) -> None:
    """Three taps in the programme and one on the page are a list of wishes."""
    client = sign_in(ria.person)
    for one in (song, soup):
        client.post(f"/ronde/studiedag/programma/{one.offer_id}/bewaar/", {"bewaar": "ja"})
    page = text(client.get(PAGE))
    assert "U bewaarde 2 workshops uit het programma" in page
    assert "Donderdag 10 december, 10.00 tot 11.15 uur, Tuinzaal" in page
    assert page.index(">Zingen<") < page.index(">Soep<")
    assert f"wens_{walk.pk}" not in page
    shown = {f"wens_{song.pk}": "1", f"wens_{soup.pk}": "2"}
    assert all(f'name="{name}"' in page for name in shown)
    page = text(client.post(PAGE, shown, follow=True))
    assert "Uw wensen zijn bewaard" in page
    assert "U bewaarde" not in page
    assert kept(ria) == {"Zingen": 1, "Soep": 2}


def test_what_a_visitor_saved_before_signing_in_stands_on_the_list(
    client: Any, ria: Participation, soup: Meeting, sign_in: Make
) -> None:
    client.post(f"/ronde/studiedag/programma/{soup.offer_id}/bewaar/", {"bewaar": "ja"})
    assert f'name="wens_{soup.pk}"' in text(sign_in(ria.person, client).get(PAGE))


def test_what_goes_from_the_list_is_not_saved_any_more(
    ria: Participation, soup: Meeting, song: Meeting, sign_in: Make
) -> None:
    save_workshops(ria.person, [soup.offer_id, song.offer_id])
    client = sign_in(ria.person)
    client.post(PAGE, {f"wens_{soup.pk}": "1", f"wens_{song.pk}": ""})
    assert f"wens_{song.pk}" not in text(client.get(PAGE))
    assert [one.offer for one in ria.person.favourites.all()] == [soup.offer]


def test_another_place_and_the_rest_moves_up(
    ria: Participation, soup: Meeting, song: Meeting, walk: Meeting, sign_in: Make
) -> None:
    list_them(ria, soup, song, walk)
    typed = {f"wens_{soup.pk}": "1", f"wens_{song.pk}": "2", f"wens_{walk.pk}": "1"}
    sign_in(ria.person).post(PAGE, typed)
    assert kept(ria) == {"Wandelen": 1, "Soep": 2, "Zingen": 3}


def test_the_wish_for_which_there_is_no_room_becomes_also_good_and_that_is_told(
    ria: Participation,
    soup: Meeting,
    song: Meeting,
    walk: Meeting,
    bread: Meeting,
    sign_in: Make,
) -> None:
    list_them(ria, soup, song, walk)
    places = ((soup, "1"), (song, "2"), (walk, "3"), (bread, "1"))
    typed = {f"wens_{one.pk}": place for one, place in places}
    page = text(sign_in(ria.person).post(PAGE, typed, follow=True))
    assert kept(ria) == {"Brood": 1, "Soep": 2, "Zingen": 3, "Wandelen": "also_good"}
    assert "‘Wandelen’ staat nu bij ‘Ook goed’" in page


def test_a_page_from_before_loses_nothing_that_was_put_on_the_list_elsewhere(
    ria: Participation, soup: Meeting, song: Meeting, sign_in: Make
) -> None:
    list_them(ria, song)
    sign_in(ria.person).post(PAGE, {f"wens_{soup.pk}": "1"})
    assert kept(ria) == {"Soep": 1, "Zingen": 2}


def test_a_word_of_the_title_or_the_code_finds_a_workshop_and_nothing_typed_is_lost(
    ria: Participation, soup: Meeting, song: Meeting, walk: Meeting, sign_in: Make
) -> None:
    Meeting.objects.filter(pk=walk.pk).update(code="W-012")
    list_them(ria, soup)
    client = sign_in(ria.person)
    typed = {f"wens_{soup.pk}": "cannot", "eten": "noten", "zoeken": "ja"}
    for word, found in (("zíngen", song), ("w012", walk)):
        page = text(client.post(PAGE, {**typed, "zoek": word}))
        assert f"Gevonden met ‘{word}’" in page
        assert f'name="wens_{found.pk}"' in page
        assert 'value="cannot" selected' in page
        assert 'value="noten"' in page
    assert "Geen andere workshop gevonden met ‘dansen’" in text(
        client.post(PAGE, {**typed, "zoek": "dansen"})
    )
    assert kept(ria) == {"Soep": 1}, "looking for a word saves nothing"


def test_two_wishes_at_one_time_are_told_kindly(
    ria: Participation, soup: Meeting, bread: Meeting, sign_in: Make
) -> None:
    list_them(ria, soup, bread)
    assert "Tegelijk met ‘Soep’. Dat mag" in text(sign_in(ria.person).get(PAGE))


def test_a_wish_on_a_day_that_somebody_cannot_come_is_named_at_its_field(
    ria: Participation, soup: Meeting, song: Meeting, sign_in: Make
) -> None:
    """X-134"""
    typed = {f"wens_{soup.pk}": "1", f"wens_{song.pk}": "2", "dagen": ["2026-12-11"]}
    client = sign_in(ria.person)
    page = text(client.post(PAGE, typed))
    assert f'<a href="#id_wens_{song.pk}">Zingen – U gaf aan dat u dan niet kunt' in page
    assert kept(ria) == {}
    client.post(PAGE, {**typed, f"wens_{song.pk}": ""})
    assert [absence.slot.number for absence in ria.absences.all()] == [3]


def test_a_whole_day_and_a_part_of_a_day_are_both_read_back(
    ria: Participation, sign_in: Make
) -> None:
    second = ria.round.slots.get(number=2)
    client = sign_in(ria.person)
    page = client.post(PAGE, {"dagen": "2026-12-11", "delen": str(second.pk)}, follow=True)
    assert sorted(a.slot.number for a in ria.absences.all()) == [2, 3]
    assert "<li>donderdag 10 december, 11.30 tot 12.45 uur</li><li>vrijdag 11" in text(page)
    assert f'value="{second.pk}" id="id_delen_0_1" checked' in text(page)


def test_a_workshop_that_was_cancelled_meanwhile_is_told(
    ria: Participation, soup: Meeting, song: Meeting, sign_in: Make
) -> None:
    list_them(ria, soup, song)
    Meeting.objects.filter(pk=soup.pk).update(state=Meeting.State.CANCELLED)
    client = sign_in(ria.person)
    assert "‘Soep’ kunt u niet meer kiezen" in text(client.get(PAGE))
    stale = {f"wens_{soup.pk}": "1", f"wens_{song.pk}": "2"}
    page = text(client.post(PAGE, stale))
    assert "‘Soep’ kunt u niet meer kiezen" in page
    assert f"wens_{soup.pk}" not in page
    client.post(PAGE, {f"wens_{song.pk}": "2"})
    assert kept(ria) == {"Zingen": 1}


def test_a_giver_cannot_put_on_the_list_what_goes_on_while_giving(
    ria: Participation, soup: Meeting, bread: Meeting, sign_in: Make
) -> None:
    """S3a-8"""
    Giving.objects.create(meeting=bread, person=ria.person)
    save_workshops(ria.person, [soup.offer_id])
    assert f"wens_{soup.pk}" not in text(sign_in(ria.person).get(PAGE))


def test_the_letter_and_the_page_of_the_coordinator_read_the_list_back(
    ria: Participation, soup: Meeting, song: Meeting, her: Any
) -> None:
    page = her.get(f"/deelname/{ria.pk}/wensen/")
    assert "De lijst" in text(page)
    typed = {f"wens_{song.pk}": "1", f"wens_{soup.pk}": "rather_not", "dagen": "2026-12-10"}
    her.post(f"/deelname/{ria.pk}/wensen/", typed)
    body = Message.objects.get(kind="wishes_saved").body
    assert "1. Zingen\nVrijdag 11 december, 13.00 tot 14.15 uur" in body
    assert "Liever niet: Soep" in body
    assert "Dan kunt u niet:\ndonderdag 10 december" in body
    page = text(her.get(f"/deelname/{ria.pk}/"))
    assert "Zingen<br>" in page
    assert "Liever niet: Soep" in page
    assert "Geen wensen" not in page


def test_a_coordinator_does_not_see_what_somebody_saved_while_browsing(
    ria: Participation, soup: Meeting, her: Any
) -> None:
    save_workshops(ria.person, [soup.offer_id])
    assert f"wens_{soup.pk}" not in text(her.get(f"/deelname/{ria.pk}/wensen/"))


def test_a_list_that_comes_too_late_is_kept_to_read(
    ria: Participation, soup: Meeting, song: Meeting, sign_in: Make
) -> None:
    list_them(ria, soup)
    Round.objects.update(state=State.CONFIRMED)
    typed = {f"wens_{soup.pk}": "1", f"wens_{song.pk}": "1", "dagen": "2026-12-10"}
    page = text(sign_in(ria.person).post(PAGE, typed))
    assert "De plekken zijn al verdeeld" in page
    assert "1. Zingen" in page
    assert "2. Soep" in page
    assert "donderdag 10 december" in page


def test_a_long_programme_asks_no_more_of_the_database_and_stays_small(
    ria: Participation, festival: Round, meeting: Make, sign_in: Make
) -> None:
    client = sign_in(ria.person)
    numbers = []
    for _ in range(2):
        made = [meeting(festival, f"Workshop {number}", slot=3) for number in range(12)]
        save_workshops(ria.person, [one.offer_id for one in made])
        with CaptureQueriesContext(connection) as asked:
            page = client.get(PAGE)
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]
    assert len(page.content) < 60_000


def list_them(who: Participation, *meetings: Meeting) -> None:
    """Let somebody save these wishes, the dearest first."""
    ranked = {None: [one.pk for one in meetings]}
    save_wishes(who, absent=[], ranked=ranked, opinions={}, by=who.person, now=NOON, tell=False)
