"""The world that the tests over all addresses share."""

import pytest
from pytest_django import DjangoDbBlocker

from tests import world as worlds
from tests.makers import NOON

pytest.register_assert_rewrite("tests.study_day_proof")  # it says what differs


@pytest.fixture(scope="module")
def world(kept: DjangoDbBlocker) -> worlds.World:
    with kept.unblock():
        return worlds.build(now=NOON)
