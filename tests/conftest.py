"""The world that the tests over all addresses share."""

from collections.abc import Callable
from typing import Any

import pytest

from conftest import NOON
from tests import world as worlds


@pytest.fixture
def world(
    organisation: Callable[..., Any],
    person: Callable[..., Any],
    grant: Callable[..., Any],
    study_day: Callable[..., Any],
    meeting: Callable[..., Any],
    participation: Callable[..., Any],
) -> worlds.World:
    makers = {
        "organisation": organisation,
        "person": person,
        "grant": grant,
        "study_day": study_day,
        "meeting": meeting,
        "participation": participation,
    }
    return worlds.build(makers, now=NOON)
