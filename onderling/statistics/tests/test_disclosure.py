"""Nobody can be found in what is shown (X-16, S40)."""

from itertools import product
from random import Random

import pytest

from onderling.statistics.disclosure import (
    Cell,
    bounds,
    filter_is_safe,
    gathered,
    hide_with_partner,
    merged,
    shown,
    together,
)

SCALE = ("oneens", "neutraal", "eens")
PAID = {"oneens": 3, "neutraal": 20, "eens": 47}
VOLUNTEERS = {"oneens": 11, "neutraal": 25, "eens": 14}


def test_neighbours_are_joined_before_anything_is_hidden() -> None:
    """statistics.md L2."""
    assert merged(SCALE, [PAID, VOLUNTEERS]) == [
        Cell(("oneens", "neutraal"), (23, 36)),
        Cell(("eens",), (47, 14)),
    ]


def test_a_cell_of_nought_looks_like_a_small_one() -> None:
    """statistics.md L4."""
    none = merged(SCALE, [{"oneens": 0, "neutraal": 23, "eens": 47}])
    few = merged(SCALE, [{"oneens": 3, "neutraal": 20, "eens": 47}])
    assert none == few


def test_who_agrees_is_kept_apart_where_that_can_be() -> None:
    counts = {"1": 0, "2": 30, "3": 0, "4": 10, "5": 0}
    assert [one.counts for one in merged("12345", [counts], top="45")] == [(30,), (10,)]
    assert merged("12345", [counts], top="45")[0].values == ("1", "2", "3")
    assert merged("12345", [{**counts, "4": 2}], top="45") == []


def test_where_all_answer_the_same_only_the_number_is_left() -> None:
    assert merged(SCALE, [{"oneens": 0, "neutraal": 1, "eens": 30}]) == []


def test_small_choices_without_order_become_one() -> None:
    found = gathered("abcd", [{"a": 20, "b": 2, "c": 9, "d": 4}])
    assert found == [Cell(("a",), (20,)), Cell(("c",), (9,)), Cell(("b", "d"), (6,))]
    found = gathered("abcd", [{"a": 20, "b": 2, "c": 9, "d": 0}])
    assert found == [Cell(("a",), (20,)), Cell(("b", "c", "d"), (11,))]
    assert gathered("ab", [{"a": 20, "b": 2}]) == []


def test_a_small_group_is_not_shown_and_one_of_nobody_is_like_it() -> None:
    assert shown({"paid": 40, "volunteer": 10, "other": 9}) == ("paid", "volunteer")
    assert shown({"paid": 40, "volunteer": 0}) == shown({"paid": 40, "volunteer": 9})


def test_few_people_are_not_shown_even_together() -> None:
    assert together({"paid": 6, "volunteer": 4}) is True
    assert together({"paid": 6, "volunteer": 3}) is False


def test_a_filter_that_leaves_a_few_over_is_refused() -> None:
    """statistics.md L3: fourteen in all, eleven in the filter, so three are found."""
    assert filter_is_safe(11, 14) is False
    assert filter_is_safe(14, 14) is True
    assert filter_is_safe(12, 30) is True


def test_a_small_cell_takes_a_partner_along() -> None:
    """statistics.md L1: what is left allows fifteen values for the small cell."""
    first, second = [3, 20, 47], [11, 25, 14]
    hidden = hide_with_partner(first, second)
    assert hidden == [0, 1]
    assert bounds([(14, 3), (45, 20)], 23)[0] == (0, 14)


def test_what_is_known_of_a_hidden_cell_is_exact() -> None:
    """The formula agrees with trying every table."""
    totals, row = (4, 6, 3), 5
    fits = [way for way in product(*(range(t + 1) for t in totals)) if sum(way) == row]
    tried = [(min(w[i] for w in fits), max(w[i] for w in fits)) for i in range(3)]
    assert bounds([(total, 0) for total in totals], row) == tried


def naive(first: list[int], second: list[int]) -> list[int]:
    return [i for i in range(len(first)) if min(first[i], second[i]) < 5]


@pytest.mark.parametrize(("way", "leaks"), [(naive, True), (hide_with_partner, False)])
def test_no_hidden_cell_can_be_narrowed_down_in_random_tables(way: object, leaks: bool) -> None:
    """The negative control hides only the small cells, and is seen to leak (P11)."""
    lot, leaking = Random(7), 0  # noqa: S311 -- a draw that must be the same every time
    for _table in range(300):
        first = [lot.randint(0, 25) for _i in range(5)]
        second = [lot.randint(0, 25) for _i in range(5)]
        hidden = way(first, second)  # type: ignore[operator]  # both are functions of two rows
        if not hidden:
            continue
        for row in (first, second):
            pairs = [(first[i] + second[i], row[i]) for i in hidden]
            known = bounds(pairs, sum(row[i] for i in hidden))
            leaking += any(high - low < 5 for low, high in known)
    assert (leaking > 0) is leaks
