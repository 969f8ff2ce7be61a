"""The only door to HiGHS: linear programs first, branch and bound when they are not whole."""

import dataclasses
from dataclasses import dataclass
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from onderling.matching.later import optimize, sparse

Vector = NDArray[np.float64]
WHOLE = 1e-6  # how far from a whole number a value may be and still be that number
PRICED = 1e-6  # a reduced cost below this says nothing
FOREVER = 1e7  # seconds
# Lottery numbers have 40 bits. Scaled to 0..1000 the precision of HiGHS (1e-7) still tells sums
# apart that differ by one part in 10 billion.
LOTTERY_SCALE = 1000.0 / 2**40
GUESS = 50.0  # how far under the linear optimum to look first when no value is known
INTERIOR = 40_000  # columns: from here on the interior point finds the corner far sooner
BROKEN = 4  # what scipy says when HiGHS ended without saying anything
TIGHT = 1e-4  # a linear optimum this close to the whole one is the same


class Infeasible(Exception):
    """No outcome keeps to all rules."""


class OutOfTime(Exception):
    """The limit passed before anything usable was found. `bound` is still honest."""

    def __init__(self, bound: float = float("inf")) -> None:
        super().__init__()
        self.bound = bound


@dataclass(frozen=True)
class Program:
    """Rows and bounds in the shape scipy wants: equal rows and at-most rows apart."""

    equal: "sparse.csr_array"
    equal_to: Vector
    at_most: "sparse.csr_array"
    limit: Vector
    low: Vector
    high: Vector
    whole: Vector
    deadline: float | None = None

    @property
    def seconds_left(self) -> float | None:
        """Seconds until the deadline; None when there is none."""
        if self.deadline is None:
            return None
        left = self.deadline - monotonic()
        if left <= 0:
            raise OutOfTime
        return left


@dataclass(frozen=True)
class Relaxed:
    """The linear program: its optimum, the cost of moving a column, the price of a row."""

    top: float
    reduced: Vector
    shadow: Vector


@dataclass(frozen=True)
class Answer:
    """The best values found. `bound` >= every value; `proved`: nothing is better."""

    values: Vector
    value: float
    bound: float
    proved: bool
    relaxed: Relaxed | None = None

    @property
    def is_linear(self) -> bool:
        """Say whether the linear program alone proves it, so that its prices mean something."""
        return self.relaxed is not None and self.relaxed.top - self.value < TIGHT


def maximise(task: Program, cost: Vector, *, reached: float | None = None) -> Answer:
    """Find whole values with the highest cost, and a bound on what is possible.

    The linear program comes first: in most of our problems its corners are whole. When they
    are not, a value already `reached` by some feasible answer makes the rest smaller.
    """
    relaxed = relax(task, cost)
    if reached is None and not is_whole(relaxed.values, task.whole):
        nearby = near(task, cost, relaxed)
        reached = None if nearby is None else nearby.value
    return branch(task, cost, relaxed, reached=reached)


def near(task: Program, cost: Vector, relaxed: Answer) -> Answer | None:
    """Whole values close to the linear optimum: what is whole there stays, the rest varies.

    Berthold, RENS: the optimal rounding (Mathematical Programming Computation, 2014). First
    with every whole column kept; when that cannot be, only the ones.
    """
    rounded = np.round(relaxed.values)
    whole = (task.whole > 0) & (np.abs(relaxed.values - rounded) < WHOLE)
    for kept in (whole, whole & (rounded > 0)):
        fixed = dataclasses.replace(
            task,
            low=np.where(kept, rounded, task.low),
            high=np.where(kept, rounded, task.high),
        )
        try:
            return _branch(fixed, cost, relaxed.value)
        except Infeasible:
            continue
    return None


def relax(task: Program, cost: Vector) -> Answer:
    """Solve the linear program: a bound, prices, and values that may be fractions."""
    if (task.low > task.high).any():
        raise Infeasible
    if not len(task.low):
        # scipy refuses an empty program; only its rows can still fail.
        if (task.limit < 0).any() or task.equal_to.any():
            raise Infeasible
        return Answer(np.zeros(0), 0.0, 0.0, True)
    left = task.seconds_left
    found = optimize.linprog(  # type: ignore[call-overload]  # scipy takes sparse rows, its stubs do not
        -cost,
        A_ub=task.at_most,
        b_ub=task.limit,
        A_eq=task.equal,
        b_eq=task.equal_to,
        bounds=np.column_stack([task.low, task.high]),
        method="highs-ds" if len(cost) < INTERIOR else "highs-ipm",
        options={"time_limit": FOREVER if left is None else left},
    )
    if found.status == 2:
        raise Infeasible
    if found.status != 0:
        raise OutOfTime
    top = -float(found.fun)
    prices = Relaxed(
        top, -(found.lower.marginals + found.upper.marginals), -found.ineqlin.marginals
    )
    return Answer(found.x, top, top, True, prices)


def worth(relaxed: Answer, value: float) -> Answer:
    """A linear program, for an optimum of whole values whose height is known already."""
    return dataclasses.replace(relaxed, value=value, bound=value)


def best_of(task: Program, cost: Vector) -> Answer:
    """As `maximise`, where few points are left open: no value nearby is looked for first."""
    return finished(task, cost, relax(task, cost))


