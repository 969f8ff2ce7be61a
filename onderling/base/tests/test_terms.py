"""A threshold is a setting with a reason and a date, not a number in the code (X-13)."""

from datetime import timedelta

import pytest

from onderling.base.audit import history_of
from onderling.base.errors import Refused
from onderling.base.models import Setting
from onderling.base.terms import TERMS, set_term, value_of
from tests.makers import NOON

pytestmark = pytest.mark.django_db


def test_a_term_that_nobody_set_has_its_default() -> None:
    assert value_of("few_places") == TERMS["few_places"].default


def test_what_was_set_last_counts_and_what_was_before_stays_readable() -> None:
    set_term("few_places", 3, because="kleine zalen", by=None, now=NOON)
    row = set_term(
        "few_places", 8, because="grote zalen", by=None, now=NOON + timedelta(days=1)
    )
    assert value_of("few_places") == 8
    assert [s.because for s in Setting.objects.filter(name="few_places")] == [
        "grote zalen",
        "kleine zalen",
    ]
    line = history_of(row).get()
    assert (line.detail.old, line.detail.new) == ({"few_places": 3}, {"few_places": 8})


@pytest.mark.parametrize("value", [0, 51])
def test_a_term_outside_its_bounds_is_refused(value: int) -> None:
    with pytest.raises(Refused, match="Kies een getal van 1 tot en met 50"):
        set_term("few_places", value, because="proef", by=None, now=NOON)
    assert value_of("few_places") == 5
