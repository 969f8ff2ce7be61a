"""Nobody can be found in what is shown (X-16, S40)."""

from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from onderling.statistics.disclosure import (
    LEAST,
    Cell,
    bounds,
    filter_is_safe,
    hide_with_partner,
    merged,
    share_told,
    shown,
    together,
    told,
)

SCALE = ("oneens", "neutraal", "eens")
PAID = {"oneens": 3, "neutraal": 20, "eens": 47}
VOLUNTEERS = {"oneens": 11, "neutraal": 25, "eens": 14}
sizes = some.dictionaries(some.integers(1, 6), some.integers(0, 9), min_size=1, max_size=4)


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


@pytest.mark.parametrize(
    ("counts", "all_", "shown"),
    [
        ({"A": 12, "B": 7}, 19, {"A": 12, "B": 7}),
        ({"A": 12, "B": 7, "C": 3}, 22, {"A": 12}),  # else C is 22 - 19
        ({"A": 12, "B": 7, "C": 3, "D": 1}, 23, {"A": 12, "B": 7}),
        ({"A": 12, "C": 4, "D": 4}, 20, {}),  # two small ones of eight are four each
        ({"A": 3}, None, {}),
        ({}, 0, {}),
    ],
)
def test_small_groups_are_left_out_and_cannot_be_subtracted(
    counts: dict[str, int], all_: int | None, shown: dict[str, int]
) -> None:
    assert told(counts, least=LEAST) == (all_, shown)


@given(sizes)
def test_nobody_can_reckon_a_group_that_is_left_out(counts: dict[int, int]) -> None:
    """Try every way to fill what is left out: each group could also have another number."""
    total, shown = told(counts, least=LEAST)
    hidden = [key for key in counts if key not in shown]
    if total is None or not hidden:
        assert all(number >= LEAST for number in shown.values())
        return
    rest = total - sum(shown.values())
    fits = [
        fill
        for fill in product(range(rest + 1), repeat=len(hidden))
        if sum(fill) == rest
        and all(
            (n < LEAST) == (counts[key] < LEAST) for key, n in zip(hidden, fill, strict=True)
        )
    ]
    for place, key in enumerate(hidden):
        assert len({fill[place] for fill in fits}) > 1, key


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(30, 90, (30, 90)), (3, 90, None), (88, 90, None), (0, 90, (0, 90)), (5, 9, None)],
)
def test_a_share_of_a_handful_is_not_told(
    part: int, whole: int, said: tuple[int, int] | None
) -> None:
    assert share_told(part, whole, least=LEAST) == said
