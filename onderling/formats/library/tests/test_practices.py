"""Practical examples without a contribution: written by an editor, or of a note (S0-16)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client

from onderling.base.errors import Refused
from onderling.base.finding import find
from onderling.formats.library.actions import judging
from onderling.formats.library.actions.practices import set_practice, write_practice
from onderling.formats.library.models import Contribution, Practice
from onderling.offers.models import Meeting
from onderling.outcomes.actions.answering import Author, assign, decide
from onderling.outcomes.actions.rows import open_row
from onderling.outcomes.models import Disposition
from onderling.outcomes.rules.ledger import By, Decision, Kind
from onderling.people.models import Person
from tests.makers import NOON

pytestmark = pytest.mark.django_db
Grant = Callable[..., object]
TYPED = {"title": "Kring", "words": "Zet de stoelen vooraf in een kring.", "for_whom": "gevers"}


@pytest.fixture
def olena(person: Callable[..., Person], grant: Grant) -> Person:
    who = person("Olena", "Nowak")
    grant(who, "coordinator")
    return who


@pytest.fixture
def local(person: Callable[..., Person], grant: Grant) -> Person:
    """Somebody who coordinates one round elsewhere."""
    who = person("Zeynep")
    grant(who, "coordinator", "round", 999)
    return who


@pytest.fixture
def note(study_day: Any, meeting: Callable[..., Meeting], olena: Person) -> Disposition:
    """What a workshop noted, with the answer of somebody."""
    day = study_day()
    here = meeting(day, "Soep koken")
    of: dict[str, Any] = {"kind": Kind.NOTE, "source_ref": "x:1", "meeting": here}
    row = open_row(day, text="Eet samen.", by=None, now=NOON, **of)
    role = day.programme.addressees.create(role="Redactie", person=olena)
    assign(row, role, by=olena, now=NOON)
    judge = Author(olena, By.COORDINATOR)
    return decide(row, Decision.ADOPTED, "Voortaan is er soep.", who=judge, now=NOON)


def test_an_editor_writes_one_and_everybody_reads_and_finds_it(
    olena: Person, sign_in: Callable[..., Client], client: Client
) -> None:
    visit = sign_in(olena)
    assert (
        "Schrijf een praktijkvoorbeeld" in visit.get("/praktijkvoorbeelden/").content.decode()
    )
    visit.post("/praktijkvoorbeelden/nieuw/", TYPED)
    made = Practice.objects.get()
    page = client.get(f"/praktijkvoorbeelden/{made.pk}/").content.decode()
    assert ("Zet de stoelen" in page, "gevers" in page, "Olena" in page) == (True, True, False)
    assert [one.document.url for one in find("stoelen")] == [f"/praktijkvoorbeelden/{made.pk}/"]
    visit.post(f"/praktijkvoorbeelden/{made.pk}/verander/", TYPED | {"title": "Halve kring"})
    made.refresh_from_db()
    assert made.title == "Halve kring"


def test_it_goes_off_the_site_and_back(
    olena: Person, sign_in: Callable[..., Client], client: Client
) -> None:
    made = write_practice(Practice(title="Kring", words="Stoelen."), by=olena, now=NOON)
    address = f"/praktijkvoorbeelden/{made.pk}/"
    visit = sign_in(olena)
    visit.post(f"{address}stap/", {"stap": "weg"})
    assert client.get(address).status_code == 410
    assert client.get(f"/praktijkvoorbeelden/{made.pk}.pdf").status_code == 404
    assert "Dit staat niet op de site." in visit.get(address).content.decode()
    assert (find("stoelen"), "Kring" in client.get("/bijdragen/atom.xml").content.decode()) == (
        [],
        False,
    )
    visit.post(f"{address}stap/", {"stap": "terug"})
    assert client.get(address).status_code == 200
    assert len(find("stoelen")) == 1


def test_one_of_a_contribution_goes_with_its_contribution(
    contribution: Callable[..., Contribution], olena: Person
) -> None:
    made = judging.promote(contribution(), Practice(title="A", words="B"), by=olena, now=NOON)
    with pytest.raises(Refused) as refusal:
        set_practice(made, shown=False, by=olena, now=NOON)
    assert str(refusal.value) == "Dit hoort bij een bijdrage. Beslis daar."


def test_of_an_answered_note_one_is_made_and_no_more(
    note: Disposition, olena: Person, sign_in: Callable[..., Client]
) -> None:
    visit = sign_in(olena)
    link = f"/praktijkvoorbeelden/nieuw/?uit={note.pk}"
    assert link in visit.get(f"/antwoord/{note.pk}/").content.decode()
    page = visit.get(link).content.decode()
    for said in ("Eet samen.", "Voortaan is er soep.", "Soep koken, Studiedag 2026"):
        assert said in page
    visit.post(link, TYPED)
    visit.post(link, TYPED)
    assert [made.note_ref for made in Practice.objects.all()] == [
        f"outcomes.disposition:{note.pk}"
    ]


def test_two_examples_of_one_note_cannot_be_kept(note: Disposition, olena: Person) -> None:
    """Also not when two editors press at the same moment."""
    made = write_practice(Practice(title="A", words="B"), of=note, by=olena, now=NOON)
    with pytest.raises(Refused, match="al een praktijkvoorbeeld"):
        write_practice(Practice(title="C", words="D"), of=note, by=olena, now=NOON)
    with pytest.raises(IntegrityError):
        Practice.objects.create(title="E", words="F", note_ref=made.note_ref)


def test_a_coordinator_elsewhere_reads_no_note_and_changes_only_the_own(
    note: Disposition, olena: Person, local: Person, sign_in: Callable[..., Client]
) -> None:
    made = write_practice(Practice(title="Kring", words="Stoelen."), by=olena, now=NOON)
    visit = sign_in(local)
    page = visit.get(f"/praktijkvoorbeelden/nieuw/?uit={note.pk}").content.decode()
    assert "Eet samen." not in page
    assert visit.get(f"/praktijkvoorbeelden/{made.pk}/verander/").status_code == 404
    visit.post("/praktijkvoorbeelden/nieuw/", TYPED)
    own = Practice.objects.get(writer=local)
    assert visit.get(f"/praktijkvoorbeelden/{own.pk}/verander/").status_code == 200
