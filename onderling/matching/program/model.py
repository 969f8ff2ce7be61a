"""From rules to rows: the problem as columns, rows and costs, still without any solver."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onderling.matching.problem import Pair, Problem
from onderling.matching.rules import (
    RULES,
    Constraint,
    Rule,
    Seating,
    constraints,
    may_sit,
    reachable,
)

Terms = list[tuple[int, int]]  # (coefficient, column)


@dataclass
class Model:
    """Maximise cost x columns + offset, each row between its bounds.

    Columns 0.. are seats, then open sessions, then the helpers of the objective. Seats and
    open sessions are 0 or 1; helpers follow from them and may stay continuous.
    """

    problem: Problem
    seats: dict[Pair, int] = field(default_factory=dict)
    opens: dict[str, int] = field(default_factory=dict)
    cost: list[int] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    rows: list[tuple[Terms, float, float]] = field(default_factory=list)
    row_of_maximum: dict[str, int] = field(default_factory=dict)
    offset: int = 0

    def column(self, *, cost: int = 0, high: float = 1.0, whole: bool = False) -> int:
        """Add a column between 0 and `high`; return its number."""
        self.cost.append(cost)
        self.low.append(0.0)
        self.high.append(high)
        self.whole.append(int(whole))
        return len(self.cost) - 1

    def row(
        self, terms: Terms, *, low: float = float("-inf"), high: float = float("inf")
    ) -> None:
        """Add low <= terms <= high."""
        self.rows.append((terms, low, high))


@dataclass(frozen=True)
class Frame:
    """Which questions a model leaves open.

    doubtful: sessions the model may open or cancel. opened: sessions that must be open.
    Any other session may take people as if it had no minimum: a relaxation.
    lower: False leaves out every minimum (while `rounds` is still going round).
    fixed: seats that must stay. one_more: the round that is on gives everybody at most one
    seat beyond these (None: no rounds; False: the first round, so one seat in all).
    trust_locks: False lets a session with a locked participant be cancelled too.
    """

    doubtful: frozenset[str] = frozenset()
    opened: frozenset[str] = frozenset()
    lower: bool = True
    fixed: frozenset[Pair] = frozenset()
    one_more: bool | None = None
    trust_locks: bool = True


def possible_seats(problem: Problem, closed: Iterable[str] = ()) -> Seating:
    """Every seat that could be taken, locks included, outside the `closed` sessions."""
    shut = frozenset(closed)
    seats = {
        (person.id, session.id)
        for person in problem.people
        for session in reachable(problem, person)
        if session.id not in shut and may_sit(problem, person, session)
    }
    return Seating(problem, seats | problem.held | problem.giving)


# Which seats are possible already follows from the lists, so `allowed` adds nothing.
BUILDING = tuple(rule for rule in RULES if rule.name != "allowed")


def build(seats: Seating, frame: Frame, rules: Iterable[Rule] = BUILDING) -> Model:
    """Make columns for the possible seats and a row for every constraint over them."""
    problem = seats.problem
    model = Model(problem)
    for seat in sorted(seats.seats):
        model.seats[seat] = model.column(whole=True)
    for seat in frame.fixed & seats.seats:
        model.low[model.seats[seat]] = 1.0
    surely = frame.opened | (problem.must_open if frame.trust_locks else frozenset())
    for session in sorted(frame.doubtful - surely):
        model.opens[session] = model.column(whole=True)
    asked = surely | model.opens.keys() if frame.lower else frozenset()
    for rule, constraint in constraints(seats, rules):
        if not rule.lower or constraint.about[0] in asked:
            add_constraint(model, constraint)
    for session, column in model.opens.items():
        for person in seats.people_in(session):
            model.row([(1, model.seats[person, session]), (-1, column)], high=0)
    if frame.one_more is not None:
        for terms, number in _round_caps(seats, frame):
            model.row([(1, model.seats[seat]) for seat in terms], high=number)
    return model


def add_constraint(model: Model, constraint: Constraint) -> None:
    """Add one constraint as a row, or as a bound when it is about one column."""
    terms: Terms = []
    known = 0
    for coefficient, key in constraint.terms:
        if not isinstance(key, str):
            terms.append((coefficient, model.seats[key]))
        elif key in model.opens:
            terms.append((coefficient, model.opens[key]))
        else:
            known += coefficient  # surely open, so a number
    low = float("-inf") if constraint.low is None else constraint.low - known
    high = float("inf") if constraint.high is None else constraint.high - known
    if len(terms) == 1 and terms[0][0] == 1:
        column = terms[0][1]  # a bound is cheaper than a row
        model.low[column] = max(model.low[column], low)
        model.high[column] = min(model.high[column], high)
    elif terms or low > 0 or high < 0:
        if constraint.rule == "maximum":
            model.row_of_maximum[constraint.about[0]] = len(model.rows)
        model.row(terms, low=low, high=high)


def _round_caps(seats: Seating, frame: Frame) -> Iterator[tuple[list[Pair], int]]:
    # A giver's own session is no seat, so it does not use up a round.
    problem = seats.problem
    for person in problem.people:
        chosen = {(person.id, s) for s in seats.sessions_of(person.id)} - problem.giving
        kept = len(chosen & frame.fixed)
        cap = kept + 1 if frame.one_more else max(kept, 1)
        if len(chosen) > cap:
            yield sorted(chosen), cap
