"""Makers for the tests of the example."""

from datetime import UTC, datetime

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from onderling.demo.actions.build import build
from onderling.demo.models import Example
from onderling.demo.rules import Stage

NOW = datetime(2026, 11, 2, 11, 0, tzinfo=UTC)


@pytest.fixture
def demo(settings: Settings) -> None:
    """Turn the demo on."""
    settings.DEMO = True


@pytest.fixture(scope="module")
def at_wishes(kept: DjangoDbBlocker) -> Example:
    """The example with its wishes, built once for the tests of a file."""
    with kept.unblock(), override_settings(DEMO=True):
        return build(Stage.WISHES, now=NOW)
