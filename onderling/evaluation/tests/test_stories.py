"""One story of change for each person, with what may stand beside it (X-95)."""

from collections.abc import Callable

import pytest
from django.test import Client

from onderling.base.errors import Refused
from onderling.evaluation.actions.stories import place_story, tell_story
from onderling.evaluation.models import Story
from onderling.evaluation.rules.stories import one_text
from onderling.offers.models import Giving
from onderling.outcomes.actions.quotes import withdraw_quote
from onderling.outcomes.models import Quote
from onderling.people.models import Person
from onderling.rounds.models import Round
from tests.makers import NOON

SignIn = Callable[..., Client]
PAGE = "/mijn/verandering/studiedag/"
HERE = "/ronde/studiedag/terugkijken/verhalen/"
TOLD = {"change": "Ik bel nu eerst", "because": "Dat scheelt een rit.", "agreed": "on"}


def test_what_changed_and_why_are_one_text() -> None:
    assert one_text("Ik bel  nu eerst", "Dat scheelt.") == "Ik bel nu eerst. Dat scheelt."
    assert one_text("Werkt het?", "Ja.") == "Werkt het? Ja."
    assert len(one_text("x" * 400, "y" * 400)) <= 300


@pytest.fixture
def ria(held: Round) -> Person:
    return held.participations.exclude(person__email=None).earliest("pk").person


def test_a_story_is_told_placed_and_taken_back_everywhere(
    held: Round, ria: Person, karin: Person, sign_in: SignIn
) -> None:
    writer, reader = sign_in(ria), sign_in(karin)
    writer.post(PAGE, {"sleutel": "een", "level": "name", **TOLD, "agreed": ""})
    assert Story.objects.count() == 0, "without permission nothing is kept"
    writer.post(PAGE, {"sleutel": "twee", "level": "name", **TOLD})
    kept = Story.objects.get()
    assert (kept.person, kept.text) == (ria, "Ik bel nu eerst. Dat scheelt een rit.")
    assert ria.name in reader.get(HERE).content.decode()
    reader.post(HERE, {"sleutel": "drie", "verhaal": kept.pk, "besluit": "plaats"})
    quote = Quote.objects.get()
    assert (quote.text, quote.name, quote.level) == (kept.text, ria.name, "name")
    assert Story.objects.get().text == "", "the words stand in one place"
    assert "staat op de pagina" in writer.get(PAGE).content.decode()
    writer.post(f"{PAGE}weg/", {"sleutel": "vier"})
    assert (Story.objects.count(), Quote.objects.shown().count()) == (0, 0)


def test_an_anonymous_story_has_nobody_and_no_line(
    held: Round, ria: Person, karin: Person, sign_in: SignIn
) -> None:
    sign_in(ria).post(PAGE, {"sleutel": "een", "level": "anonymous", **TOLD})
    kept = Story.objects.get()
    assert kept.person is None
    page = sign_in(karin).get(HERE).content.decode()
    assert ria.name not in page
    assert place_story(kept, by=karin, now=NOON).person is None


def test_somebody_has_one_story_until_it_is_placed(
    held: Round, ria: Person, karin: Person
) -> None:
    today = NOON.date()
    tell_story(held, ria, "Eerst", "Zo.", "name", today=today)
    second = tell_story(held, ria, "Toen", "Zo.", "function", today=today)
    assert Story.objects.get() == second
    assert place_story(second, by=karin, now=NOON).name == ""
    with pytest.raises(Refused):
        tell_story(held, ria, "Nog een", "Zo.", "name", today=today)


def test_what_was_taken_off_the_page_is_told_anew(
    held: Round, ria: Person, karin: Person, sign_in: SignIn
) -> None:
    kept = tell_story(held, ria, "Eerst", "Zo.", "name", today=NOON.date())
    withdraw_quote(place_story(kept, by=karin, now=NOON), by=karin, now=NOON)
    writer = sign_in(ria)
    page = writer.get(PAGE).content.decode()
    assert "en is daar weggehaald" in page
    assert "Vertel mijn verhaal" in page
    writer.post(PAGE, {"sleutel": "een", "level": "name", **TOLD})
    again = Story.objects.get()
    assert (again.waits, again.quote) == (True, None)
    assert place_story(again, by=karin, now=NOON).name == ria.name


def test_who_does_not_see_it_placed_reads_why(
    held: Round, ria: Person, karin: Person, sign_in: SignIn
) -> None:
    kept = tell_story(held, ria, "Piet is lui", "Zo.", "name", today=NOON.date())
    reader = sign_in(karin)
    reader.post(HERE, {"sleutel": "een", "verhaal": kept.pk, "besluit": "niet"})
    assert Story.objects.get().refused == ""
    because = {"reden": "Er staat een naam in."}
    reader.post(HERE, {"sleutel": "twee", "verhaal": kept.pk, "besluit": "niet", **because})
    assert "Er staat een naam in." in sign_in(ria).get(PAGE).content.decode()


def test_a_giver_who_does_not_take_part_has_both_pages(held: Round, sign_in: SignIn) -> None:
    giver = Giving.objects.get(meeting__offer__round=held).person
    assert not held.participations.filter(person=giver).exists()
    client = sign_in(giver)
    for page in (PAGE, "/mijn/voornemen/studiedag/"):
        assert client.get(page).status_code == 200
