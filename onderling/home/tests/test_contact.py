"""The pages of a personal link name somebody to ring (X-140, X-132)."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from onderling.people.actions.links import personal_address, revoke_links
from onderling.rounds.models import Round
from tests.makers import NOON
from tests.proofreader import ProofreadingClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def ria(person: Any, study_day: Any, participation: Any) -> Any:
    """Ria takes part in a later round than the one that is next for everybody."""
    who, later = person("Ria"), study_day(slug="later")
    Round.objects.filter(pk=later.pk).update(
        starts_on="2027-05-01",
        ends_on="2027-05-01",
        contact_name="Bea Postma",
        contact_phone="088 000 00 09",
    )
    study_day()
    participation(later, who)
    return who


def foot_of(page: str) -> str:
    return page.split("<footer")[1]


def test_a_good_link_and_a_revoked_one_name_the_coordinator_of_the_own_round(
    client: ProofreadingClient, ria: Any
) -> None:
    path = urlsplit(personal_address(ria, now=NOON)).path
    good = foot_of(client.get(path).content.decode())
    assert "Bea Postma" in good
    assert "088 000 00 09" in good
    revoke_links(ria, by=None, now=NOON)
    gone = client.get(path)
    assert gone.status_code == 404
    assert "Bea Postma" in foot_of(gone.content.decode())


def test_a_link_that_nobody_knows_names_the_coordinator_of_the_next_round(
    client: ProofreadingClient, ria: Any
) -> None:
    path = urlsplit(personal_address(ria, now=NOON)).path.rstrip("/")
    for address in (f"{path[:-2]}xx/", "/link-kwijt/"):
        foot = foot_of(client.get(address).content.decode())
        assert "Karin Boshuizen" in foot
        assert "088 000 00 00" in foot
