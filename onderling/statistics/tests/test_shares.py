"""Shares and differences agree with published values (X-14, S1-5, S1-6)."""

import pytest

from onderling.statistics.shares import Share, gap, is_majority, share


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (
            81,
            263,
            0.255289,
            0.366210,
        ),  # Newcombe 1998, table I: the usual example of the method
        (89, 354, 0.209053, 0.299109),
        (15, 148, 0.062386, 0.160471),
    ],
)
def test_the_interval_of_a_share_is_that_of_wilson(
    count: int, of: int, low: float, high: float
) -> None:
    found = share(count, of)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)


@pytest.mark.parametrize(
    ("of", "points"), [(354, 5.18), (210, 6.70), (144, 8.06), (30, 16.85), (10, 26.34)]
)
def test_half_of_fewer_people_says_less(of: int, points: float) -> None:
    half = share(of // 2, of)
    assert round(100 * (half.high - half.low) / 2, 2) == points


def test_nobody_and_everybody_are_exact_at_their_end() -> None:
    assert share(0, 12).low == 0
    assert share(12, 12).high == 1


@pytest.mark.parametrize(("count", "of"), [(3, 2), (-1, 5), (0, 0)])
def test_what_is_no_share_is_refused(count: int, of: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        share(count, of)


def test_the_interval_of_a_difference_is_that_of_newcombe() -> None:
    found = gap(share(120, 210), share(60, 144))
    assert found.value == pytest.approx(0.154762, abs=1e-6)
    assert (found.low, found.high) == pytest.approx((0.0487, 0.2558), abs=1e-4)
    assert found.effect == pytest.approx(0.310796, abs=1e-6)
    assert found.is_clear is True


def test_a_gap_between_two_sides_of_a_mirror() -> None:
    """X-93: 71 percent says it, 32 percent notices it."""
    found = gap(share(150, 210), share(46, 144))
    assert (found.value, found.low, found.high) == pytest.approx(
        (0.394841, 0.2921, 0.4855), abs=1e-4
    )
    assert found.effect == pytest.approx(0.812370, abs=1e-6)


def test_a_small_difference_between_few_people_is_not_clear() -> None:
    assert gap(share(7, 12), share(6, 12)).is_clear is False


def test_a_majority_needs_a_lower_bound_above_half() -> None:
    """S1-5."""
    assert is_majority(share(6, 10)) is False
    assert is_majority(share(120, 200)) is True
    assert is_majority(Share(1, 2, 0.5, 0.9)) is False
