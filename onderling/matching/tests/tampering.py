"""A small result, and ways to tamper with it."""

from collections.abc import Callable
from typing import Any

from onderling.matching.result import Price

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

# One of the price lists that prove it; the solver may find another.
PRICES = (Price("maximum", ("a",), 100), Price("maximum", ("f",), 200))


def add(
    person: str, session: str, kind: str = "wish", rank: int | None = 1
) -> Callable[[Raw], object]:
    row = {"person": person, "session": session, "kind": kind, "rank": rank}
    return lambda result: result["seats"].append(row)


def drop(table: str, **named: str) -> Callable[[Raw], None]:
    def change(result: Raw) -> None:
        row = _row(result, table, named)
        result[table] = [other for other in result[table] if other is not row]

    return change


def change(table: str, named: Raw, **values: Any) -> Callable[[Raw], None]:
    def make(result: Raw) -> None:
        _row(result, table, named).update(values)

    return make


def numbers(session: str, **values: Any) -> Callable[[Raw], None]:
    def make(result: Raw) -> None:
        _row(result, "reasons", {"session": session})["numbers"].update(values)

    return make


def put(**values: Any) -> Callable[[Raw], None]:
    return lambda result: result.update(values)


def twice(table: str, **named: str) -> Callable[[Raw], None]:
    return lambda result: result[table].append(dict(_row(result, table, named)))


def _row(result: Raw, table: str, named: Raw) -> Raw:
    found: Raw = next(
        row for row in result[table] if all(row[name] == value for name, value in named.items())
    )
    return found


def both_bounds(points: int) -> Callable[[Raw], None]:
    def make(result: Raw) -> None:
        result["bound"] = result["certificate"]["bound"] = result["bound"] + points

    return make


def other_winner(result: Raw) -> None:
    """The lot decided between p6 and p7 for the one place in f: turn it round."""
    seat, reason = (
        _row(result, "seats", {"session": "f"}),
        _row(result, "reasons", {"session": "f"}),
    )
    seat["person"], reason["person"] = "p6", "p7"
    result["without"] = ["p5", "p7"]


def other_winner_well_told(result: Raw) -> None:
    """The same, with a reason that is true."""
    other_winner(result)
    reason = _row(result, "reasons", {"session": "f"})
    reason["because"] = "full"
    for name in ("yours", "theirs"):
        del reason["numbers"][name]
    reason["numbers"] |= {"cost": 200, "gain": 200, "price": 200}


def one_place_left_empty(result: Raw) -> None:
    """A seat less, and every number made to fit."""
    drop("seats", person="p1", session="c")(result)
    result["objective"] -= 90
    result["status"] = "feasible"
    result["reasons"].append(
        {
            "person": "p1",
            "session": "c",
            "because": "cannot",
            "numbers": {"rule": "order", "points": 90},
        }
    )
