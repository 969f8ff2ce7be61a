"""How formal taking part is: a word of the round, and of a workshop that differs (X-99)."""

from typing import Any

import pytest

from onderling.offers.models import Offer
from onderling.people.models import Person
from onderling.rounds.models import Round

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
SEARCH = "/ronde/studiedag/programma/"


@pytest.fixture
def karin(person: Any, grant: Any, sign_in: Any) -> Any:
    who: Person = person("Karin")
    grant(who, "coordinator")
    return sign_in(who)


def test_the_programme_is_searched_by_it_only_when_workshops_differ(
    study_day: Any, meeting: Any, client: Any
) -> None:
    day = study_day()
    council = meeting(day, "De raad").offer
    meeting(day, "Soep")
    assert "Hoe formeel is meedoen?" not in client.get(SEARCH).content.decode()
    Offer.objects.filter(pk=council.pk).update(formality="formeel")
    page = client.get(SEARCH).content.decode()
    assert ["formeel (1)" in page, "informeel (1)" in page] == [True, True]
    found = client.get(SEARCH, {"meedoen": "informeel"}).content.decode()
    assert ["Soep" in found, "De raad" in found] == [True, False]


def test_a_coordinator_says_it_of_a_round_and_of_a_workshop_and_a_giver_is_not_asked(
    study_day: Any, meeting: Any, karin: Any, sign_in: Any, person: Any
) -> None:
    day, bea = study_day(), person("Bea")
    soup = meeting(day, "Soep", giver=bea).offer
    page = f"/aanbod/{soup.pk}/wijzig/"
    assert "Hoe formeel is meedoen?" in karin.get(page).content.decode()
    Offer.objects.update(state="draft")
    assert "Hoe formeel is meedoen?" not in sign_in(bea).get(page).content.decode()
    assert "formality" in karin.get("/ronde/studiedag/instellingen/").context["form"].fields
    assert (Round.objects.get().formality, soup.formality) == ("informeel", "")
