"""The day on which everybody was to hear, and what is there by then (X-85)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import now

from onderling.feedback.models import Bulletin
from onderling.outcomes.models import Disposition
from onderling.people.rules import Role, Scope
from onderling.rounds.models import Phase, Round
from onderling.rounds.rules import State

ROW = "antwoord krijgen"
PAGES = ["/vandaag/", "/ronde/studiedag/beheer/"]


@pytest.fixture
def karin(person: Any, grant: Any, organisation: Any) -> Any:
    made = person("Karin", "Boshuizen")
    grant(made, Role.COORDINATOR, Scope.ORGANISATION, organisation().pk)
    return made


@pytest.fixture
def promised(study_day: Any) -> Callable[..., Round]:
    """A round that is over; everybody was to hear by a moment."""

    def make(closes: datetime, *, state: State = State.WRAPPING_UP) -> Round:
        round: Round = study_day(state=state)
        Phase.objects.update_or_create(
            round=round,
            kind=Phase.Kind.ANSWERING,
            defaults={"opens": closes - timedelta(days=9), "closes": closes},
        )
        study_day(slug="ander")
        return round

    return make


def seen(client: Client) -> list[bool]:
    return [ROW in client.get(page).content.decode() for page in PAGES]


def test_a_promised_day_that_passed_is_a_row_until_the_bulletin_is_published(
    karin: Any, promised: Any, sign_in: Callable[..., Client]
) -> None:
    round, client = promised(now() - timedelta(days=1)), sign_in(karin)
    assert seen(client) == [True, True]
    bulletin = Bulletin.objects.create(round=round, title="Wat eruit kwam")
    assert seen(client) == [True, True]
    Bulletin.objects.filter(pk=bulletin.pk).update(state="published", published=now())
    assert seen(client) == [False, False]


@pytest.mark.parametrize(
    ("days", "state"), [(1, State.WRAPPING_UP), (-1, State.DRAFT), (-1, State.ANNOUNCED)]
)
def test_there_is_no_row_before_that_day_or_where_nothing_was_held(
    days: int, state: State, karin: Any, promised: Any, sign_in: Callable[..., Client]
) -> None:
    promised(now() + timedelta(days=days), state=state)
    assert seen(sign_in(karin)) == [False, False]


def test_the_promise_on_the_page_leads_to_the_bulletin_once_it_is_there(
    promised: Any, client: Client
) -> None:
    round = promised(now() - timedelta(days=1))
    late, there = "Dat is niet gelukt.", "Lees wat eruit kwam"
    page = client.get("/ronde/studiedag/").content.decode()
    assert (late in page, there in page) == (True, False)
    Bulletin.objects.create(
        round=round, title="Alles op een rij", state="published", published=now()
    )
    page = client.get("/ronde/studiedag/").content.decode()
    assert (late in page, page.count(there)) == (False, 1)


@pytest.mark.parametrize(("days", "word"), [(1, "Nog doen"), (8, "Te laat")])
def test_a_workshop_that_wrote_nothing_is_late_after_a_week(
    days: int,
    word: str,
    karin: Any,
    promised: Any,
    meeting: Any,
    sign_in: Callable[..., Client],
) -> None:
    """X-87"""
    soup = meeting(promised(now() + timedelta(days=30)), "Soep")
    ended = now() - timedelta(days=days)
    soup.slot.starts, soup.slot.ends = ended - timedelta(hours=1), ended
    soup.slot.save()
    client = sign_in(karin)
    for page in PAGES:
        rows = client.get(page).context["matters"]
        said = [one.word for one in rows if "schreef nog niets op" in one.title]
        assert said == [word], page


def test_the_start_page_of_a_day_that_is_over_tells_what_came_of_it(
    promised: Any, client: Client
) -> None:
    round = promised(now() - timedelta(days=1), state=State.CLOSED)
    Round.objects.exclude(pk=round.pk).delete()
    assert "De uitkomsten volgen." in client.get("/").content.decode()
    Disposition.objects.create(
        round=round, kind="note", text="Een sleutel", due=round.ends_on, received=now()
    )
    page = client.get("/").content.decode()
    assert ("U kunt lezen wat eruit kwam." in page, "De uitkomsten volgen." in page) == (
        True,
        False,
    )
    newer = {"round": round, "state": "published", "published": now()}
    Bulletin.objects.create(**newer, title="Alles op een rij", number=2)
    page = client.get("/").content.decode()
    assert f'href="/ronde/{round.slug}/terugkoppeling/2/"' in page
    assert page.count("Lees wat eruit kwam") == 1
