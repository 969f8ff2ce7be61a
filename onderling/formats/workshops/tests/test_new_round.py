"""Begin a round on one screen, and move it after a look at what goes along (X-96, X-57)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from onderling.people.rules import Role, Scope
from onderling.rounds.models import Round
from onderling.rounds.rules import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def olena(person: Any, grant: Any, sign_in: Any) -> Any:
    """Olena coordinates the whole network."""
    who = person("Olena", "Nowak")
    grant(who, Role.COORDINATOR)
    client = sign_in(who)
    client.person = who
    return client


def typed(organisation: Any, **more: str) -> dict[str, str]:
    return {
        "preset": "studiedag",
        "name": "Studiedag 2031",
        "starts_on": str(now().date() + timedelta(weeks=30)),
        "organisation": str(organisation().pk),
        "contact_name": "Olena Nowak",
        "contact_phone": "088 000 00 00",
        **more,
    }


def test_one_screen_begins_a_round_and_leads_to_its_overview(
    olena: Any, organisation: Any
) -> None:
    answer = olena.post("/rondes/nieuw/", typed(organisation))
    made = Round.objects.get()
    assert answer.url == f"/ronde/{made.slug}/beheer/"
    assert (made.state, made.preset) == (State.DRAFT, "studiedag")
    assert "Studiedag 2031 is begonnen." in olena.get(answer.url).content.decode()


def test_every_preset_is_offered_with_what_it_is(olena: Any) -> None:
    page = olena.get("/rondes/nieuw/").content.decode()
    for name in ("Studiedag", "Themadag", "Conferentie", "Workshopfestival"):
        assert f"<strong>{name}</strong>" in page


def test_who_begins_a_round_finds_the_own_organisation_and_name_filled_in(
    olena: Any, organisation: Any
) -> None:
    organisation("Bibliotheek")
    page = olena.get("/rondes/nieuw/")
    assert page.context["form"]["organisation"].value() == organisation().pk
    assert page.context["form"]["contact_name"].value() == "Olena Nowak"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"starts_on": "2020-01-01"}, "Deze dag is al geweest."),
        ({"name": ""}, "Hoe heet deze keer?"),
        ({"preset": "onzin"}, "Wat voor bijeenkomst wordt het?"),
    ],
)
def test_what_is_missing_is_told_and_nothing_begins(
    olena: Any, organisation: Any, more: dict[str, str], said: str
) -> None:
    page = olena.post("/rondes/nieuw/", typed(organisation, **more)).content.decode()
    assert "Eén ding klopt nog niet" in page
    assert said in page
    assert not Round.objects.exists()


def test_a_day_so_soon_that_the_wishes_are_closed_already_gives_a_warning(
    olena: Any, organisation: Any
) -> None:
    soon = str(now().date() + timedelta(days=10))
    answer = olena.post("/rondes/nieuw/", typed(organisation, starts_on=soon), follow=True)
    assert "Dat is al geweest: pas de fasen aan." in answer.content.decode()


def test_a_coordinator_of_one_organisation_begins_rounds_there_only(
    person: Any, grant: Any, sign_in: Any, organisation: Any
) -> None:
    own, other = organisation("Eigen huis"), organisation("Ander huis")
    zeynep = person("Zeynep")
    grant(zeynep, Role.COORDINATOR, Scope.ORGANISATION, own.pk)
    client = sign_in(zeynep)
    page = client.get("/rondes/nieuw/").content.decode()
    assert "Eigen huis" in page
    assert "Ander huis" not in page
    client.post("/rondes/nieuw/", typed(lambda: other))
    assert not Round.objects.exists()


def test_a_coordinator_of_one_round_is_told_why_not(
    person: Any, grant: Any, sign_in: Any, study_day: Any
) -> None:
    karin = person("Karin")
    grant(karin, Role.COORDINATOR, Scope.ROUND, study_day().pk)
    client = sign_in(karin)
    answer = client.get("/rondes/nieuw/")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "U coördineert één ronde." in page
    assert "Bel de persoon onder aan deze pagina." in page
    grant(person("Olena"), Role.OWNER)
    assert "Olena Terpstra" in client.get("/rondes/nieuw/").content.decode()
    here = Round.objects.get().programme.organisation_id
    grant(person("Zeynep"), Role.COORDINATOR, Scope.ORGANISATION, here)
    grant(person("Elders"), Role.COORDINATOR, Scope.ORGANISATION, here + 1)
    page = client.get("/rondes/nieuw/").content.decode()
    assert "Zeynep Terpstra" in page
    assert "Elders" not in page
    assert "Olena" not in page
    assert client.post("/rondes/nieuw/", {"name": "Stiekem"}).status_code == 404
    assert Round.objects.count() == 1


def test_a_date_moves_after_a_look_at_what_goes_along(olena: Any, organisation: Any) -> None:
    olena.post("/rondes/nieuw/", typed(organisation))
    made = Round.objects.get()
    later = made.starts_on + timedelta(days=7)
    asked = olena.get(f"/ronde/{made.slug}/verzet/", {"starts_on": str(later)}).content.decode()
    assert "Honderd woorden per workshop noteren" in asked
    made.refresh_from_db()
    assert made.starts_on == later - timedelta(days=7)
    olena.post(f"/ronde/{made.slug}/verzet/", {"starts_on": str(later)})
    made.refresh_from_db()
    assert made.starts_on == later


def test_a_date_of_a_round_that_runs_stands(olena: Any, study_day: Any) -> None:
    made = study_day(state=State.RUNNING)
    page = olena.get(f"/ronde/{made.slug}/verzet/").content.decode()
    assert "De datum staat vast." in page
    answer = olena.post(f"/ronde/{made.slug}/verzet/", {"starts_on": "2030-01-01"})
    assert "De datum staat vast." in answer.content.decode()
    made.refresh_from_db()
    assert made.starts_on == date(2026, 12, 10)


def test_the_date_of_a_series_that_is_every_year_in_the_same_weeks_stands_ready(
    olena: Any, organisation: Any, study_day: Any
) -> None:
    """X-57: the window of the series; the copy page proposes the same day."""
    assert olena.get("/rondes/nieuw/").context["form"]["starts_on"].value() is None
    Round.objects.filter(pk=study_day().pk).update(window="week 2-3 van november")
    form = olena.get("/rondes/nieuw/").context["form"]
    day = form["starts_on"].value()
    assert (day > now().date(), day.month, day.isoweekday()) == (True, 11, 1)
    assert "is elk jaar in ‘week 2-3 van november’" in form["starts_on"].help_text
