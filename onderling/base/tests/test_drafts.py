"""What somebody types into a long form is kept while they type (X-4)."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import now
from time_machine import travel

from onderling.base.drafts import LARGEST, draft_of, keep_draft
from onderling.base.models import Draft
from onderling.base.tasks import clean_up
from tests.makers import NOON

FORM = "/mijn/gegevens/"


@pytest.fixture
def ria(person: Any) -> Any:
    return person("Ria")


def test_what_was_typed_is_kept_without_the_keys_of_the_form(ria: Any, sign_in: Any) -> None:
    typed = {"naam": "Ria", "vinkje": ["a", "b"], "csrfmiddlewaretoken": "x", "sleutel": "k1"}
    answer = sign_in(ria).post("/concept/", {**typed, "concept-van": FORM})
    assert answer.json() == {"said": "Uw tekst is bewaard om 12.00 uur."}
    draft = draft_of(ria, FORM)
    assert draft is not None
    assert draft.typed == [["naam", "Ria"], ["vinkje", "a"], ["vinkje", "b"]]


def test_the_last_text_counts_and_belongs_to_who_typed_it(ria: Any, person: Any) -> None:
    keep_draft(ria, FORM, [("naam", "R")], now=NOON)
    keep_draft(ria, FORM, [("naam", "Ria")], now=NOON)
    keep_draft(person("Jan"), FORM, [("naam", "Jan")], now=NOON)
    draft = draft_of(ria, FORM)
    assert draft is not None
    assert draft.typed == [["naam", "Ria"]]
    assert Draft.objects.count() == 2


def test_it_can_be_thrown_away(ria: Any, sign_in: Any) -> None:
    keep_draft(ria, FORM, [("naam", "Ria")], now=NOON)
    answer = sign_in(ria).post("/concept/", {"concept-van": FORM, "concept-weg": "1"})
    assert answer.json() == {"said": "Weggegooid."}
    assert draft_of(ria, FORM) is None


def test_who_is_not_signed_in_leaves_nothing(client: Any, db: None) -> None:
    client.post("/concept/", {"concept-van": FORM, "naam": "Ria"})
    assert Draft.objects.count() == 0


def test_too_much_text_is_refused_in_a_sentence(ria: Any, sign_in: Any) -> None:
    large = {"concept-van": FORM, "naam": "x" * LARGEST}
    answer = sign_in(ria).post("/concept/", large)
    assert (answer.status_code, answer.json()["said"]) == (
        400,
        "Dit is te veel tekst om tussendoor te bewaren.",
    )
    assert Draft.objects.count() == 0


def test_a_saved_form_leaves_no_draft_also_when_the_browser_is_late(
    ria: Any, study_day: Any, grant: Any, sign_in: Any
) -> None:
    grant(ria)
    study_day()
    here = "/ronde/studiedag/workshops/typen/"
    client = sign_in(ria)
    row = {"rij-TOTAL_FORMS": "1", "rij-INITIAL_FORMS": "0", "rij-0-title": "Soep"}
    row |= {"rij-0-minimum": "6", "rij-0-maximum": "20", "sleutel": "k1"}
    client.post("/concept/", {**row, "concept-van": here})
    assert draft_of(ria, here) is not None
    client.post(here, {**row, "concept": "1"})
    assert draft_of(ria, here) is None
    client.post("/concept/", {**row, "concept-van": here})  # sent as the window closed
    assert draft_of(ria, here) is None


def test_after_thirty_days_it_is_forgotten(ria: Any) -> None:
    keep_draft(ria, FORM, [("naam", "Ria")], now=now())
    with travel(NOON + timedelta(days=29)):
        clean_up()
        assert Draft.objects.count() == 1
    with travel(NOON + timedelta(days=31)):
        clean_up()
        assert Draft.objects.count() == 0
