"""What was merged gets other words, and says so when a part was taken back (X-80)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import now

from onderling.base.audit import history_of
from onderling.base.errors import Refused
from onderling.outcomes.actions.addressees import set_addressee
from onderling.outcomes.actions.answering import Author, assign, decide, report_back, take_back
from onderling.outcomes.actions.merging import merge_rows, put_apart, reword_merged
from onderling.outcomes.actions.quotes import add_quote, withdraw_quote
from onderling.outcomes.models import Change, Disposition, Quote
from onderling.outcomes.rules.ledger import By
from onderling.people.models import Person
from onderling.rounds.models import Round
from tests.browser import look_wide_and_narrow

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
MINE, OTHERS, THIRD = "Geef ons een sleutel.", "Wij staan buiten.", "De deur is dicht."
BOTH = "Geef iedereen een sleutel."
LOST = "Een deel is teruggenomen"


@pytest.fixture
def merged(day: Round, karin: Person, person: Any) -> Disposition:
    """One question of three people, in the words of the coordinator."""
    for name, text in (("Bo", MINE), ("Ria", OTHERS), ("Jan", THIRD)):
        add_quote(day, text, "function", person=person(name), asks=True, by=karin, now=now())
    rows = list(Disposition.objects.order_by("pk"))
    return merge_rows(day, rows, BOTH, by=karin, now=now())


def withdraw(text: str) -> None:
    withdraw_quote(Quote.objects.get(text=text), by=None, now=now())


def address(row: Disposition) -> str:
    return f"/antwoord/{row.pk}/"


def reworded(key: str, text: str, seen: str) -> dict[str, str]:
    return {"sleutel": key, "doe": "verwoord", "woorden-text": text, "gezien": seen}


def test_a_coordinator_says_it_in_other_words_and_its_parents_stay(
    merged: Disposition, karin: Person, sign_in: SignIn
) -> None:
    me = sign_in(karin)
    said = me.post(address(merged), reworded("a", "Wie krijgt een sleutel?", BOTH), follow=True)
    page = said.content.decode()
    assert "Zo staat de vraag er nu." in page
    assert "anders verwoord" in page
    assert f"Er stond: {BOTH}" in page, "the way back"
    merged.refresh_from_db()
    assert merged.text == "Wie krijgt een sleutel?"
    assert [one.parent.text for one in merged.parents.order_by("parent")] == [
        MINE,
        OTHERS,
        THIRD,
    ]
    me.post(address(merged), reworded("b", BOTH, "Wie krijgt een sleutel?"))
    merged.refresh_from_db()
    assert merged.text == BOTH
    assert put_apart(merged, by=karin, now=now()) == 3


def test_what_lost_a_part_is_told_on_its_page_in_the_list_and_in_today(
    merged: Disposition, day: Round, karin: Person, sign_in: SignIn
) -> None:
    me = sign_in(karin)
    listed, over = f"/ronde/{day.slug}/antwoorden/", f"/ronde/{day.slug}/beheer/"

    def told() -> list[bool]:
        pages = (address(merged), f"{listed}?toon=nakijken", over)
        words = (LOST, LOST, "Eén samengevoegde vraag verloor een deel")
        return [
            word in me.get(page).content.decode()
            for page, word in zip(pages, words, strict=True)
        ]

    assert told() == [False, False, False]
    withdraw(MINE)
    assert told() == [True, True, True]
    assert "ingetrokken" in me.get(address(merged)).content.decode(), "the parent without words"
    new = "Kan de deur open?"
    me.post(address(merged), reworded("a", new, f"{OTHERS} / {THIRD}"))
    assert told() == [False, False, False]
    merged.refresh_from_db()
    assert merged.text == new
    withdraw(OTHERS)
    assert told() == [True, True, True], "another part went"


def test_a_round_that_is_closed_is_told_too(
    merged: Disposition, day: Round, karin: Person, sign_in: SignIn
) -> None:
    withdraw(MINE)
    Round.objects.filter(pk=day.pk).update(state="closed")
    page = sign_in(karin).get("/vandaag/").content.decode()
    assert "Eén samengevoegde vraag verloor een deel" in page


def test_words_that_are_right_as_they_are_can_be_left(
    merged: Disposition, karin: Person, sign_in: SignIn
) -> None:
    withdraw(MINE)
    rest = f"{OTHERS} / {THIRD}"
    sent = {"sleutel": "a", "doe": "laat-zo", "gezien": rest}
    page = sign_in(karin).post(address(merged), sent, follow=True).content.decode()
    assert "De woorden blijven zo." in page
    assert LOST not in page
    merged.refresh_from_db()
    assert merged.text == rest
    assert "look_at_row" in [line.deed for line in history_of(merged)]


def test_words_that_went_meanwhile_do_not_come_back_by_an_old_page(
    merged: Disposition, karin: Person, sign_in: SignIn
) -> None:
    me = sign_in(karin)
    withdraw(MINE)
    page = me.post(address(merged), reworded("a", "Geef een sleutel", BOTH)).content.decode()
    assert "Deze woorden zijn intussen veranderd." in page
    assert "Geef een sleutel" in page, "what was typed is still there"
    assert f"{OTHERS} / {THIRD}" in page, "beside what stands there now"
    merged.refresh_from_db()
    assert merged.text == f"{OTHERS} / {THIRD}"
    assert merged.lost is not None


def test_what_was_taken_back_stands_in_no_history(
    merged: Disposition, karin: Person, sign_in: SignIn
) -> None:
    """The words of who merged may be those that were taken back."""
    reword_merged(merged, "Sleutels voor iedereen", seen=BOTH, by=karin, now=now())
    assert f"Er stond: {BOTH}" in set(Change.objects.values_list("text", flat=True))
    withdraw(MINE)
    assert set(merged.changes.values_list("text", flat=True)) == {""}
    assert all(
        BOTH not in str(line.detail.old)
        for line in history_of(merged)
        if hasattr(line, "detail")
    )


def test_after_an_answer_the_words_stand_until_it_is_taken_back(
    merged: Disposition, day: Round, karin: Person, sign_in: SignIn
) -> None:
    me, who = sign_in(karin), Author(karin, By.COORDINATOR)
    board = set_addressee(
        day, None, role="Directie", organisation=None, person=karin, by=karin, now=now()
    )
    assign(merged, board, by=karin, now=now())
    decide(merged, "adopted", "Ja", who=who, now=now())
    assert "De woorden van deze vraag" not in me.get(address(merged)).content.decode()
    with pytest.raises(Refused, match="Dat kan niet meer"):
        reword_merged(merged, "Anders", seen=BOTH, by=karin, now=now())
    withdraw(MINE)
    rest = f"{OTHERS} / {THIRD}"
    page = me.get(address(merged)).content.decode()
    assert "neem dan eerst het besluit terug" in page
    assert "Bewaar deze woorden" not in page
    take_back(merged, who=who, now=now())
    assert reword_merged(merged, "Deur open", seen=rest, by=karin, now=now()).lost is None
    decide(merged, "adopted", "Ja", who=who, now=now())
    report_back(merged, by=None, now=now())
    withdraw(OTHERS)
    assert "Het antwoord is al verteld." in me.get(address(merged)).content.decode()
    me.post(address(merged), {"sleutel": "z", "doe": "laat-zo", "gezien": THIRD})
    assert not Disposition.objects.to_look_at().exists()


def test_only_what_was_merged_gets_other_words(
    merged: Disposition, karin: Person, sign_in: SignIn
) -> None:
    part = merged.parents.earliest("pk").parent
    assert "De woorden van deze vraag" not in sign_in(karin).get(address(part)).content.decode()
    with pytest.raises(Refused):
        reword_merged(part, "Anders", seen=part.text, by=karin, now=now())
    for text in (MINE, OTHERS, THIRD):
        withdraw(text)
    assert not Disposition.objects.filter(pk=merged.pk).exists(), "nothing is left to ask"


def test_the_same_words_change_nothing(merged: Disposition, karin: Person) -> None:
    for _twice in range(2):
        reword_merged(merged, f" {BOTH}\r\n", seen=BOTH, by=karin, now=now())
    assert [one.deed for one in merged.changes.all()] == ["open"]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_its_page_is_fit_for_everybody(
    merged: Disposition,
    day: Round,
    karin: Person,
    sign_in: SignIn,
    live_server: Any,
    desk_page: Any,
) -> None:
    withdraw(MINE)
    cookie = sign_in(karin).cookies["sessie"].value
    jar = [{"name": "sessie", "value": cookie, "url": live_server.url}]
    desk_page.context.add_cookies(jar)
    for page in (address(merged), f"/ronde/{day.slug}/antwoorden/?toon=nakijken"):
        assert desk_page.goto(live_server.url + page).status == 200
        look_wide_and_narrow(desk_page)
