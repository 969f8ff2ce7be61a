"""A quote shows what its speaker allows, and is gone when they say so (S0-7, S4-13, X-83)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils.timezone import now

from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.outcomes.actions.addressees import set_addressee
from onderling.outcomes.actions.answering import Author, assign, decide
from onderling.outcomes.actions.merging import merge_rows, split_row
from onderling.outcomes.actions.quotes import add_quote, quote_key, withdraw_quote
from onderling.outcomes.actions.rows import open_row, silence_row
from onderling.outcomes.models import Addressee, Disposition, Quote
from onderling.outcomes.queries.ledger import numbers_of_round
from onderling.outcomes.rules.ledger import By, Kind
from onderling.outcomes.rules.numbers import Answered
from onderling.people.actions.consent import answer_consent
from onderling.people.actions.erasing import erase_person, expire_person
from onderling.people.models import Affiliation, Person
from onderling.people.rules import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def bo(person: Any) -> Any:
    made = person("Bo", "Bakker")
    Affiliation.objects.filter(person=made).update(function="taalmaatje")
    return made


@pytest.mark.parametrize(
    ("level", "beside"),
    [("name", "Bo Bakker, Taalmaatje"), ("function", "Taalmaatje"), ("anonymous", "Anoniem")],
)
def test_beside_a_quote_stands_what_somebody_allows(
    day: Any, bo: Any, client: Any, level: str, beside: str
) -> None:
    add_quote(day, "Ik was stil.", level, person=bo, by=bo, now=now())
    page = client.get(f"/ronde/{day.slug}/opbrengst/").content.decode()
    assert f"“Ik was stil.”<footer>{beside}" in page
    assert ("Bakker" in page) == (level == "name")


def test_an_anonymous_quote_keeps_nobody(day: Any, bo: Any) -> None:
    kept = add_quote(day, "Ik was stil.", "anonymous", person=bo, by=bo, now=now())
    assert (kept.person, kept.name, kept.function, kept.group) == (None, "", "", "")
    with pytest.raises(IntegrityError), write_transaction():
        Quote.objects.filter(pk=kept.pk).update(name="Bo")
    with pytest.raises(Refused, match="Typ wie dit zei"):
        add_quote(day, "Ik was stil.", "name", person=None, by=bo, now=now())


def test_who_said_it_takes_it_back_everywhere(
    day: Any, bo: Any, person: Any, sign_in: Any, client: Any
) -> None:
    kept = add_quote(day, "Ik was stil.", "name", person=bo, by=bo, now=now())
    back = f"/mijn/opbrengst/citaat/{kept.pk}/"
    assert sign_in(person("Jan")).post(back, {"sleutel": "a"}).status_code == 404
    me = sign_in(bo, entry=Entry.LINK)
    assert "Ik was stil." in me.get("/mijn/opbrengst/").content.decode()
    me.post(back, {"sleutel": "b"})
    assert "Ik was stil." not in client.get(f"/ronde/{day.slug}/opbrengst/").content.decode()
    kept.refresh_from_db()
    assert (kept.text, kept.name, kept.person, kept.level) == ("", "", None, "name")
    withdraw_quote(kept, by=bo, now=now())  # twice is once


def test_a_no_to_quotes_on_the_own_page_counts_at_once(day: Any, bo: Any, person: Any) -> None:
    add_quote(day, "Ik was stil.", "function", person=bo, by=bo, now=now())
    answer_consent(person("Jan"), "quote", "refused", channel="web", now=now())  # of his own
    assert day.quotes.shown().count() == 1
    answer_consent(bo, "quote", "withdrawn", channel="web", now=now())
    assert day.quotes.shown().count() == 0


def test_a_coordinator_keeps_a_quote_with_its_permission(
    day: Any, bo: Any, grant: Any, person: Any, sign_in: Any, client: Any
) -> None:
    karin = person("Karin")
    grant(karin)
    me = sign_in(karin, client)
    where = f"/ronde/{day.slug}/antwoorden/citaten/"
    typed = {"text": "Ik was stil.", "level": "function", "who": "Niemand", "agreed": "on"}
    assert "meer dan één mens" in me.post(where, {**typed, "sleutel": "a"}).content.decode()
    me.post(where, {**typed, "who": "Bo Bakker", "sleutel": "b"})
    assert Quote.objects.get().person == bo
    me.post(where, {"weg": Quote.objects.get().pk, "sleutel": "c"})
    assert Quote.objects.shown().count() == 0


def test_who_said_it_without_a_name_takes_it_back_with_the_address(
    day: Any, bo: Any, grant: Any, person: Any, sign_in: Any, client: Any
) -> None:
    karin = person("Karin")
    grant(karin)
    kept = add_quote(day, "Ik was stil.", "anonymous", person=None, by=karin, now=now())
    where = f"/citaat/{quote_key(kept)}/"
    listed = f"/ronde/{day.slug}/antwoorden/citaten/"
    assert where in sign_in(karin).get(listed).content.decode()
    assert client.get(f"/citaat/{kept.pk}.nagemaakt/").status_code == 404
    assert "Ik was stil." in client.get(where).content.decode()
    assert Quote.objects.shown().count() == 1  # looking does nothing
    for _twice in range(2):
        answer = client.post(where, {"sleutel": "a"}, follow=True)
    assert "Dit citaat is teruggenomen" in answer.content.decode()
    assert Quote.objects.shown().count() == 0


@pytest.fixture
def asks(day: Any, karin: Person) -> Callable[..., Disposition]:
    """A quote that asks something, as the row that waits for an answer."""

    def do(who: Person, text: str) -> Disposition:
        add_quote(day, text, "function", person=who, asks=True, by=karin, now=now())
        return Disposition.objects.latest("pk")

    return do


@pytest.fixture
def board(day: Any, karin: Person) -> Addressee:
    return set_addressee(
        day, None, role="Directie", organisation=None, person=karin, by=karin, now=now()
    )


def take_back(text: str, by: Person) -> None:
    withdraw_quote(Quote.objects.get(text=text), by=by, now=now())


def erase(_text: str, by: Person) -> None:
    erase_person(by, by=by, now=now())


def expire(_text: str, by: Person) -> None:
    expire_person(by, now=now())


GOING = pytest.mark.parametrize("goes", [take_back, erase, expire])


def test_a_quote_with_a_request_is_answered_and_goes_while_nobody_was_asked(
    day: Any, bo: Any, karin: Person, sign_in: Any, client: Any
) -> None:
    """X-77: who said it hears the answer."""
    typed = {"text": "Geef ons een sleutel.", "level": "function", "who": "Bo Bakker"}
    where = f"/ronde/{day.slug}/antwoorden/citaten/"
    sign_in(karin).post(where, {**typed, "agreed": "on", "asks": "on", "sleutel": "a"})
    row = Disposition.objects.get()
    assert (row.kind, row.text, row.round) == ("quote", "Geef ons een sleutel.", day)
    assert [one.person for one in row.contributors.all()] == [bo]
    page = f"/ronde/{day.slug}/opbrengst/"
    assert "1 vraag ligt nog bij de coördinator" in client.get(page).content.decode()
    withdraw_quote(Quote.objects.get(), by=bo, now=now())
    assert Disposition.objects.count() == 0
    assert "ligt nog bij de coördinator" not in client.get(page).content.decode()


def test_what_was_asked_and_taken_back_waits_for_nobody(
    day: Any, bo: Any, karin: Person, asks: Any, board: Addressee, sign_in: Any
) -> None:
    row = asks(bo, "Geef ons een sleutel.")
    assign(row, board, by=karin, now=now())
    Disposition.objects.update(asked=now())
    take_back("Geef ons een sleutel.", bo)
    assert numbers_of_round(day) == Answered(0, 0, None)
    page = sign_in(karin).get(f"/ronde/{day.slug}/antwoorden/?toon=wacht").content.decode()
    assert "ingetrokken" not in page
    assert list(Disposition.objects.all()) == [row]  # what was asked of whom, stays


@GOING
def test_what_was_split_loses_its_words_in_every_part(
    day: Any, bo: Any, karin: Person, asks: Any, board: Addressee, client: Any, goes: Any
) -> None:
    row = asks(bo, "Geef ons een sleutel en een kast.")
    for part in split_row(row, ["Een sleutel", "Een kast"], by=karin, now=now()):
        assign(part, board, by=karin, now=now())
    first = Disposition.objects.get(text="Een sleutel")
    decide(first, "adopted", "Ja", who=Author(karin, By.COORDINATOR), now=now())
    page = f"/ronde/{day.slug}/opbrengst/"
    assert "Een sleutel" in client.get(page).content.decode()
    goes(row.text, bo)
    shown = client.get(page).content.decode()
    assert ("Een sleutel" in shown, "Een kast" in shown) == (False, False)
    first.refresh_from_db()
    assert (first.text, first.decision) == ("", "adopted")  # what was decided stays
    assert set(Disposition.objects.values_list("text", flat=True)) == {""}
    assert numbers_of_round(day) == Answered(1, 1, 0)


@GOING
def test_what_was_merged_goes_on_with_the_words_of_the_others(
    day: Any, bo: Any, karin: Person, asks: Any, board: Any, client: Any, goes: Any, person: Any
) -> None:
    """Also when who merged them wrote nearly the same words."""
    mine, others = asks(bo, "Geef ons een sleutel."), asks(person("Ria"), "Wij staan buiten.")
    one = merge_rows(day, [mine, others], "Geef iedereen een sleutel.", by=karin, now=now())
    assign(one, board, by=karin, now=now())
    decide(one, "adopted", "Ja", who=Author(karin, By.COORDINATOR), now=now())
    goes(mine.text, bo)
    shown = client.get(f"/ronde/{day.slug}/opbrengst/").content.decode()
    assert ("Geef iedereen" in shown, shown.count("Wij staan buiten.")) == (False, 2)
    one.refresh_from_db()
    assert (one.text, one.decision) == ("Wij staan buiten.", "adopted")
    assert "anders verwoord" in [step.said for step in one.changes.all()]
    take_back("Wij staan buiten.", bo)
    assert set(Disposition.objects.values_list("text", flat=True)) == {""}


def test_of_what_was_merged_and_then_split_the_question_of_the_others_stands(
    day: Any, bo: Any, karin: Person, asks: Any, person: Any
) -> None:
    mine, others = asks(bo, "Geef ons een sleutel."), asks(person("Ria"), "Wij staan buiten.")
    one = merge_rows(day, [mine, others], "Sleutels", by=karin, now=now())
    split_row(one, ["Een sleutel", "Een plek binnen"], by=karin, now=now())
    take_back("Geef ons een sleutel.", bo)
    waiting = Disposition.objects.unanswered()
    assert [(row.pk, row.text) for row in waiting] == [(one.pk, "Wij staan buiten.")]
    assert numbers_of_round(day).waiting == 2  # two people asked it


def test_a_split_whose_words_come_back_is_one_question_again(
    day: Any, bo: Any, karin: Person, asks: Any, board: Any
) -> None:
    """As of a contribution that was corrected and placed again."""
    row = asks(bo, "Geef ons een sleutel en een kast.")
    for part in split_row(row, ["Een sleutel", "Een kast"], by=karin, now=now()):
        assign(part, board, by=karin, now=now())
    Disposition.objects.update(asked=now())
    row.refresh_from_db()
    silence_row(row.source_ref, by=bo, now=now())
    assert list(Disposition.objects.unanswered()) == []
    again = open_row(
        day, kind=Kind.QUOTE, text="Een sleutel", source_ref=row.source_ref, by=bo, now=now()
    )
    assert [one.pk for one in Disposition.objects.unanswered()] == [again.pk] == [row.pk]
