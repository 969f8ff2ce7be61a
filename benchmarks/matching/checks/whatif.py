"""“What would one more seat give?”, asked of the engine and looked over from the files.

The engine solves again with the larger room, and among equal outcomes keeps people where they
are. Here the same is done from outside: the problem file is changed, divided afresh, and points
and people are counted from the two result files with code of our own.
"""

from collections import Counter
from time import monotonic
from typing import Any

from benchmarks.matching import shapes
from benchmarks.matching.checks.tally import Tally
from benchmarks.matching.taste import Raw
from onderling.matching.problem import Objective
from onderling.matching.reading import read_file
from onderling.matching.result import from_json
from onderling.matching.whatif import counterfactuals

MORE = (1, 5)
POINTS = Objective().points


def what_ifs(tally: Tally, shape: str) -> None:
    """For each bottleneck, with one and with five seats more."""
    path = tally.folder.problem(shape)
    _, before = tally.divided(path)
    problem = read_file(path).problem
    if problem is None:
        raise ValueError(f"{shape} cannot be read")
    for more in MORE:
        begun = monotonic()
        told = counterfactuals(problem, from_json(before), more)
        seconds = monotonic() - begun
        wrong = [
            what.session
            for what in told
            if (what.points, what.winners, what.losers)
            != _again(tally, shape, before, what.session, more)
        ]
        came = (
            f"{len(wrong)} of {len(told)} differ from a new run"
            f" ({seconds / max(1, len(told)):.1f} s each;"
            f" {', '.join(f'+{what.points}' for what in told)} points)"
        )
        never_less = all(what.points >= 0 for what in told)
        ok = bool(told) and never_less and not wrong
        tally.add(f"{more} more in each bottleneck, {shape}", came, ok)
    stays = _staying_costs(tally, shape, before)
    tally.add(f"to stay where one was costs no point, {shape}", f"{stays} points", not stays)


def _again(
    tally: Tally, shape: str, before: Raw, session: str, more: int
) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    """Points more, who has more wish points and who has fewer; from a file of its own."""

    raw = shapes.raw(shape)
    for row in raw["sessions"]:
        row["maximum"] += more if row["id"] == session else 0
    _, after = tally.divided(tally.file("what-if", raw | {"former": _places(before)}))
    had, has = _wish_points(before), _wish_points(after)
    everybody = sorted(had.keys() | has.keys())
    return (
        after["objective"] - before["objective"],
        tuple(person for person in everybody if has[person] > had[person]),
        tuple(person for person in everybody if has[person] < had[person]),
    )


def _staying_costs(tally: Tally, shape: str, before: Raw) -> int:
    """Points lost when the same problem is divided again with a former outcome: none."""
    places = _places(before)[1::2]  # half of the seats stood there before
    path = tally.file("stays", shapes.raw(shape) | {"former": places})
    _, after = tally.divided(path)
    lost: int = before["objective"] - after["objective"]
    return lost


def _places(result: Raw) -> list[Raw]:
    return [{key: seat[key] for key in ("person", "session")} for seat in result["seats"]]


def _wish_points(result: dict[str, Any]) -> Counter[str]:
    points: Counter[str] = Counter()
    for seat in result["seats"]:
        points[seat["person"]] += POINTS[min(seat["rank"], len(POINTS)) - 1]
    return points
