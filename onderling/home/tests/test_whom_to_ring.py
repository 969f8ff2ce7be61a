"""The pages that say ‘ring the person below’ have a person below (X-140)."""

from collections.abc import Callable
from typing import Any

import pytest

from onderling.rounds.models import Round
from onderling.rounds.rules import State

pytestmark = pytest.mark.django_db
PAPERS = ["/toegankelijkheid/", "/uw-gegevens/", "/liever-op-papier/"]


@pytest.mark.parametrize("address", PAPERS)
def test_the_next_round_lends_its_contact_person(
    address: str, client: Any, study_day: Callable[..., Round]
) -> None:
    round = study_day(state=State.CONFIRMED)
    round.contact_name, round.contact_phone = "Fatma Yilmaz", "088 000 00 77"
    round.save()
    page = client.get(address).content.decode()
    assert "Bel Fatma Yilmaz:" in page
    assert 'href="tel:0880000077"' in page


@pytest.mark.parametrize("address", PAPERS)
def test_the_telephone_of_the_install_goes_first(
    address: str, client: Any, study_day: Callable[..., Round], settings: Any
) -> None:
    round = study_day(state=State.CONFIRMED)
    round.contact_name, round.contact_phone = "Fatma Yilmaz", "088 000 00 77"
    round.save()
    own = settings.INSTALL
    settings.INSTALL = type(own)(**{**vars(own), "contact_phone": "088 000 00 11"})
    page = client.get(address).content.decode()
    assert 'href="tel:0880000011"' in page
    assert "Fatma Yilmaz" not in page
