"""A form that stopped at the door is sent again, and nothing in it is typed twice (X-4)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from time_machine import travel

from onderling.base.once import new_key
from onderling.base.resending import LARGEST, mark_of
from tests.makers import NOON

pytestmark = pytest.mark.sqlite_only
HERE = "/mijn/gegevens/"
AGAIN = "/opnieuw-sturen/"
TYPED = {"voornaam": "Ria", "soort": "12", "sleutel": "k1"}


@pytest.fixture
def ria(person: Any) -> Any:
    return person("Ria")


@pytest.fixture
def typed(ria: Any) -> dict[str, str]:
    """A form on a page that was made for Ria."""
    return TYPED | {"sleutel": new_key(ria)}


def test_what_was_sent_while_signed_out_waits_behind_the_door(
    ria: Any, typed: dict[str, str], client: Client, sign_in: Any
) -> None:
    assert client.post(HERE, typed)["Location"] == "/inloggen/?next=%2Fopnieuw-sturen%2F"
    page = sign_in(ria, client).get(AGAIN).content.decode()
    assert f'action="{HERE}"' in page
    assert page.count(f'name="sleutel" value="{typed["sleutel"]}"') == 1
    assert [page.count(word) for word in ("<li>Ria</li>", "<li>12</li>")] == [1, 0]


def test_the_next_one_at_a_shared_computer_sees_nothing_of_it(
    ria: Any, typed: dict[str, str], person: Any, client: Client, sign_in: Any
) -> None:
    client.post(HERE, typed)
    page = sign_in(person("Bep"), client).get(AGAIN).content.decode()
    assert "Er staat niets meer klaar" in page
    assert "Ria" not in page
    client.post(HERE, TYPED)  # and a page that says for nobody in particular opens for nobody
    assert "Er staat niets meer klaar" in sign_in(ria, client).get(AGAIN).content.decode()


def test_a_page_says_for_whom_its_forms_are(ria: Any, sign_in: Any, client: Client) -> None:
    inside = sign_in(ria, client)
    key = re.search(r'name="sleutel" value="([^"]+)"', inside.get(HERE).content.decode())
    assert key
    token, mark = key[1].split(".")
    assert mark == mark_of(token, ria)


def test_it_waits_an_hour_and_belongs_to_one_browser(
    ria: Any, typed: dict[str, str], client: Client, sign_in: Any
) -> None:
    client.post(HERE, typed)
    assert "Er staat niets meer klaar" in sign_in(ria).get(AGAIN).content.decode()
    with travel(NOON + timedelta(minutes=61)):
        page = sign_in(ria, client).get(AGAIN).content.decode()
    assert "Er staat niets meer klaar" in page


def test_too_much_text_and_a_script_in_the_background_leave_nothing(
    client: Client, db: None
) -> None:
    start = "/inloggen/?next=%2F"
    assert client.post(HERE, {"voornaam": "x" * LARGEST})["Location"] == start
    quiet = client.post(HERE, TYPED, headers={"Sec-Fetch-Mode": "cors"})
    assert quiet["Location"] == start
    assert client.session.keys() == set()


@pytest.mark.parametrize(
    ("told", "offered"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 1),
        ({"Origin": "http://testserver"}, 1),
        ({"Sec-Fetch-Site": "cross-site"}, 0),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, 0),
        ({"Origin": "https://elders.example"}, 0),
        ({}, 0),
    ],
)
def test_only_a_form_of_our_own_pages_is_offered_to_send_again(
    told: dict[str, str], offered: int, ria: Any, sign_in: Any
) -> None:
    client = sign_in(ria, Client(enforce_csrf_checks=True))
    answer = client.post(HERE, TYPED, headers=told)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert page.count("Stuur het opnieuw</button>") == offered
    assert page.count("<li>Ria</li>") == offered
