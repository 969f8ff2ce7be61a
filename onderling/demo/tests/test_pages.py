"""“Stap binnen als …” exists in a demo only; the wizard is for the owner (X-1)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from onderling.demo.actions.lists import example_files
from onderling.demo.models import Example
from onderling.demo.rules import PARTS
from onderling.demo.tasks import build_example
from onderling.people.models import Membership, Person
from onderling.rounds.models import Round

pytestmark = pytest.mark.sqlite_only
HERE = reverse("demo:step_in")
BEGIN = reverse("demo:begin")


def test_one_click_makes_a_visitor_anybody(
    example: Callable[..., Example], client: Any
) -> None:
    made = example()
    slug = made.study_day.slug
    page = client.get(HERE)
    assert page.content.count(b'name="wie"') == len(PARTS) + 1  # and a visitor
    where = {}
    for part in PARTS:
        answer = client.post(HERE, {"wie": part.key})
        assert answer.status_code == 302
        where[part.key] = answer["Location"]
        inside = client.session.get("_auth_user_id")
        assert inside == (None if part.key == "bea" else str(made.rows[part.person]))
    assert where.pop("bea").startswith("/link/")
    assert where == {
        "karin": f"/ronde/{slug}/beheer/",
        "olena": "/rondes/",
        "peter": "/beheer/",
        **dict.fromkeys(["ria", "chandra", "bernadette"], "/mijn/"),
    }


def test_stepping_in_gives_the_rights_of_that_person_only(
    example: Callable[..., Example], client: Any
) -> None:
    made = example()
    client.post(HERE, {"wie": "karin"})
    request = client.get(HERE).wsgi_request
    assert Round.objects.managed_by(request.user).get() == made.study_day
    client.post(HERE, {"wie": "ria"})
    request = client.get(HERE).wsgi_request
    assert not Round.objects.managed_by(request.user).exists()


def test_a_visitor_is_nobody(example: Callable[..., Example], client: Any) -> None:
    example()
    client.post(HERE, {"wie": "karin"})
    assert client.post(HERE, {"wie": "bezoeker"})["Location"] == "/"
    assert "_auth_user_id" not in client.session


def test_nobody_can_take_the_example_out_of_a_demo(
    example: Callable[..., Example], client: Any
) -> None:
    example()
    client.post(HERE, {"wie": "peter"})
    assert reverse("demo:remove") not in client.get(BEGIN).content.decode()
    assert client.post(reverse("demo:remove")).status_code == 409
    assert Example.objects.exists()


def test_opening_the_page_signs_nobody_in(example: Callable[..., Example], client: Any) -> None:
    example()
    client.get(HERE, {"wie": "karin"})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["demo:step_in", "demo:files"])
def test_outside_a_demo_there_is_no_way_to_step_in(db: None, client: Any, name: str) -> None:
    assert client.get(reverse(name)).status_code == 404
    assert client.post(HERE, {"wie": "karin"}).status_code == 404


def test_a_demo_without_example_says_how_to_make_it(db: None, demo: None, client: Any) -> None:
    assert "Er is nog geen voorbeeld" in client.get(HERE).content.decode()
    assert client.post(HERE, {"wie": "karin"}).status_code == 404


def test_an_unknown_part_does_not_exist(example: Callable[..., Example], client: Any) -> None:
    example()
    assert client.post(HERE, {"wie": "niemand"}).status_code == 404


def test_the_cards_cost_the_same_few_queries(
    example: Callable[..., Example], client: Any
) -> None:
    example()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(HERE)
    assert len(asked) <= 6


def test_every_list_can_be_fetched_and_is_the_one_of_the_demo(
    db: None, demo: None, client: Any
) -> None:
    page = client.get(reverse("demo:files")).content.decode()
    for path in example_files():
        address = reverse("demo:file", args=[path.name])
        assert f'href="{address}"' in page
        assert client.get(address).content == path.read_bytes()
    assert client.get(reverse("demo:file", args=["organisaties.csv"])).status_code == 404


def test_the_owner_begins_with_the_example_and_takes_it_away(
    db: None, person: Callable[..., Person], grant: Callable[..., Membership], sign_in: Any
) -> None:
    owner = person("Marja")
    grant(owner)
    client = sign_in(owner)
    assert "Hoe wilt u beginnen?" in client.get(BEGIN).content.decode()
    assert client.post(BEGIN).status_code == 302
    assert "Het voorbeeld wordt gemaakt" in client.get(BEGIN).content.decode()
    build_example.call()
    assert Example.objects.get().state == Example.State.DONE
    assert "Het voorbeeld staat klaar" in client.get(BEGIN).content.decode()
    away = reverse("demo:remove")
    assert "Het voorbeeld weghalen?" in client.get(away).content.decode()
    assert Person.objects.count() == 301
    assert client.post(away).status_code == 302
    assert list(Person.objects.all()) == [owner]
    assert "Hoe wilt u beginnen?" in client.get(BEGIN).content.decode()


def test_who_has_work_of_their_own_hears_why_the_example_does_not_come(
    person: Callable[..., Person],
    grant: Callable[..., Membership],
    study_day: Callable[..., Round],
    sign_in: Any,
) -> None:
    owner = person("Marja")
    grant(owner)
    study_day()
    page = sign_in(owner).post(BEGIN, follow=True).content.decode()
    assert "Deze database is niet leeg." in page
    assert not Example.objects.exists()


def test_the_wizard_is_for_the_owner(person: Callable[..., Person], sign_in: Any) -> None:
    assert sign_in(person("Ria")).get(BEGIN).status_code == 404
