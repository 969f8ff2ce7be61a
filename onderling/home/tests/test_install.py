"""The install for its owner, and the pages every public service owes (X-7, X-10, X-13)."""

from typing import Any

import pytest
from django.apps import apps

from onderling.base.models import Setting
from onderling.base.privacy import Classified
from onderling.base.terms import value_of
from onderling.home.queries.kept import HISTORY, KEPT, what_we_keep
from onderling.people.rules import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def peter(person: Any, grant: Any, sign_in: Any) -> Any:
    who = person("Peter", "Dijkgraaf")
    grant(who)
    return sign_in(who)


def test_an_empty_install_tells_its_owner_where_to_begin(peter: Any) -> None:
    page = peter.get("/beheer/").content.decode()
    assert "Begin de eerste ronde" in page
    assert "Er is nog geen mailserver" in page


def test_a_term_changes_with_a_reason_and_both_are_shown(peter: Any) -> None:
    told = {"value": "3", "because": "kleine zalen"}
    assert peter.post("/beheer/instellingen/few_places/", told).url == "/beheer/instellingen/"
    assert value_of("few_places") == 3
    page = peter.get("/beheer/instellingen/").content.decode()
    assert "3 plekken" in page
    assert "kleine zalen" in page


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"value": "3", "because": ""}, "Waarom verandert u dit?"),
        ({"value": "0", "because": "proef"}, "Kies een getal van 1 tot en met 50."),
    ],
)
def test_a_term_without_a_reason_or_out_of_bounds_is_not_saved(
    peter: Any, told: dict[str, str], said: str
) -> None:
    page = peter.post("/beheer/instellingen/few_places/", told).content.decode()
    assert said in page
    assert not Setting.objects.exists()


def test_a_term_that_does_not_exist_is_no_page(peter: Any) -> None:
    assert peter.get("/beheer/instellingen/onzin/").status_code == 404


@pytest.mark.parametrize("address", ["/beheer/", "/beheer/instellingen/"])
def test_a_coordinator_is_no_owner(address: str, person: Any, grant: Any, sign_in: Any) -> None:
    karin = person("Karin")
    grant(karin, Role.COORDINATOR)
    assert sign_in(karin).get(address).status_code == 404


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/toegankelijkheid/", "Toegankelijkheid"),
        ("/uw-gegevens/", "Uw gegevens"),
        ("/liever-op-papier/", "Liever op papier?"),
    ],
)
def test_the_papers_are_open_to_everybody(client: Any, address: str, heading: str) -> None:
    assert f">{heading}</h1>" in client.get(address).content.decode()


def test_the_privacy_page_names_every_personal_field_of_the_house() -> None:
    told = {what for row in what_we_keep() for what in row["what"]}
    assert {"e-mailadres", "voornaam", "wat u niet eet", "uw wensen"} <= told
    # A name of a field in English would mean that a field was added without a word for it.
    personal = {
        name
        for model in apps.get_models()
        if issubclass(model, Classified)
        for name in model.personal
    }
    assert told & personal - {"code"} == set()
    assert HISTORY & personal


def test_every_term_of_keeping_has_words() -> None:
    keeps = {
        reason.keep
        for model in apps.get_models()
        if issubclass(model, Classified)
        for reason in model.personal.values()
    }
    assert keeps - set(KEPT) == set()


@pytest.mark.parametrize(("demo", "status"), [(True, 200), (False, 404)])
def test_the_style_page_is_there_in_the_demo_only(
    client: Any, settings: Any, demo: bool, status: int
) -> None:
    settings.DEMO = demo
    assert client.get("/stijl/").status_code == status
