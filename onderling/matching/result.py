"""The result file: seats, reasons, bound and everything needed to check them."""

import dataclasses
from dataclasses import dataclass, field
from typing import Any, Literal

from onderling.matching.problem import Pair


@dataclass(frozen=True)
class Seat:
    """One seat and the list that gives it its worth (`locked`: none does)."""

    person: str
    session: str
    kind: str
    rank: int | None


@dataclass(frozen=True)
class Cancelled:
    """A session that does not take place."""

    session: str
    wanted: int
    minimum: int


Because = Literal["cancelled", "overlap", "full", "lottery", "cannot", "too_big"]
Numbers = dict[str, int | str | list[str]]


@dataclass(frozen=True)
class Reason:
    """Why a person did not get a session they wished for; `session` None: any of them."""

    person: str
    session: str | None
    because: Because
    numbers: Numbers


@dataclass(frozen=True)
class Clash:
    """One of the rules that contradict each other."""

    rule: str
    about: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Certificate:
    """How the bound is known."""

    kind: Literal["flow", "milp", "none"]
    bound: int | None
    proof: str


@dataclass(frozen=True)
class Result:
    """What the engine decided. Rows in canonical order."""

    status: Literal["optimal", "feasible", "infeasible"]
    objective: int | None
    bound: int | None
    certificate: Certificate
    seed: str
    digest: str
    seconds: float
    engine: dict[str, str]
    seats: tuple[Seat, ...] = ()
    cancelled: tuple[Cancelled, ...] = ()
    without: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    prices: dict[str, int] = field(default_factory=dict)
    moved: int = 0
    warnings: tuple[str, ...] = ()
    conflict: tuple[Clash, ...] = ()

    @property
    def places(self) -> frozenset[Pair]:
        """The seats as (person, session)."""
        return frozenset((seat.person, seat.session) for seat in self.seats)

    def to_json(self) -> dict[str, Any]:
        """The contract's JSON (schemas/result.schema.json)."""
        rows = dataclasses.asdict(self)
        for name in ("seats", "cancelled", "without", "reasons", "warnings"):
            rows[name] = list(rows[name])
        rows["prices"] = [{"session": s, "price": p} for s, p in sorted(self.prices.items())]
        if self.status != "infeasible":
            del rows["conflict"]
        else:
            rows["conflict"] = [
                {**row, "about": list(row["about"])} for row in rows["conflict"]
            ]
        return {"version": 1, **rows}


def from_json(row: dict[str, Any]) -> Result:
    """Read a result that has the right shape; KeyError or TypeError when it has not."""
    return Result(
        status=row["status"],
        objective=row["objective"],
        bound=row["bound"],
        certificate=Certificate(**row["certificate"]),
        seed=row["seed"],
        digest=row["digest"],
        seconds=row["seconds"],
        engine=row["engine"],
        seats=tuple(Seat(**seat) for seat in row["seats"]),
        cancelled=tuple(Cancelled(**cancelled) for cancelled in row["cancelled"]),
        without=tuple(row["without"]),
        reasons=tuple(Reason(**reason) for reason in row["reasons"]),
        prices={price["session"]: price["price"] for price in row["prices"]},
        moved=row["moved"],
        warnings=tuple(row["warnings"]),
        conflict=tuple(
            Clash(clash["rule"], tuple(clash["about"]), clash["text"])
            for clash in row.get("conflict", ())
        ),
    )
