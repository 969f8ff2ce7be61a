"""Who was invited is kept from the announcement on (S0-10, X-88)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils.timezone import now

from onderling.feedback.actions.audience import audience_of, keep_audience, rounds_to_keep
from onderling.feedback.tasks import keep_audiences
from onderling.people.models import Affiliation, Organisation, Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from tests.makers import make_person


@pytest.fixture
def nel(home: Organisation) -> Person:
    """Nel belongs to the organisation and signs up for nothing."""
    return make_person("Nel", at=home)


def test_who_leaves_the_organisation_after_the_announcement_was_still_invited(
    day: Round, nel: Person, home: Organisation
) -> None:
    keep_audience(day, now=now())
    Affiliation.objects.filter(person=nel).delete()
    make_person("Later in dienst", at=home)
    assert audience_of(day) == {nel.pk: False}


def test_who_joins_the_round_later_is_added_once(
    day: Round, nel: Person, invite: Callable[..., Person]
) -> None:
    keep_audiences()
    bep = invite("Bep")
    assert [one.pk for one in rounds_to_keep()] == [day.pk]
    keep_audiences()
    assert (audience_of(day), rounds_to_keep().count()) == ({nel.pk: False, bep.pk: True}, 0)
    assert day.invited.count() == 2


@pytest.mark.parametrize(
    ("state", "number"), [(State.DRAFT, 0), (State.ANNOUNCED, 1), (State.CANCELLED, 0)]
)
def test_a_draft_has_no_audience_yet(state: str, number: int, day: Round, nel: Any) -> None:
    Round.objects.filter(pk=day.pk).update(state=state)
    keep_audiences()
    assert day.invited.count() == number
