"""What is measured is sound: the same problem each time, and plans of others that can stand."""

import json
from pathlib import Path

import pytest

from benchmarks.matching import gaming, shapes
from benchmarks.matching.folder import shuffle
from benchmarks.matching.peers import hand
from benchmarks.matching.peers.day import cancelled_by_hand, read
from benchmarks.matching.picture import draw
from onderling.matching.canonical import digest
from onderling.matching.problem import Objective
from onderling.matching.reading import read_rows
from onderling.matching.rules import Seating, violations

pytestmark = pytest.mark.sqlite_only

SMALL = ["w300", "mix300", "friends175", "x220", "t100"]


@pytest.mark.parametrize("shape", SMALL)
def test_a_name_and_a_seed_give_one_problem_in_any_order_of_rows(shape: str) -> None:
    problem = shapes.problem(shape)
    shuffled = read_rows(shuffle(shapes.raw(shape), 1)).problem
    assert shuffled is not None
    assert digest(problem) == digest(shapes.problem(shape)) == digest(shuffled)
    assert digest(problem) != digest(shapes.problem(shape, seed=2))


@pytest.mark.parametrize("divide", [hand.serial, hand.snake])
def test_what_is_done_by_hand_breaks_no_rule_after_cancelling(
    tmp_path: Path, divide: hand.Divide
) -> None:
    path = tmp_path / "w300.json"
    path.write_text(json.dumps(shapes.raw("w300")))
    day = read(path, list(Objective().points), Objective().first_seat)
    seats = cancelled_by_hand(day, divide(day))
    assert violations(Seating(shapes.problem("w300"), frozenset(seats))) == []
    assert len(seats) > 300


def test_the_picture_counts_everybody_once() -> None:
    svg = draw("Wishes", {"by hand": {0: 100, 1: 200, 2: 150, 7: 350}})
    assert [f">{number}</text>" in svg for number in (100, 200, 150, 350)] == [True] * 4
    assert "by hand: 100 with nothing" in svg


def test_a_trick_changes_the_list_in_one_way() -> None:
    true = [("a", 1), ("b", 2), ("c", 3)]
    hardest = ["x", "a", "y", "z", "b", "c"]
    told = {name: trick(true, hardest) for name, trick in gaming.TRICKS.items()}
    assert told == {
        "first wish only": ["a"],
        "first two only": ["a", "b"],
        "five sold-out ones added": ["a", "b", "c", "x", "y", "z"],
        "popular ones left out": ["b", "c"],
        "popular ones last": ["b", "c", "a"],
    }


def test_on_a_study_day_each_round_has_its_own_first_wish() -> None:
    trial = gaming.festival(gaming.WAYS[-1])
    start = {session.id: session.start for session in trial.sessions}
    for person in trial.people:
        firsts = [start[session] for session, rank in person.wishes if rank == 1]
        assert sorted(firsts, key=str) == sorted({start[s] for s, _ in person.wishes}, key=str)
