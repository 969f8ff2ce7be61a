"""What somebody must know before trying it, and how known it is by a survey (X-129)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client

from onderling.base.finding import find
from onderling.base.models import Setting
from onderling.base.terms import set_term
from onderling.formats.library.actions.practices import write_practice
from onderling.formats.library.models import Contribution, Practice
from onderling.formats.library.rules import Fault, fault_of_counts
from onderling.formats.library.tests.test_showing import text_of
from onderling.offers.models import Theme
from onderling.people.models import Person
from tests.makers import NOON

TYPED = {"title": "Kring", "words": "Zet de stoelen vooraf in een kring."}
COUNTS = {
    "survey": "Frontliniepanel",
    "survey_when": "voorjaar 2026",
    "asked": 354,
    "knows": 120,
    "uses": 45,
}
SAID = (
    "Van de 354 mensen die antwoordden, kennen 120 dit en gebruiken 45 het"
    " (Frontliniepanel, voorjaar 2026)."
)


@pytest.fixture
def olena(person: Callable[..., Person], grant: Callable[..., object]) -> Person:
    who = person("Olena", "Nowak")
    grant(who, "coordinator")
    return who


@pytest.mark.parametrize(
    ("asked", "knows", "uses", "fault"),
    [
        (354, 120, 45, None),
        (354, 354, 354, None),
        (354, 0, 0, None),
        (9, 5, 0, Fault.FEW),
        (20, 21, 5, Fault.TOO_MANY),
        (354, 45, 120, Fault.UNKNOWN),
        (354, 120, 4, Fault.SMALL),
        (354, 120, 117, Fault.SMALL),
        (354, 352, 100, Fault.SMALL),
    ],
)
def test_counts_may_stand_there_unless_a_handful_can_be_worked_out(
    asked: int, knows: int, uses: int, fault: Fault | None
) -> None:
    assert fault_of_counts(asked, knows, uses, people=10, least=5) == fault


@pytest.mark.django_db
def test_the_counts_of_a_survey_stand_beside_a_practical_example_with_their_source(
    olena: Person, sign_in: Callable[..., Client], client: Client
) -> None:
    sign_in(olena).post("/praktijkvoorbeelden/nieuw/", TYPED | COUNTS)
    made = Practice.objects.get()
    assert SAID in client.get(f"/praktijkvoorbeelden/{made.pk}/").content.decode()
    assert SAID in client.get("/praktijkvoorbeelden/").content.decode()


@pytest.mark.sqlite_only
@pytest.mark.django_db
def test_the_counts_stand_on_its_paper(client: Client) -> None:
    made = Practice.objects.create(**TYPED, **COUNTS, published=NOON)
    assert SAID in text_of(client.get(f"/praktijkvoorbeelden/{made.pk}.pdf").content)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"asked": ""}, "Vul ook dit in, of haal alle cijfers weg."),
        ({"survey_when": ""}, "Vul ook dit in, of haal alle cijfers weg."),
        ({"asked": 9, "knows": 6, "uses": 0}, "Bij minder dan 10 antwoorden kan iemand"),
        ({"knows": 355}, "Dit is meer dan er mensen antwoordden."),
        ({"uses": 121}, "Wie iets gebruikt, kent het."),
        ({"uses": 3}, "Een groepje van minder dan 5 mensen is hierin te herkennen."),
        ({"knows": "veel"}, "geheel getal"),
        ({"asked": "99999999999999999999"}, "Zoveel kan niet. Kijk het aantal na."),
        ({"minutes": 99999}, "Dat is meer dan een week."),
    ],
)
def test_counts_that_cannot_be_come_back_with_why_in_an_open_part(
    typed: dict[str, Any], said: str, olena: Person, sign_in: Callable[..., Client]
) -> None:
    visit = sign_in(olena)
    page = visit.post("/praktijkvoorbeelden/nieuw/", TYPED | COUNTS | typed).content.decode()
    assert (said in page, "<details open>" in page) == (True, True)
    assert not Practice.objects.exists()


@pytest.mark.django_db
def test_a_stricter_install_shows_counts_of_larger_surveys_only(
    olena: Person, sign_in: Callable[..., Client]
) -> None:
    set_term("survey_group", 30, because="Wij kennen elkaar.", by=None, now=NOON)
    counts = COUNTS | {"asked": 29, "knows": 15, "uses": 5}
    page = sign_in(olena).post("/praktijkvoorbeelden/nieuw/", TYPED | counts)
    assert "Bij minder dan 30 antwoorden" in page.content.decode()
    assert Setting.objects.exists()


@pytest.mark.django_db
def test_the_counts_go_again_by_emptying_them(
    olena: Person, sign_in: Callable[..., Client], client: Client
) -> None:
    made = write_practice(Practice(**TYPED, **COUNTS), by=olena, now=NOON)
    sign_in(olena).post(f"/praktijkvoorbeelden/{made.pk}/verander/", TYPED)
    made.refresh_from_db()
    assert (made.asked, made.survey) == (None, "")
    assert (
        "mensen die antwoordden"
        not in client.get(f"/praktijkvoorbeelden/{made.pk}/").content.decode()
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", [{"survey": ""}, {"knows": None}, {"asked": 9, "knows": 9}, {"uses": 121}]
)
def test_the_database_keeps_no_counts_without_their_source(wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        Practice.objects.create(**TYPED, **(COUNTS | wrong))


@pytest.mark.django_db
def test_a_placed_tip_tells_for_whom_it_is_and_an_editor_changes_that(
    contribution: Callable[..., Contribution],
    olena: Person,
    sign_in: Callable[..., Client],
    client: Client,
) -> None:
    made, theme = contribution(), Theme.objects.create(name="Samen optrekken")
    visit, judged = sign_in(olena), f"/bijdragen/beoordelen/{made.pk}/"
    facts = {"theme": theme.pk, "for_whom": "gastvrouwen", "minutes": 5}
    visit.post(judged, facts | {"besluit": "plaats"})
    for address in (f"/bijdragen/{made.pk}/", "/bijdragen/"):
        page = client.get(address).content.decode()
        assert [said in page for said in ("Samen optrekken", "gastvrouwen", "5 minuten")] == [
            True
        ] * 3, address
    assert [one.document.url for one in find("gastvrouwen")] == [f"/bijdragen/{made.pk}/"]
    visit.post(judged, facts | {"besluit": "erbij", "for_whom": "gastheren", "minutes": ""})
    page = client.get(f"/bijdragen/{made.pk}/").content.decode()
    assert ("gastheren" in page, "gastvrouwen" in page, "minuten" in page) == (
        True,
        False,
        False,
    )
    promoting = visit.get(f"{judged}praktijkvoorbeeld/").content.decode()
    assert "gastheren" in promoting


@pytest.mark.django_db
def test_a_number_that_is_none_comes_back_and_nothing_is_placed(
    contribution: Callable[..., Contribution], olena: Person, sign_in: Callable[..., Client]
) -> None:
    made = contribution()
    typed = {"besluit": "plaats", "minutes": "kort"}
    page = sign_in(olena).post(f"/bijdragen/beoordelen/{made.pk}/", typed).content.decode()
    assert ("<details open>" in page, page.count("geheel getal")) == (True, 2)
    assert page.count('class="ond-summary"') == 1
    made.refresh_from_db()
    assert made.state == "in_moderation"
