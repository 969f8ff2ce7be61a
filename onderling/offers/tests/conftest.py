"""Makers for the tests of offers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from onderling.offers.actions.offers import make_offer
from onderling.offers.models import Offer
from onderling.offers.rules import OfferState
from onderling.people.models import Person
from onderling.people.rules import Role
from onderling.rounds.models import Round
from tests.makers import NOON


@pytest.fixture
def coordinator(person: Callable[..., Person], grant: Callable[..., object]) -> Person:
    """Karin, who coordinates everything in this network."""
    karin = person("Karin", "Boshuizen")
    grant(karin, Role.COORDINATOR)
    return karin


@pytest.fixture
def offer(person: Callable[..., Person]) -> Callable[..., Offer]:
    """Make an offer: `offer(round, "Soep", maker=ria, state=OfferState.SUBMITTED)`."""

    def make(
        of: Round,
        title: str = "De spiegel: zo zien jullie ons, zo zien wij jullie",
        *,
        maker: Person | None = None,
        state: OfferState = OfferState.DRAFT,
        **fields: Any,
    ) -> Offer:
        maker = maker or person("Linda", "Elzinga")
        return make_offer(
            of, maker=maker, by=maker, now=NOON, state=state, title=title, **fields
        )

    return make


@pytest.fixture
def karin(sign_in: Callable[..., Client], coordinator: Person) -> Client:
    """Karin at her desk, signed in with a code."""
    return sign_in(coordinator)
