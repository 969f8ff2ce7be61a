"""A question on a scale is counted whole (X-15, S0-3)."""

from onderling.statistics.likert import Moved, distribution, moved

SCALE = ("1", "2", "3", "4", "5")


def test_who_does_not_know_stands_outside_the_scale() -> None:
    found = distribution(["4", "5", "5", "weet-niet", None, "9"], SCALE)
    assert found.counts == {"1": 0, "2": 0, "3": 0, "4": 1, "5": 2}
    assert (found.n, found.unknown, found.missing) == (3, 1, 2)


def test_two_answers_of_the_same_people_are_compared() -> None:
    pairs = [("2", "4"), ("3", "3"), ("5", "4"), (None, "4"), ("2", "weet-niet"), ("1", "2")]
    assert moved(pairs, SCALE) == Moved(up=2, same=1, down=1)
