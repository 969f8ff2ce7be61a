"""What must go better goes along to the next edition; an intention comes back (S3d-6, X-90)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from onderling.base.errors import Refused
from onderling.base.models import AuditLine
from onderling.evaluation.actions.improvements import move_on, propose, take_back
from onderling.evaluation.actions.intentions import intend, show_back
from onderling.evaluation.models import Improvement, Intention
from onderling.evaluation.queries.improvements import waiting_before
from onderling.evaluation.rules.improvements import ImprovementState
from onderling.mail.models import Message
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from tests.makers import NOON, make_study_day

SignIn = Callable[..., Client]


@pytest.fixture
def next_one(held: Round) -> Round:
    """The next edition of the same series."""
    return make_study_day(slots=1, slug="volgende", state=State.ANNOUNCED)


def test_the_next_edition_opens_with_what_was_promised(
    held: Round, next_one: Round, karin: Person
) -> None:
    """X-61."""
    point = propose(held, "Meer tijd  tussen de rondes", by=karin, now=NOON)
    assert [str(one) for one in waiting_before(next_one)] == ["Meer tijd tussen de rondes"]
    assert waiting_before(held) == []
    move_on(point, ImprovementState.DONE, here=next_one, by=karin, now=NOON)
    assert waiting_before(next_one) == []


def test_what_was_not_done_has_a_reason(held: Round, next_one: Round, karin: Person) -> None:
    point = propose(held, "Een grotere zaal", by=karin, now=NOON)
    with pytest.raises(Refused):
        move_on(point, "not_done", here=next_one, by=karin, now=NOON)
    said = move_on(point, "not_done", here=next_one, because="Te duur.", by=karin, now=NOON)
    assert (said.state, said.because) == ("not_done", "Te duur.")


def test_only_a_point_that_nobody_took_up_is_taken_back(held: Round, karin: Person) -> None:
    point = propose(held, "Betere koffie", by=karin, now=NOON)
    move_on(point, "taken_over", here=held, by=karin, now=NOON)
    with pytest.raises(Refused):
        take_back(Improvement.objects.get(), by=karin, now=NOON)
    take_back(propose(held, "Tikfout", by=karin, now=NOON), by=karin, now=NOON)
    assert Improvement.objects.count() == 1


def writer(held: Round) -> Person:
    return held.participations.exclude(person__email=None).earliest("pk").person


def test_a_sentence_comes_back_to_its_writer_and_nobody_else(
    held: Round, sign_in: SignIn
) -> None:
    ria = writer(held)
    client = sign_in(ria)
    page = "/mijn/voornemen/studiedag/"
    client.post(page, {"sleutel": "een", "text": "Vaker langsgaan"})
    assert Intention.objects.count() == 0  # without consent nothing is kept
    client.post(page, {"sleutel": "twee", "text": "Vaker langsgaan", "agreed": "on"})
    kept = Intention.objects.get()
    assert (kept.person, kept.text, kept.written_on) == (
        ria,
        "Vaker langsgaan",
        date(2026, 11, 2),
    )
    assert not AuditLine.objects.filter(object_ref__startswith="evaluation.intention").exists()
    due = kept.written_on + timedelta(weeks=13)
    assert show_back(today=due - timedelta(days=1), now=NOON) == 0
    assert show_back(today=due, now=NOON) == 1
    assert show_back(today=due, now=NOON) == 0
    [letter] = Message.objects.filter(kind="intention")
    assert (letter.to_address, letter.secret) == (ria.email, True)
    assert "Vaker langsgaan" in letter.body
    client.post(f"{page}gelukt/", {"sleutel": "drie", "gelukt": "beetje"})
    assert Intention.objects.get().outcome == "beetje"


def test_an_intention_that_came_back_does_not_change(held: Round) -> None:
    ria = writer(held)
    today = date(2026, 11, 2)
    first = intend(held, ria, "Bellen", today=today)
    assert intend(held, ria, "Mailen", today=today).pk == first.pk
    Intention.objects.update(shown_on=today)
    with pytest.raises(Refused):
        intend(held, ria, "Niets", today=today)


def test_consent_taken_back_leaves_nothing(held: Round, sign_in: SignIn) -> None:
    ria = writer(held)
    intend(held, ria, "Bellen", today=date(2026, 11, 2))
    sign_in(ria).post("/mijn/voornemen/studiedag/weg/", {"sleutel": "een"})
    assert Intention.objects.count() == 0
