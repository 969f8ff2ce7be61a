"""A form that stopped at the door is sent again, and nothing in it is typed twice (X-4)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from time_machine import travel

from onderling.base.resending import LARGEST
from tests.makers import NOON

pytestmark = pytest.mark.sqlite_only
HERE = "/mijn/gegevens/"
AGAIN = "/opnieuw-sturen/"
TYPED = {"voornaam": "Ria", "soort": "12", "sleutel": "k1"}


@pytest.fixture
def ria(person: Any) -> Any:
    return person("Ria")


def test_what_was_sent_while_signed_out_waits_behind_the_door(
    ria: Any, client: Client, sign_in: Any
) -> None:
    assert client.post(HERE, TYPED)["Location"] == "/inloggen/?next=%2Fopnieuw-sturen%2F"
    page = sign_in(ria, client).get(AGAIN).content.decode()
    assert f'action="{HERE}"' in page
    assert page.count('name="sleutel" value="k1"') == 1
    assert [page.count(word) for word in ("<li>Ria</li>", "<li>12</li>")] == [1, 0]


def test_it_waits_an_hour_and_belongs_to_one_browser(
    ria: Any, client: Client, sign_in: Any
) -> None:
    client.post(HERE, TYPED)
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
