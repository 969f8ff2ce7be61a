"""Each kind of tampering with a result is caught. X-22, X-23."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from onderling.matching.problem import Problem
from onderling.matching.result import Result
from onderling.matching.verify import verify

Raw = dict[str, Any]
SLOT = {"start": "2026-11-10T10:00", "end": "2026-11-10T11:00"}
LATER = {"start": "2026-11-10T11:00", "end": "2026-11-10T12:00"}
CASE: Raw = {
    "seed": "verify",
    "objective": {"first_seat": 100},
    "sessions": [
        {"id": "a", "minimum": 1, "maximum": 2, **SLOT},
        {"id": "b", "maximum": 2, "activity": "x", **SLOT},
        {"id": "c", "maximum": 9, "activity": "x", **LATER},
        {"id": "d", "minimum": 5, **LATER},
        {"id": "e", "maximum": 9},
        {"id": "f", "maximum": 1},
    ],
    "people": [
        {"id": "p1", "most": 3, "wishes": [["a", 1], ["c", 2]], "group": "paid"},
        {"id": "p2", "most": 2, "wishes": [["a", 1], ["b", 2]], "cannot": ["e"]},
        {"id": "p3", "most": 2, "wishes": [["a", 1], ["c", 1]]},
        {"id": "p4", "wishes": [["d", 1], ["e", 2]]},
        {"id": "p5"},
        {"id": "p6", "wishes": [["f", 1]]},
        {"id": "p7", "wishes": [["f", 1]]},
        {"id": "giver"},
    ],
    "locked": [{"person": "giver", "session": "c", "counts": False}],
    "former": [{"person": "p4", "session": "d"}],
    "apart": [["p1", "p4"]],
}


@pytest.fixture
def case(problem: Callable[[Raw], Problem]) -> Problem:
    return problem(CASE)


@pytest.fixture
def honest(case: Problem, answer: Callable[[Problem], Result]) -> Raw:
    return answer(case).to_json()


def test_an_honest_result_passes(case: Problem, honest: Raw) -> None:
    assert verify(case, honest) == []
    assert honest["cancelled"] == [{"session": "d", "wanted": 1, "minimum": 5}]
    assert honest["moved"] == 1


def drop_seat(row: Raw) -> None:
    del row["seats"][1]


def drop_lock(row: Raw) -> None:
    row["seats"] = [seat for seat in row["seats"] if seat["person"] != "giver"]


def _add(row: Raw, person: str, session: str, kind: str = "wish", rank: int | None = 1) -> None:
    row["seats"].append({"person": person, "session": session, "kind": kind, "rank": rank})


def _seat(row: Raw, person: str, session: str) -> Raw:
    found: Raw = next(
        seat for seat in row["seats"] if (seat["person"], seat["session"]) == (person, session)
    )
    return found


TAMPERED: dict[str, Callable[[Raw], object]] = {
    "a seat less": drop_seat,
    "a lock less": drop_lock,
    "a seat twice": lambda row: row["seats"].append(dict(row["seats"][0])),
    "one too many in a full session": lambda row: _add(row, "p5", "a", "locked", None),
    "a seat nobody asked for": lambda row: _add(row, "p5", "e", "anywhere", None),
    "a seat in cannot": lambda row: _add(row, "p2", "e", "locked", None),
    "two places at once": lambda row: _add(row, "p1", "b", "locked", None),
    "a session below its minimum": lambda row: _add(row, "p4", "d"),
    "people who must stay apart": lambda row: _add(row, "p1", "e", "locked", None),
    "an unknown person": lambda row: _add(row, "p99", "e"),
    "an unknown session": lambda row: _add(row, "p1", "z"),
    "a better rank": lambda row: _seat(row, "p4", "e").update(rank=1),
    "another kind": lambda row: _seat(row, "p4", "e").update(kind="field"),
    "a higher objective": lambda row: row.update(objective=row["objective"] + 1),
    "a lower bound": lambda row: row.update(bound=row["bound"] - 1),
    "a loose bound called optimal": lambda row: row.update(bound=row["bound"] + 50),
    "an absurd bound": lambda row: row.update(status="feasible", bound=10**6),
    "a certificate of another bound": lambda row: row["certificate"].update(bound=1),
    "an unknown certificate": lambda row: row["certificate"].update(kind="trust me"),
    "a cancelled session that is not told": lambda row: row.update(cancelled=[]),
    "an open session called cancelled": lambda row: row["cancelled"].append(
        {"session": "a", "wanted": 3, "minimum": 1}
    ),
    "another number wanted": lambda row: row["cancelled"][0].update(wanted=4),
    "another minimum": lambda row: row["cancelled"][0].update(minimum=2),
    "nobody without a seat": lambda row: row.update(without=row["without"][:1]),
    "fewer moved": lambda row: row.update(moved=0),
    "a reason less": lambda row: row["reasons"].pop(),
    "a reason twice": lambda row: row["reasons"].append(row["reasons"][0]),
    "a reason without a miss": lambda row: row["reasons"].append(
        {"person": "p5", "session": "a", "because": "full", "numbers": {}}
    ),
    "another reason": lambda row: row["reasons"][0].update(because="too_big"),
    "another number in a reason": lambda row: row["reasons"][0]["numbers"].update(taken=1),
    "a reason without its numbers": lambda row: row["reasons"][0].update(numbers={}),
    "another seed": lambda row: row.update(seed="re-roll"),
    "another problem": lambda row: row.update(digest="0" * 64),
    "a price for an empty session": lambda row: row["prices"].append(
        {"session": "e", "price": 3}
    ),
    "words for numbers": lambda row: row.update(objective="many"),
    "another version": lambda row: row.update(version=2),
    "a missing table": lambda row: row.pop("seats"),
    "an unknown status": lambda row: row.update(status="perfect"),
    "an outcome called infeasible": lambda row: row.update(status="infeasible"),
}


@pytest.mark.parametrize("kind", TAMPERED)
def test_tampering_is_caught(case: Problem, honest: Raw, kind: str) -> None:
    tampered = copy.deepcopy(honest)
    TAMPERED[kind](tampered)
    assert tampered != honest
    assert verify(case, tampered) != []


def test_a_worse_outcome_with_fitting_numbers_is_not_optimal(
    case: Problem, honest: Raw
) -> None:
    worse = copy.deepcopy(honest)
    worse["seats"] = [s for s in worse["seats"] if (s["person"], s["session"]) != ("p1", "c")]
    worse["objective"] = worse["bound"] = worse["certificate"]["bound"] = honest["bound"] - 90
    worse["reasons"].append(
        {
            "person": "p1",
            "session": "c",
            "because": "cannot",
            "numbers": {"rule": "order", "points": 90},
        }
    )
    assert verify(case, worse) == [
        "Onwaar: reden van “p1” over “c”: de volgorde kan hier niets in de weg staan."
    ]
    worse["reasons"].pop()
    assert "“p1” miste wens “c” en krijgt geen reden." in verify(case, worse)


def test_two_people_with_equal_claims_cannot_be_swapped(
    problem: Callable[[Raw], Problem], answer: Callable[[Problem], Result]
) -> None:
    """The lottery decides, and both numbers are told."""
    asked = problem(
        {
            "seed": "x",
            "sessions": [{"id": "a", "maximum": 1}],
            "people": [{"id": p, "wishes": [["a", 1]]} for p in ("p1", "p2")],
        }
    )
    row = answer(asked).to_json()
    assert verify(asked, row) == []
    winner, loser = row["seats"][0]["person"], row["without"][0]
    assert row["reasons"][0]["because"] == "lottery"
    row["seats"][0]["person"], row["without"][0] = loser, winner
    row["reasons"][0]["person"] = winner
    assert verify(asked, row) != []
