"""The result file: seats, reasons, bound and everything needed to check them."""

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from onderling.matching.problem import LOT_BITS, Pair


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat and the list that gives it its worth (`locked`: none does)."""

    person: str
    session: str
    kind: str
    rank: int | None


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A session that does not take place."""

    session: str
    wanted: int
    minimum: int


Because = Literal["cancelled", "overlap", "full", "lottery", "cannot", "too_big"]
Numbers = dict[str, int | str | list[str]]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a person did not get a session they wished for; `session` None: any of them."""

    person: str
    session: str | None
    because: Because
    numbers: Numbers


@dataclass(frozen=True, order=True)
class Price:
    """What one more unit of one row would be worth to everybody together, in points.

    `rule` and `about` name the row as a `Constraint` does: ("maximum", ("s1",)). Above zero:
    the row holds people back from above, at its `high`; below zero: it pulls people in that
    would rather be elsewhere, at its `low`. "balance" is about one organisation: what one
    more person received there would be worth. Together the prices prove the bound (linear
    programming duality: Dantzig, Linear Programming and Extensions, 1963).
    """

    rule: str
    about: tuple[str, ...]
    price: int

    def to_json(self) -> dict[str, Any]:
        """The contract's row: session and price; rule and about unless a plain maximum."""
        session = {} if self.rule == "balance" else {"session": self.about[0]}
        if self.rule == "maximum":
            return {**session, "price": self.price}
        return {**session, "rule": self.rule, "about": list(self.about), "price": self.price}


def price_from_json(row: dict[str, Any]) -> Price:
    """Read what `to_json` wrote; KeyError when something is missing."""
    if "rule" in row:
        return Price(row["rule"], tuple(row["about"]), row["price"])
    return Price("maximum", (row["session"],), row["price"])


def price_of(prices: Iterable[Price]) -> dict[str, int]:
    """Per full session what one more place would have been worth."""
    return {row.about[0]: row.price for row in prices if row.rule == "maximum"}


@dataclass(frozen=True, slots=True)
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
    prices: tuple[Price, ...] = ()
    moved: int = 0
    lot_bits: int = LOT_BITS
    warnings: tuple[str, ...] = ()
    conflict: tuple[Clash, ...] = ()

    @property
    def places(self) -> frozenset[Pair]:
        """The seats as (person, session)."""
        return frozenset((seat.person, seat.session) for seat in self.seats)

    def parts(self) -> Iterator[tuple[str, Any]]:
        """The parts of the contract's JSON by name; a table is an iterator of its rows."""
        yield "version", 1
        for name in ("status", "objective", "bound"):
            yield name, getattr(self, name)
        yield "certificate", dataclasses.asdict(self.certificate)
        for name in ("seed", "digest", "seconds", "engine", "moved"):
            yield name, getattr(self, name)
        if self.lot_bits != LOT_BITS:
            yield "lot_bits", self.lot_bits
        yield "warnings", iter(self.warnings)
        yield "seats", map(_row, self.seats)
        yield "cancelled", map(_row, self.cancelled)
        yield "without", iter(self.without)
        yield "reasons", map(_row, self.reasons)
        yield "prices", (price.to_json() for price in sorted(self.prices))
        if self.status == "infeasible":
            rows = map(_row, self.conflict)
            yield "conflict", ({**row, "about": list(row["about"])} for row in rows)

    def to_json(self) -> dict[str, Any]:
        """The contract's JSON (schemas/result.schema.json)."""
        return {
            name: list(value) if isinstance(value, Iterator) else value
            for name, value in self.parts()
        }


def _row(row: Seat | Cancelled | Reason | Clash) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__slots__}


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
        prices=tuple(price_from_json(price) for price in row["prices"]),
        moved=row["moved"],
        lot_bits=row.get("lot_bits", LOT_BITS),
        warnings=tuple(row["warnings"]),
        conflict=tuple(
            Clash(clash["rule"], tuple(clash["about"]), clash["text"])
            for clash in row.get("conflict", ())
        ),
    )