def finished(task: Program, cost: Vector, relaxed: Answer) -> Answer:
    """Whole values, with what the linear program of this or a wider program gave."""
    if is_whole(relaxed.values, task.whole):
        return dataclasses.replace(relaxed, values=_tidy(relaxed.values, task.whole))
    return dataclasses.replace(_branch(task, cost, relaxed.value), relaxed=relaxed.relaxed)


def branch(
    task: Program, cost: Vector, relaxed: Answer, *, reached: float | None = None
) -> Answer:
    """Go from the linear program to whole values; branch and bound where that is needed."""
    if reached is not None or is_whole(relaxed.values, task.whole):
        smaller = task if reached is None else within(task, relaxed, reached)
        return finished(smaller, cost, relaxed)
    return dataclasses.replace(_by_guesses(task, cost, relaxed), relaxed=relaxed.relaxed)


def _by_guesses(task: Program, cost: Vector, relaxed: Answer) -> Answer:
    """Look close under the linear optimum first, and further down while nothing is there.

    What lies further down than the guess is left out by reduced-cost fixing; so an answer
    above the guess is the best of all, and one below it is a value reached.
    """
    gap = GUESS
    while True:
        guess = relaxed.value - gap
        smaller = within(task, relaxed, guess)
        every = bool(((smaller.low == task.low) & (smaller.high == task.high)).all())
        if every:
            return _branch(task, cost, relaxed.value)
        try:
            answer = _branch(smaller, cost, relaxed.value)
        except Infeasible:
            gap *= 4
            continue
        if answer.value >= guess:
            return answer
        if not answer.proved:
            return dataclasses.replace(answer, bound=max(answer.bound, guess))
        found = within(task, relaxed, answer.value)
        return _branch(found, cost, relaxed.value)


def _branch(task: Program, cost: Vector, top: float) -> Answer:
    found = _milp(task, cost, presolve=True)
    if found.status == BROKEN:  # HiGHS 1.12 trips over its own presolve, very rarely
        found = _milp(task, cost, presolve=False)
    if found.status == 2:
        raise Infeasible
    bound = top if found.mip_dual_bound is None else min(top, -float(found.mip_dual_bound))
    if found.x is None:
        raise OutOfTime(bound)
    values = _tidy(found.x, task.whole)
    return Answer(values, float(cost @ values), bound, found.status == 0)


def _milp(task: Program, cost: Vector, *, presolve: bool) -> "optimize.OptimizeResult":
    left = task.seconds_left
    rows = (
        [optimize.LinearConstraint(task.at_most, -np.inf, task.limit)]
        if len(task.limit)
        else []
    )
    if len(task.equal_to):
        rows.append(optimize.LinearConstraint(task.equal, task.equal_to, task.equal_to))
    return optimize.milp(
        -cost,
        integrality=task.whole.astype(int),
        bounds=optimize.Bounds(task.low, task.high),
        constraints=rows,
        options={
            "mip_rel_gap": 0.0,
            "presolve": presolve,
            "time_limit": FOREVER if left is None else left,
        },
    )


def is_whole(values: Vector, whole: Vector) -> bool:
    """Say whether every value that should be whole is."""
    return bool((np.abs(values - np.round(values))[whole > 0] < WHOLE).all())


def _tidy(values: Vector, whole: Vector) -> Vector:
    tidied: Vector = np.where(whole > 0, np.round(values), values)
    return tidied


def keep_best(task: Program, cost: Vector, best: Answer) -> Program:
    """Allow only answers as good as `best` (proved, in whole points).

    One long row says "at least as good"; half a point of room costs nothing, for points
    are whole. The prices of the linear program say what cannot move anyway; when the linear
    program reaches the best value they say it all, and the network stays a network.
    """
    if best.relaxed is None:
        return task
    smaller = within(task, best, best.value)
    if best.relaxed.top - best.value < TIGHT:
        return smaller
    return dataclasses.replace(
        smaller,
        at_most=sparse.csr_array(
            sparse.vstack([smaller.at_most, sparse.csr_array(-cost.reshape(1, -1))])
        ),
        limit=np.append(smaller.limit, 0.5 - best.value),
    )


def within(task: Program, answer: Answer, reached: float) -> Program:
    """Fix what would cost more than the gap between the linear optimum and `reached`.

    Reduced-cost fixing: moving a column off its bound loses at least its reduced cost, and
    leaving a place of a row empty loses at least its price. With no gap this is
    complementary slackness.
    """
    prices = answer.relaxed
    if prices is None:
        return task
    gap = max(prices.top - reached, 0.0) + PRICED
    # Helper columns are whole too once the seats are, so in rows with a whole limit the
    # places left empty are a whole number. (The row of `keep_best` has half a point.)
    full = (prices.shadow > gap) & (task.limit == np.round(task.limit))
    return dataclasses.replace(
        task,
        low=np.where(prices.reduced > gap, task.high, task.low),
        high=np.where(prices.reduced < -gap, task.low, task.high),
        equal=sparse.csr_array(sparse.vstack([task.equal, task.at_most[full]])),
        equal_to=np.concatenate([task.equal_to, task.limit[full]]),
        at_most=task.at_most[~full],
        limit=task.limit[~full],
    )
