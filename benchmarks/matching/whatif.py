"""“What would one more seat give?”, asked of the engine and looked over from the files.

The engine solves again with the larger room, and among equal outcomes keeps people where they
are. Here the same is done from outside: the problem file is changed, divided afresh, and points
and people are counted from the two result files with code of our own.
"""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

from benchmarks.matching.command import allocate
from benchmarks.matching.folder import Folder
from onderling.matching.problem import Objective
from onderling.matching.reading import read_file
from onderling.matching.result import from_json
from onderling.matching.whatif import counterfactuals

MORE = (1, 5)
POINTS = Objective().points


def what_ifs(add: Callable[[str, str, bool], None], folder: Folder, shape: str) -> None:
    """For each bottleneck, with one and with five seats more."""
    out = folder.result(shape)
    allocate(folder.problem(shape), out)
    problem = read_file(folder.problem(shape)).problem
    if problem is None:
        raise ValueError(f"{shape} cannot be read")
    before = json.loads(out.read_bytes())
    for more in MORE:
        begun = monotonic()
        told = counterfactuals(problem, from_json(before), more)
        seconds = monotonic() - begun
        wrong = [
            what.session
            for what in told
            if (what.points, what.winners, what.losers)
            != _again(folder, shape, before, what.session, more)
        ]
        came = (
            f"{len(wrong)} of {len(told)} differ from a new run"
            f" ({seconds / max(1, len(told)):.1f} s each;"
            f" {', '.join(f'+{what.points}' for what in told)} points)"
        )
        never_less = all(what.points >= 0 for what in told)
        add(
            f"{more} more in each bottleneck, {shape}",
            came,
            bool(told and never_less and not wrong),
        )


def _again(
    folder: Folder, shape: str, before: dict[str, Any], session: str, more: int
) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    """Points more, who has more wish points and who has fewer; from a file of its own."""
    raw = json.loads(folder.problem(shape).read_text())
    for row in raw["sessions"]:
        row["maximum"] += more if row["id"] == session else 0
    places = [{key: seat[key] for key in ("person", "session")} for seat in before["seats"]]
    after = _divide(folder, shape, raw | {"former": places})
    plain = _divide(folder, shape, raw)
    if plain["objective"] != after["objective"]:
        return -1, (), ()  # staying put may not cost a point
    had, has = _wish_points(before), _wish_points(after)
    return (
        after["objective"] - before["objective"],
        tuple(sorted(p["id"] for p in raw["people"] if has[p["id"]] > had[p["id"]])),
        tuple(sorted(p["id"] for p in raw["people"] if has[p["id"]] < had[p["id"]])),
    )


def _divide(folder: Folder, shape: str, raw: dict[str, Any]) -> dict[str, Any]:
    changed: Path = folder.path / f"{shape}-what-if.json"
    changed.write_text(json.dumps(raw))
    out = folder.result("what-if")
    allocate(changed, out)
    result: dict[str, Any] = json.loads(out.read_bytes())
    return result


def _wish_points(result: dict[str, Any]) -> Counter[str]:
    points: Counter[str] = Counter()
    for seat in result["seats"]:
        points[seat["person"]] += POINTS[min(seat["rank"], len(POINTS)) - 1]
    return points
