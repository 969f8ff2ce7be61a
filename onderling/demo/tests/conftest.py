"""Makers for the tests of the example."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from pytest_django.fixtures import Settings

from onderling.demo.actions.build import build
from onderling.demo.models import Example
from onderling.demo.rules import Stage

NOW = datetime(2026, 11, 2, 11, 0, tzinfo=UTC)


@pytest.fixture
def demo(settings: Settings) -> None:
    """Turn the demo on."""
    settings.DEMO = True


@pytest.fixture
def example(db: None, demo: None) -> Callable[..., Example]:
    """Build the example: `example(Stage.OFFERS)`."""

    def make(stage: Stage = Stage.OFFERS) -> Example:
        return build(stage, now=NOW)

    return make
