"""One bulletin a round: what it tells, who sees it, and what leaves it at once (S0-11)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import now

from onderling.base.errors import Refused
from onderling.feedback.actions.bulletins import save_bulletin, show_bulletin
from onderling.feedback.models import Bulletin
from onderling.feedback.queries.content import content_of
from onderling.feedback.queries.texts import as_text
from onderling.outcomes.models import Addressee, Disposition, Quote
from onderling.people.models import Consent, Person
from onderling.rounds.models import Round
from tests.makers import NOON

TEXT = """Dank u wel.

WAT ERMEE GEDAAN IS

- Geef elke vrijwilliger een sleutel.
  Niet overgenomen. Reden: De verzekering staat het niet toe.
  Antwoord van Teamleider, 2 november

WAT DE WORKSHOPS OPSCHREVEN

Soep
- Wij willen een sleutel."""


def page(client: Client, day: Round) -> Any:
    return client.get(f"/ronde/{day.slug}/terugkoppeling/")


def test_an_answer_stands_there_with_its_decision_and_reason(bulletin: Bulletin) -> None:
    assert as_text(content_of(bulletin)) == TEXT


def test_an_answer_after_midnight_has_the_day_of_the_place(bulletin: Bulletin) -> None:
    night = NOON.replace(hour=23, minute=30)  # half past twelve in Amsterdam
    Disposition.objects.update(decided=night)
    assert "Antwoord van Teamleider, 3 november" in as_text(content_of(bulletin))


def test_the_page_tells_the_same_as_the_mail(
    client: Client, day: Round, bulletin: Bulletin
) -> None:
    found = page(client, day).content.decode()
    content = content_of(bulletin)
    told = [item for section in content.sections for item in section.items]
    words = [word for item in told for word in (item.text, item.reason, item.by)]
    reports = [one for section in content.sections for one in section.reports]
    words += [word for one in reports for word in (one.title, *one.notes)]
    assert [word for word in words if word not in found] == []
    assert len(words) == 5


def test_what_waits_for_an_answer_names_the_role_and_not_the_person(
    bulletin: Bulletin,
) -> None:
    """X-84"""
    chief = Person.objects.get(first_name="Karin")
    Addressee.objects.update(person=chief)
    Disposition.objects.update(state="received", decision="", reason="", decided=None)
    text = as_text(content_of(bulletin))
    assert "Geef elke vrijwilliger een sleutel.\n  Teamleider" in text
    assert "Boshuizen" not in text


@pytest.mark.parametrize(
    ("level", "said"),
    [("name", "Ria, kok"), ("function", "kok"), ("anonymous", "vrijwilliger")],
)
def test_a_quote_says_no_more_than_was_allowed(
    level: str, said: str, bulletin: Bulletin, quote: Callable[..., Quote]
) -> None:
    """X-83"""
    own = {"name": {"name": "Ria", "function": "kok"}, "function": {"function": "kok"}}
    quote(level=level, **own.get(level, {"group": "volunteer"}))
    assert as_text(content_of(bulletin)).endswith(f"‘Ik ga het morgen doen.’\n  {said}")


def test_a_quote_that_is_withdrawn_is_gone_from_the_page_at_once(
    client: Client, day: Round, bulletin: Bulletin, quote: Callable[..., Quote]
) -> None:
    """Acceptance 6."""
    ria = Person.objects.create(first_name="Ria")
    quote(name="Ria", person=ria)
    assert "Ik ga het morgen doen." in page(client, day).content.decode()
    Consent.objects.create(
        person=ria, purpose="quote", answer="withdrawn", text_version="1", at=now()
    )
    assert "Ik ga het morgen doen." not in page(client, day).content.decode()


def test_a_draft_exists_for_who_coordinates_only(
    client: Client, sign_in: Callable[..., Client], day: Round, karin: Person
) -> None:
    save_bulletin(day, title="Nog niet", intro="", parts=[], by=karin, now=now())
    assert page(client, day).status_code == 404
    assert "Dit is een concept." in page(sign_in(karin), day).content.decode()


def test_nothing_to_tell_is_not_published(day: Round, karin: Person) -> None:
    with pytest.raises(Refused):
        show_bulletin(day, shown=True, by=karin, now=now())
    assert Bulletin.objects.count() == 0


def test_published_once_more_keeps_its_first_date(
    bulletin: Bulletin, day: Round, karin: Person
) -> None:
    show_bulletin(day, shown=False, by=karin, now=now())
    later = now() + timedelta(days=1)
    again = show_bulletin(day, shown=True, by=karin, now=later)
    assert again.published == bulletin.published


def test_the_feed_has_what_is_published_and_no_draft(
    client: Client, bulletin: Bulletin, day: Round, karin: Person
) -> None:
    """X-89"""
    feed = client.get("/terugkoppeling/feed.xml")
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert f"/ronde/{day.slug}/terugkoppeling/" in feed.content.decode()
    show_bulletin(day, shown=False, by=karin, now=now())
    assert "<entry>" not in client.get("/terugkoppeling/feed.xml").content.decode()


def test_ten_answers_cost_as_many_questions_as_one(
    client: Client,
    day: Round,
    bulletin: Bulletin,
    told: Disposition,
    django_assert_max_num_queries: Any,
) -> None:
    page(client, day)
    for number in range(9):
        Disposition.objects.create(
            round=day,
            kind="note",
            text=f"Vraag {number}",
            addressee=told.addressee,
            due=told.due,
            received=now(),
        )
    with django_assert_max_num_queries(14):
        page(client, day)


def test_the_round_page_leads_to_it_once_it_is_published(
    client: Client, bulletin: Bulletin, day: Round, karin: Person
) -> None:
    where = f"/ronde/{day.slug}/terugkoppeling/"
    assert where in client.get(f"/ronde/{day.slug}/").content.decode()
    show_bulletin(day, shown=False, by=karin, now=now())
    assert where not in client.get(f"/ronde/{day.slug}/").content.decode()
