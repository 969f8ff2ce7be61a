"""Who has the database and the mail log cannot say whose answer is whose (S39, P11, X-49).

Three hundred and fifty-four people, as many as the panel survey that statistics.md is about.
"""

from hashlib import sha256
from random import Random

import pytest
from django.db import connection, models

from onderling.mail.actions import queue, queue_all
from onderling.mail.models import Message
from onderling.mail.rules import Recipient
from onderling.surveys.actions import answering
from onderling.surveys.actions.answering import Filled, address_of, answer
from onderling.surveys.actions.surveys import mark_completed
from onderling.surveys.models import Invitation, Response, Spent
from onderling.surveys.tests.attack import best_attack, chance, dump
from onderling.surveys.tests.conftest import Opened
from tests.makers import NOON

ABOVE_CHANCE = 0.05


def everybody_answers(made: list[Invitation], *, marking: bool) -> dict[str, int]:
    """Mail the addresses, let people answer in an order of their own; say who gave what."""
    batch: list[Message] = []
    for one in made:
        to = Recipient("Mens", one.person.email or "", ref=f"people.person:{one.person_id}")
        queue(
            "survey", to=to, subject="Hoe was het?", body=address_of(one), now=NOON, batch=batch
        )
    queue_all(batch)
    lot, truth = Random(3), {}  # noqa: S311 -- a draw that must be the same every time
    for number, one in enumerate(lot.sample(made, len(made))):
        once = f"formulier-{number}-{lot.random()}"
        filled = Filled({"day_grade": str(lot.randint(5, 9))}, {})
        assert answer(Invitation.objects.get(pk=one.pk), filled, once=once)
        truth[answering._drawn(once, "antwoord").hex] = one.person_id
        if marking and number % 7 == 0:
            mark_completed()
    return truth


def test_no_attack_is_better_than_chance(opened: Opened) -> None:
    _survey, made = opened(paid=212, volunteers=142)
    truth = everybody_answers(made, marking=True)
    copy = dump()
    assert len(copy["surveys_response"]) == 354
    assert chance(truth, copy) == 2 / 354
    assert best_attack(copy, truth) <= chance(truth, copy) + ABOVE_CHANCE
    # Not even with the secret of the server: what was used is noted for a few people only.
    known = best_attack(copy, truth, hashes=[answering.mark_of])
    assert known <= chance(truth, copy) + ABOVE_CHANCE


def plainly(row: models.Model) -> None:
    row.save(force_insert=True)


def plain_hash(key: str) -> str:
    return sha256(key.encode()).hexdigest()


@pytest.fixture
def fresh_tables(db: None) -> None:
    """Fill tables without the gaps that a vacuum frees halfway, or their order is another."""
    if connection.vendor == "postgresql":
        tables = ", ".join(f'"{m._meta.db_table}"' for m in (Response, Spent))
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {tables} CASCADE")


@pytest.mark.usefixtures("fresh_tables")
def test_the_attack_works_on_a_store_that_is_only_without_names(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: answers in the order of arrival, used keys under a plain hash."""
    monkeypatch.setattr(answering, "_among", plainly)
    monkeypatch.setattr(answering, "mark_of", plain_hash)
    _survey, made = opened(paid=60, volunteers=40)
    truth = everybody_answers(made, marking=False)
    assert best_attack(dump(), truth) == 1


def test_a_name_in_the_answer_itself_is_found(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other negative control: the number of an answer stands beside a person."""
    _survey, made = opened(paid=12, volunteers=12)
    truth = everybody_answers(made, marking=True)
    for number, person in truth.items():
        to = Recipient("Mens", "mens@voorbeeld.example", ref=f"people.person:{person}")
        queue("survey", to=to, subject="Dank", body=number, now=NOON)
    assert best_attack(dump(), truth) == 1
