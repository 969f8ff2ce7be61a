"""What a room holds of people who come together or not at all. X-22."""

from collections.abc import Mapping, Sequence
from itertools import pairwise, product

import numpy as np
import pytest

from onderling.matching.network import Network, network
from onderling.matching.network.loose import Loose
from onderling.matching.reading import read_rows
from onderling.matching.solving.groups import rooms, whole_groups
from onderling.matching.tests.random_problems import seeded

GROUPS = (("a1", "a2"), ("b1", "b2"), ("c1", "c2", "c3"), tuple("defg"), ("h",), ("i",))


def one_session(places: int, groups: Sequence[Sequence[str]], minimum: int = 0) -> Network:
    """One session of so many places that all of these want, each group whole or not at all."""
    problem = read_rows(
        {
            "version": 1,
            "sessions": [{"id": "s", "maximum": places, "minimum": minimum}],
            "people": [
                {"id": name, "wishes": [["s", 1]]} for group in groups for name in group
            ],
            "together": [list(pair) for group in groups for pair in pairwise(group)],
        }
    ).problem
    assert problem is not None
    return network(problem)


def parts(places: int, minimum: int) -> list[Loose]:
    """What is forbidden by sixty draws of parts of groups; each row forbids its own draw."""
    wired = one_session(places, GROUPS, minimum)
    dice = seeded(places)
    found: list[Loose] = []
    for _ in range(60):
        shares = {
            name: share
            for group in GROUPS
            for share in [dice.choice([0, 0.25, 0.5, 2 / 3, 1])]
            for name in group
        }
        shares["s"] = dice.choice([0.5, 0.8, 1])
        values = np.zeros(len(wired.graph.tail))
        values[: wired.seat_count] = [shares[person] for person, _ in wired.seats]
        rows = list(whole_groups(wired, rooms(wired), values, {0: shares["s"]}))
        assert all(weighed(row, shares) > row.rows[0][1] for row in rows)
        found += rows
    return found


def weighed(row: Loose, taken: Mapping[str, float]) -> float:
    """What the row counts for these seats, and for the session itself."""
    terms, _ = row.rows[0]
    return sum(weight * taken[key if isinstance(key, str) else key[0]] for weight, key in terms)


@pytest.mark.parametrize("places", range(4, 13))
def test_what_forbids_parts_of_groups_allows_every_choice_of_whole_groups_that_fits(
    places: int,
) -> None:
    """All choices, with the session cancelled or open with its minimum."""
    minimum = places - 1
    rows = parts(places, minimum)
    assert any(key == "s" for row in rows for _, key in row.rows[0][0])
    for chosen in product((0, 1), repeat=len(GROUPS)):
        pairs = list(zip(GROUPS, chosen, strict=True))
        people = sum(len(group) * come for group, come in pairs)
        if people == 0 or minimum <= people <= places:
            taken = {name: come for group, come in pairs for name in group}
            taken["s"] = int(people > 0)
            assert [row for row in rows if weighed(row, taken) > row.rows[0][1]] == []


def test_a_room_for_three_holds_one_pair_of_two() -> None:
    wired = one_session(3, ["ab", "cd"])
    (row,) = whole_groups(wired, rooms(wired), np.full(len(wired.graph.tail), 0.75), {})
    assert row.rows == ((((1, ("a", "s")), (1, ("c", "s"))), 1),)
