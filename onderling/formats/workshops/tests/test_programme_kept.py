"""What is drawn once is drawn anew when, and only when, the programme changed (S3a-4)."""

import ast
import re
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

import onderling
from onderling.evaluation.actions.judging import put_back_group, take_off_group
from onderling.evaluation.models import StandingGroup
from onderling.formats.workshops.queries import kept
from onderling.formats.workshops.rules.versions import (
    CHANGE_LIST,
    CHANGE_NEITHER,
    CHANGE_PLACES,
)
from onderling.offers.actions.offers import change_offer
from onderling.offers.models import Offer
from onderling.rounds.actions import change_state
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.actions.seats import take_place
from tests.makers import NOON

pytestmark = pytest.mark.django_db
HOUSE = Path(onderling.__file__).parent


@pytest.fixture
def day(study_day: Any, settings: Settings) -> Any:
    settings.KEEP_PROGRAMME_SECONDS = 60
    kept.forget()
    yield study_day()
    kept.forget()


def page_of(client: Any, round: Round, **wanted: str) -> str:
    return client.get(f"/ronde/{round.slug}/programma/", wanted).content.decode()  # type: ignore[no-any-return]  # the client is Any


def test_nothing_changed_costs_one_query(client: Any, day: Round, meeting: Any) -> None:
    meeting(day)
    before = page_of(client, day)
    client.cookies.clear()
    with CaptureQueriesContext(connection) as counted:
        after = page_of(client, day)
    assert len(counted) == 1
    assert "Soep" in after
    keys = r'name="(csrfmiddlewaretoken|sleutel)" value="([^"]*)"'
    assert re.sub(keys, "", before) == re.sub(keys, "", after)
    assert set(re.findall(keys, before)) & set(re.findall(keys, after)) == set()


def test_a_changed_workshop_shows_at_once(client: Any, day: Round, meeting: Any) -> None:
    soup = meeting(day, "Soep")
    assert ">Soep</a>" in page_of(client, day)
    change_offer(soup.offer, title="Erwtensoep", by=None, now=NOON)
    client.cookies.clear()
    page = page_of(client, day)
    assert ">Erwtensoep</a>" in page
    assert ">Soep</a>" not in page


def test_a_text_that_a_coordinator_took_off_is_gone_at_once(
    client: Any, day: Round, meeting: Any, person: Any
) -> None:
    soup, karin = meeting(day, "Soep").offer, person("Karin")
    group = StandingGroup.objects.create(
        offer=soup, person=person("Chandra"), how="Elke dinsdag", since=NOON.date()
    )
    address = f"/ronde/{day.slug}/programma/{soup.pk}/"

    def shown() -> bool:
        client.cookies.clear()
        return "Elke dinsdag" in client.get(address).content.decode()

    assert shown()
    take_off_group(group, "Niet hier", seen="Elke dinsdag", by=karin, now=NOON)
    assert not shown()
    put_back_group(group, seen="Elke dinsdag", by=karin, now=NOON)
    assert shown()


def test_a_place_that_is_taken_shows_at_once(
    client: Any, day: Round, meeting: Any, participation: Any
) -> None:
    soup = meeting(day, seats=4)
    Round.objects.update(state=State.CONFIRMED)
    assert "Nog 4 plekken" in page_of(client, day)
    who = participation(day)
    take_place(who, soup, by=who.person, now=NOON)
    client.cookies.clear()
    assert "Nog 3 plekken" in page_of(client, day)


def test_a_round_that_is_no_longer_public_is_gone_at_once(
    client: Any, day: Round, meeting: Any
) -> None:
    meeting(day)
    Round.objects.update(state=State.ANNOUNCED)
    address = f"/ronde/{day.slug}/programma/"
    assert client.get(address).status_code == 200
    change_state(Round.objects.get(), State.DRAFT, by=None, now=NOON)
    assert client.get(address).status_code == 404


