"""fairpyx 0.0.4: fair division of courses, its round robin."""

from collections.abc import Iterable
from typing import Any

import fairpyx

from benchmarks.matching.peers.day import Day, Seats


def round_robin(day: Day) -> Seats:
    """Everybody picks in turn; it knows rooms and rounds, not minimums or first seats."""
    instance: Any = fairpyx.Instance(
        valuations={person: _worths(day, person) for person in day.lottery},
        agent_capacities=day.most,
        item_capacities=day.room,
        item_conflicts={s: _same_round(day, s) for s in day.room},
        agent_conflicts={p: set(day.room).difference(day.wishes[p]) for p in day.wishes},
    )
    found: dict[str, Iterable[str]] = fairpyx.divide(fairpyx.algorithms.round_robin, instance)
    return {(person, session) for person, sessions in found.items() for session in sessions}


def _worths(day: Day, person: str) -> dict[str, int]:
    ranks = {session: rank for rank, session in enumerate(day.wishes[person], 1)}
    return {
        session: day.worth(ranks[session]) if session in ranks else 0 for session in day.room
    }


def _same_round(day: Day, session: str) -> set[str]:
    return {other for other, when in day.round.items() if when == day.round[session]} - {
        session
    }
