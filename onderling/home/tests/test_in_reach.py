"""What a coordinator of one round may not do to who is also in a round of others (X-40)."""

from collections.abc import Callable
from typing import Any

import pytest

from onderling.base.models import AuditLine
from onderling.mail.models import Message
from onderling.offers.models import Offer
from onderling.people.models import Person

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Any) -> None:
    """The list of who was erased is written beside the data."""
    settings.DATA = tmp_path


@pytest.fixture
def ria(person: Make) -> Person:
    who: Person = person("Ria", "Leenheer", email="ria@voorbeeld.example")
    return who


@pytest.mark.parametrize("gives", [True, False], ids=["gives it", "offered it"])
def test_everything_of_who_gives_elsewhere_is_fetched_and_erased_by_an_owner(
    gives: bool,
    ria: Person,
    person: Make,
    grant: Make,
    study_day: Make,
    participation: Make,
    meeting: Make,
    sign_in: Make,
) -> None:
    here, there = study_day(), study_day(slug="elders")
    participation(here, ria)
    soup = meeting(there, "Soep", giver=ria if gives else None)
    Offer.objects.filter(pk=soup.offer_id).update(maker=None if gives else ria)
    zeynep, peter = person("Zeynep", "Demir"), person("Peter", "Dijkgraaf")
    grant(zeynep, "coordinator", "round", here.pk)
    grant(peter)
    hers, his = sign_in(zeynep), sign_in(peter)
    told = {"sure": "on", "asked": "mail"}
    for way in ("alles", "verwijderen"):
        page = hers.post(f"/mensen/{ria.pk}/{way}/", told).content
        assert "die u niet begeleidt" in page.decode(errors="replace")
    ria.refresh_from_db()
    assert ria.is_active
    fetched = his.post(f"/mensen/{ria.pk}/alles/", told)
    assert fetched.headers["Content-Type"] == "application/zip"
    assert his.post(f"/mensen/{ria.pk}/verwijderen/", told).url == "/vandaag/"


def test_who_clicks_twice_fetches_the_file_twice_and_is_noted_once(
    ria: Person, person: Make, grant: Make, sign_in: Make
) -> None:
    peter = person("Peter", "Dijkgraaf")
    grant(peter)
    his, where = sign_in(peter), f"/mensen/{ria.pk}/alles/"
    key = his.get(where).content.decode().split('name="sleutel" value="')[1].split('"')[0]
    for _click in range(2):
        answer = his.post(where, {"asked": "mail", "sleutel": key})
        assert answer.headers["Content-Type"] == "application/zip"
    assert AuditLine.objects.filter(deed="export_person").count() == 1
    assert Message.objects.filter(kind="export_told").count() == 1
