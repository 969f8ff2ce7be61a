"""“Stap binnen als …” makes a visitor anybody of the example (X-1)."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from onderling.demo.actions.lists import example_files
from onderling.demo.models import Example
from onderling.demo.rules import PARTS
from onderling.rounds.models import Round

pytestmark = [
    pytest.mark.sqlite_only,
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo"),
]
HERE = reverse("demo:step_in")
BEGIN = reverse("demo:begin")


def test_one_click_makes_a_visitor_anybody(at_offers: Example, client: Any) -> None:
    slug = at_offers.study_day.slug
    page = client.get(HERE)
    assert page.content.count(b'name="wie"') == len(PARTS) + 1  # and a visitor
    where = {}
    for part in PARTS:
        answer = client.post(HERE, {"wie": part.key})
        assert answer.status_code == 302
        where[part.key] = answer["Location"]
        inside = client.session.get("_auth_user_id")
        assert inside == (None if part.key == "bea" else str(at_offers.rows[part.person]))
    assert where.pop("bea").startswith("/link/")
    assert where == {
        "karin": f"/ronde/{slug}/beheer/",
        "olena": "/rondes/",
        "peter": "/beheer/",
        **dict.fromkeys(["ria", "chandra", "bernadette"], "/mijn/"),
    }


def test_stepping_in_gives_the_rights_of_that_person_only(
    at_offers: Example, client: Any
) -> None:
    client.post(HERE, {"wie": "karin"})
    request = client.get(HERE).wsgi_request
    assert Round.objects.managed_by(request.user).get() == at_offers.study_day
    client.post(HERE, {"wie": "ria"})
    request = client.get(HERE).wsgi_request
    assert not Round.objects.managed_by(request.user).exists()


def test_a_visitor_is_nobody(at_offers: Example, client: Any) -> None:
    client.post(HERE, {"wie": "karin"})
    assert client.post(HERE, {"wie": "bezoeker"})["Location"] == "/"
    assert "_auth_user_id" not in client.session


def test_nobody_can_take_the_example_out_of_a_demo(at_offers: Example, client: Any) -> None:
    client.post(HERE, {"wie": "peter"})
    assert reverse("demo:remove") not in client.get(BEGIN).content.decode()
    assert client.post(reverse("demo:remove")).status_code == 409
    assert Example.objects.exists()


def test_opening_the_page_signs_nobody_in(at_offers: Example, client: Any) -> None:
    client.get(HERE, {"wie": "karin"})
    assert "_auth_user_id" not in client.session


def test_an_unknown_part_does_not_exist(at_offers: Example, client: Any) -> None:
    assert client.post(HERE, {"wie": "niemand"}).status_code == 404


def test_the_cards_cost_the_same_few_queries(at_offers: Example, client: Any) -> None:
    with CaptureQueriesContext(connection) as asked:
        client.get(HERE)
    assert len(asked) <= 6


def test_every_list_can_be_fetched_and_is_the_one_of_the_demo(client: Any) -> None:
    page = client.get(reverse("demo:files")).content.decode()
    for path in example_files():
        address = reverse("demo:file", args=[path.name])
        assert f'href="{address}"' in page
        assert client.get(address).content == path.read_bytes()
    assert client.get(reverse("demo:file", args=["organisaties.csv"])).status_code == 404