def test_places_alone_are_small_and_not_sent_twice(
    client: Any, day: Round, meeting: Any, participation: Any
) -> None:
    soup = meeting(day, seats=4)
    Round.objects.update(state=State.CONFIRMED)
    address = f"/ronde/{day.slug}/programma/plekken/"
    assert client.get(address).url == f"/ronde/{day.slug}/programma/", "without script"
    ask = {"HX-Request": "true"}
    first = client.get(address, headers=ask)
    assert "Nog 4 plekken" in first.content.decode()
    assert f'id="p{soup.pk}"' in first.content.decode()
    again = client.get(address, headers=ask | {"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    who = participation(day)
    take_place(who, soup, by=who.person, now=NOON)
    after = client.get(address, headers=ask | {"If-None-Match": first["ETag"]})
    assert "Nog 3 plekken" in after.content.decode()


def test_before_publishing_the_places_alone_say_nothing(
    client: Any, day: Round, meeting: Any
) -> None:
    meeting(day)
    Round.objects.update(state=State.OPEN)
    address = f"/ronde/{day.slug}/programma/plekken/"
    assert client.get(address, headers={"HX-Request": "true"}).content == b""


def deeds_in(*rooms: str) -> set[str]:
    """The deeds that these rooms write in the log: the second word of `audit.note`."""
    found = set()
    for room in rooms:
        for path in (HOUSE / room).rglob("*.py"):
            if "tests" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.note":
                    word = node.args[1]
                    if isinstance(word, ast.Constant):
                        found.add(str(word.value))
    return found


@pytest.mark.sqlite_only
def test_of_every_deed_it_is_known_whether_the_programme_changes() -> None:
    known = CHANGE_LIST | CHANGE_PLACES | CHANGE_NEITHER
    assert deeds_in("offers", "rounds", "signups", "formats/workshops") - known == set()


def test_a_visitor_saves_a_workshop_without_an_account(
    client: Any, day: Round, meeting: Any
) -> None:
    soup = meeting(day, "Soep").offer
    meeting(day, "Zingen", slot=2)
    address = f"/ronde/{day.slug}/programma/{soup.pk}/bewaar/"
    back = client.post(address, {"bewaar": "ja", "terug": "thema=Eten"})
    assert back.url == f"/ronde/{day.slug}/programma/?thema=Eten#w{soup.pk}"
    page = page_of(client, day)
    assert "u bewaarde er 1" in page
    assert page.count('aria-pressed="true"') == 1
    only = page_of(client, day, bewaard="ja")
    assert ">Soep</a>" in only
    assert ">Zingen</a>" not in only
    client.post(address, {"bewaar": "nee"})
    assert 'aria-pressed="true"' not in page_of(client, day)


def test_what_a_visitor_saved_goes_along_when_signing_in(
    client: Any, day: Round, meeting: Any, person: Any, sign_in: Any
) -> None:
    soup, song = meeting(day, "Soep").offer, meeting(day, "Zingen", slot=2).offer
    ria = person()
    for offer in (soup, song):
        if offer == song:
            sign_in(ria, client)
        client.post(f"/ronde/{day.slug}/programma/{offer.pk}/bewaar/", {"bewaar": "ja"})
    assert set(Offer.objects.filter(favourites__person=ria)) == {soup, song}
    elsewhere = page_of(sign_in(ria), day)
    assert "u bewaarde er 2" in elsewhere
    assert "u bewaarde" not in page_of(sign_in(person()), day), "nobody else sees it"


def test_a_workshop_page_leads_on_with_the_same_filters(
    client: Any, day: Round, meeting: Any
) -> None:
    soup, song, quiz = (
        meeting(day, title, slot=slot).offer
        for slot, title in enumerate(("Soep", "Zingen", "Soepquiz"), 1)
    )
    page = client.get(f"/ronde/{day.slug}/programma/{soup.pk}/?zoek=soep").content.decode()
    assert f'rel="next" href="/ronde/{day.slug}/programma/{quiz.pk}/?zoek=soep"' in page
    assert "Terug naar 2 gevonden workshops" in page
    assert f"/programma/{song.pk}/" not in page


def test_a_workshop_that_is_not_published_has_no_page(
    client: Any, day: Round, meeting: Any
) -> None:
    hidden = meeting(day).offer
    Offer.objects.update(state="submitted")
    assert client.get(f"/ronde/{day.slug}/programma/{hidden.pk}/").status_code == 404
    gone = client.post(f"/ronde/{day.slug}/programma/{hidden.pk}/bewaar/")
    assert gone.status_code == 404


def test_who_has_the_programme_already_is_not_sent_it_again(
    client: Any, day: Round, meeting: Any
) -> None:
    """Until it changes, or the visitor's token does: an old token opens no form."""
    soup = meeting(day, "Soep")
    address = f"/ronde/{day.slug}/programma/"
    assert "ETag" not in client.get(address), "without a token of one's own"
    mark = client.get(address)["ETag"]
    again = client.get(address, headers={"If-None-Match": mark})
    assert (again.status_code, again.content) == (304, b"")
    change_offer(soup.offer, title="Erwtensoep", by=None, now=NOON)
    assert "Erwtensoep" in client.get(address, headers={"If-None-Match": mark}).content.decode()
    other = client.get(address)["ETag"]
    client.cookies["csrf"] = "a" * 32
    assert client.get(address, headers={"If-None-Match": other}).status_code == 200


def test_the_page_of_a_workshop_costs_one_query_when_nothing_changed(
    client: Any, day: Round, meeting: Any
) -> None:
    soup = meeting(day, "Soep").offer
    address = f"/ronde/{day.slug}/programma/{soup.pk}/"
    client.get(address)
    client.cookies.clear()
    with CaptureQueriesContext(connection) as counted:
        page = client.get(address).content.decode()
    assert len(counted) == 1
    assert ">Soep</h1>" in page


@pytest.mark.sqlite_only
def test_while_one_visitor_has_it_drawn_anew_others_get_the_last_one(
    settings: Settings,
) -> None:
    settings.KEEP_PROGRAMME_SECONDS = 0.01
    kept.forget()
    kept.keep("page", 1, lambda: "old")
    time.sleep(0.02)
    seen = []

    def draw() -> str:
        seen.append(kept.keep("page", 1, lambda: "drawn twice"))
        return "new"

    assert kept.keep("page", 1, draw) == "new"
    assert seen == ["old"]
    assert kept.keep("page", 2, lambda: "newer") == "newer", (
        "of what changed nothing old is shown"
    )
    kept.forget()
