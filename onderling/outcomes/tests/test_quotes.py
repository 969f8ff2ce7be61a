"""A quote shows what its speaker allows, and is gone when they say so (S0-7, S4-13, X-83)."""

from typing import Any

import pytest
from django.db import IntegrityError
from django.utils.timezone import now

from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.outcomes.actions.quotes import add_quote, quote_key, withdraw_quote
from onderling.outcomes.models import Disposition, Quote
from onderling.people.actions.consent import answer_consent
from onderling.people.models import Affiliation
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


def test_a_quote_with_a_request_is_answered_and_its_words_go_with_it(
    day: Any, bo: Any, grant: Any, person: Any, sign_in: Any
) -> None:
    """X-77: who said it hears the answer."""
    karin = person("Karin")
    grant(karin)
    typed = {"text": "Geef ons een sleutel.", "level": "function", "who": "Bo Bakker"}
    where = f"/ronde/{day.slug}/antwoorden/citaten/"
    sign_in(karin).post(where, {**typed, "agreed": "on", "asks": "on", "sleutel": "a"})
    row = Disposition.objects.get()
    assert (row.kind, row.text, row.round) == ("quote", "Geef ons een sleutel.", day)
    assert [one.person for one in row.contributors.all()] == [bo]
    withdraw_quote(Quote.objects.get(), by=bo, now=now())
    row.refresh_from_db()
    assert row.text == ""
