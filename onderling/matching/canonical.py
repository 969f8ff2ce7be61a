"""One spelling for one problem: the same rows in any order give the same bytes."""

import dataclasses
import hashlib
import json
from datetime import datetime
from typing import Any

from onderling.matching.problem import Pair, Problem


def in_order(problem: Problem) -> Problem:
    """Put every row and list whose order means nothing in order of id."""
    return dataclasses.replace(
        problem,
        sessions=tuple(
            dataclasses.replace(session, needs=tuple(sorted(session.needs)))
            for session in sorted(problem.sessions, key=lambda session: session.id)
        ),
        people=tuple(
            dataclasses.replace(
                person,
                wishes=tuple(sorted(person.wishes, key=lambda wish: (wish[1], wish[0]))),
                wish_organisations=tuple(
                    sorted(person.wish_organisations, key=lambda wish: (wish[1], wish[0]))
                ),
                also_good=tuple(sorted(person.also_good)),
                rather_not=tuple(sorted(person.rather_not)),
                cannot=tuple(sorted(person.cannot)),
                has=tuple(sorted(person.has)),
                visited=tuple(sorted(person.visited)),
                dates=tuple(sorted(person.dates)),
            )
            for person in sorted(problem.people, key=lambda person: person.id)
        ),
        locked=tuple(sorted(problem.locked, key=lambda lock: (lock.person, lock.session))),
        together=_pairs(problem.together),
        apart=_pairs(problem.apart),
        soft_together=_pairs(problem.soft_together),
        former=tuple(sorted(set(problem.former))),
    )


def to_json(problem: Problem) -> dict[str, Any]:
    """Write a problem as the contract's JSON, with the defaults filled in.

    A bound that is not there is left out, as the contract asks.
    """
    ordered = in_order(problem)
    rows = dataclasses.asdict(ordered)
    for name in ("sessions", "people"):
        rows[name] = [
            {key: _plain(value) for key, value in row.items() if value is not None}
            for row in rows[name]
        ]
    rows["former"] = [{"person": p, "session": s} for p, s in ordered.former]
    return {"version": 1, **_plain(rows)}


def digest(problem: Problem) -> str:
    """SHA-256 of the canonical JSON: rows by id, keys sorted, defaults filled in, UTF-8."""
    text = json.dumps(
        to_json(problem), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _pairs(pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    return tuple(sorted({(min(pair), max(pair)) for pair in pairs}))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
