"""Is what the result says true? Every reason, and what one more seat would give."""

from collections import Counter
from dataclasses import replace
from time import monotonic

from benchmarks.matching.checks.tally import Tally, wrongs_of
from benchmarks.matching.shapes import problem
from onderling.matching.problem import Problem, Session
from onderling.matching.rules import Seating, objective
from onderling.matching.run import solve


def reasons(tally: Tally, shape: str) -> None:
    """Every reason, and everything else a result claims, looked over against the data."""
    path = tally.folder.problem(shape)
    _, result = tally.divided(path)
    begun = monotonic()
    wrongs = wrongs_of(path, result)
    kinds = Counter(reason["because"] for reason in result["reasons"])
    told = ", ".join(f"{kind} {number:,}" for kind, number in kinds.most_common())
    came = (
        f"{len(wrongs)} wrong of {len(result['reasons']):,} ({told});"
        f" {monotonic() - begun:.1f} s"
    )
    tally.add(f"every reason looked over, {shape}", came, bool(kinds) and not wrongs)


def never_lower(tally: Tally, shape: str) -> None:
    """One more seat, in each session in turn: never fewer points than before."""
    plain = problem(shape)
    before = _points(plain)
    more = {
        session.id: _points(_wider(plain, session)) - before
        for session in plain.sessions
        if session.maximum is not None
    }
    fewer = [name for name, points in more.items() if points < 0]
    gains = sum(points > 0 for points in more.values())
    came = (
        f"{len(fewer)} of {len(more)} sessions give fewer points, {gains} more,"
        f" at most +{max(more.values())}"
    )
    tally.add(f"one more seat never costs a point, {shape}", came, not fewer and gains > 0)


def _wider(plain: Problem, wide: Session) -> Problem:
    sessions = tuple(
        replace(row, maximum=(row.maximum or 0) + 1) if row is wide else row
        for row in plain.sessions
    )
    return replace(plain, sessions=sessions)


def _points(asked: Problem) -> int:
    return objective(Seating(asked, solve(asked).seats))
