"""“Hoe verdelen wij?” says what is true for the settings in force (X-143)."""

from typing import Any

import pytest

from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.models import ChoiceRule
from tests.makers import NOON

HERE = "/ronde/studiedag/hoe-verdelen-wij/"


@pytest.fixture
def page(study_day: Any, client: Any) -> Any:
    """The page as a visitor reads it under these settings."""
    study_day()

    def read(**rule: Any) -> str:
        ChoiceRule.objects.update(**rule)
        return " ".join(client.get(HERE).content.decode().split())

    return read


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"wishes": 3}, "U kiest voor elke ronde tot 3 wensen, op volgorde."),
        ({"wishes": 6, "per_slot": False}, "U kiest tot 6 wensen uit het hele programma"),
        ({"most": 3}, "U krijgt hoogstens 3 workshops."),
        ({"unanswered": "placed"}, "Dan krijgt u een plek waar ruimte is."),
        ({"unanswered": "not_placed"}, "Kiest u niets? Dan krijgt u geen plek."),
        ({"anywhere": True}, "Dan zoeken wij een andere plek voor u."),
        ({"anywhere": False}, "Dan krijgt u daar geen andere plek."),
        ({"without": "guarantee"}, "Eerst zorgen wij dat zo veel mogelijk mensen"),
        ({"without": "next_wish"}, "Een korte lijst helpt u dus niet."),
        ({"order": "rounds"}, "Niemand krijgt een tweede workshop"),
        ({"points": [70, 20], "wishes": 3}, '3e wens</th><td class="ond-num">20'),
        ({"points": [], "wishes": 2}, 'tweede wens</th><td class="ond-num">90'),
    ],
)
def test_each_setting_has_its_sentence(page: Any, rule: dict[str, Any], said: str) -> None:
    read = page(**rule).replace("derde wens", "3e wens")
    assert said in read


def test_the_lottery_number_and_since_when_stand_there(page: Any) -> None:
    read = page()
    assert "Het lotingsgetal is 2026-11-12. Het staat vast sinds 2 november 2026." in read


def test_minimum_and_mix_come_from_the_programme(page: Any, meeting: Any) -> None:
    round = Round.objects.get()
    assert "gemengde groep" not in page(mix_paid=1, mix_volunteer=1)
    soup = meeting(round, "Soep", minimum=2)
    meeting(round, "Zingen", slot=2, minimum=3)
    soup.offer.mixed = True
    soup.offer.save()
    assert "Elke workshop heeft een kleinste aantal: van 2 tot 3 mensen." in page()
    assert "1 workshop is voor een gemengde groep." in page()
    assert "gemengde groep" not in page(mix_paid=0, mix_volunteer=0)


def test_a_draft_has_no_public_rules(page: Any, client: Any) -> None:
    Round.objects.update(state=State.DRAFT)
    assert client.get(HERE).status_code == 404


def test_the_wish_page_and_every_reason_lead_there(
    page: Any, participation: Any, person: Any, sign_in: Any, meeting: Any
) -> None:
    ria = person("Ria")
    participation(Round.objects.get(), ria, chosen=NOON)
    meeting(Round.objects.get())
    assert HERE in sign_in(ria).get("/ronde/studiedag/wensen/").content.decode()
