"""The best seating: one optimum, then who kept their seat, what is cancelled, the lottery."""

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from onderling.matching.gains import add_objective
from onderling.matching.highs import (
    Answer,
    Infeasible,
    OutOfTime,
    Program,
    Vector,
    branch,
    keep_best,
    maximise,
    place_of_rows,
    program,
    relax,
)
from onderling.matching.model import Frame, Model, build, possible_seats
from onderling.matching.problem import Problem
from onderling.matching.result import Price
from onderling.matching.rules import Seating, seat_number, session_number, too_small
from onderling.matching.solved import Reporter, Solved

# Lottery numbers have 40 bits. Scaled to 0..1000 the solver's own precision (1e-7) still
# tells sums apart that differ by one part in 10 billion.
LOTTERY_SCALE = 1000.0 / 2**40


@dataclass(frozen=True)
class Task:
    """One problem on its way to an answer."""

    problem: Problem
    seed: str
    deadline: float | None
    reporter: Reporter


@dataclass(frozen=True)
class Stage:
    """A model with its answer: the optimum in whole points, ready for the next question."""

    model: Model
    program: Program
    cost: Vector
    answer: Answer
    seating: Seating


def solve_joint(task: Task) -> Solved:
    """All seats in one optimum (`order: joint`). Raises Infeasible or OutOfTime."""
    closed = hopeless(task.problem)
    task.reporter.progress(10, "Zet de regels om in een model")
    stage = first_optimum(task, closed)
    if not stage.answer.proved:
        return unproved(task, stage)
    task.reporter.found(_so_far(task, stage))
    task.reporter.progress(60, "Kiest tussen even goede verdelingen")
    try:
        cancelled = choose_cancelled(task, closed, stage)
        last = lots(task, with_open_set(task, closed | cancelled, best=stage))
    except OutOfTime:
        return replace(_so_far(task, stage), notes=(NO_LOTS,))
    bound = points_bound(stage)
    return Solved(last.seating.seats, bound, True, proof(stage), prices=_prices(last), notes=())


PROOF_SO_FAR = "De tijd was om: de grens is bewezen, de uitkomst kan nog beter."
NO_LOTS = "De tijd was om: tussen even goede verdelingen is niet volledig geloot."


def hopeless(problem: Problem) -> frozenset[str]:
    """Sessions that can never open: too few people may come, even if all of them did."""
    seats = possible_seats(problem)
    return frozenset(
        session.id
        for session in problem.sessions
        if session.id not in problem.must_open and seats.size_in(session.id) < session.fewest
    )


def first_optimum(task: Task, closed: frozenset[str]) -> Stage:
    """The optimum. Minimums are asked of a session only once it turned out too small.

    Without them the model is easier and its value a bound; when no minimum is hurt the
    answer is the optimum of the whole problem. The doubtful sessions are found on the
    linear program first, which is cheap. Rounding its yes and no gives a feasible outcome:
    something to hand over if the time runs out, and a value that rules out most of what is
    still undecided before branch and bound begins.
    """
    seats = possible_seats(task.problem, closed)
    doubtful: frozenset[str] = frozenset()
    while True:
        draft = _draft(task, seats, Frame(doubtful=doubtful))
        wider = doubtful | _thin(draft)
        if wider == doubtful:
            stage = _settle(task, draft, closed)
            wider |= {s.id for s in task.problem.sessions if too_small(stage.seating, s.id)}
            wider -= task.problem.must_open
            if wider == doubtful or not stage.answer.proved:
                return stage
        doubtful = wider
        task.reporter.progress(30, f"Zoekt de beste verdeling; twijfelt over {len(doubtful)}")


def _draft(task: Task, seats: Seating, frame: Frame) -> Stage:
    """Build a model and solve its linear program."""
    model = build(seats, frame)
    add_objective(model, seats)
    cost = np.array(model.cost, dtype=float)
    matrices = program(model, task.deadline)
    answer = relax(matrices, cost)
    return Stage(model, matrices, cost, answer, _read(model, answer))


def _thin(draft: Stage) -> frozenset[str]:
    """Sessions the linear program leaves with some people, but too few to be open."""
    problem = draft.model.problem
    sizes: Counter[str] = Counter()
    for (person, session), column in draft.model.seats.items():
        if (person, session) not in problem.giving:
            sizes[session] += draft.answer.values[column] * problem.person[person].size
    return (
        frozenset(
            session
            for session, size in sizes.items()
            if 1e-6 < size < problem.session[session].fewest - 1e-6
        )
        - problem.must_open
    )


def _settle(task: Task, draft: Stage, closed: frozenset[str]) -> Stage:
    """From the linear program to whole seats, by way of a feasible outcome near it."""
    reached = None
    if draft.model.opens:
        unlikely = {
            session
            for session, column in draft.model.opens.items()
            if draft.answer.values[column] < 0.5
        }
        try:
            found = with_open_set(task, closed | unlikely)
        except Infeasible:
            found = None
        if found is not None and found.answer.proved:
            bound = points_bound(draft)
            task.reporter.found(Solved(found.seating.seats, bound, False, PROOF_SO_FAR))
            reached = _value_in(draft, found)
        task.reporter.progress(45, "Zoekt de beste verdeling")
    return _finished(draft, reached)


def solve_stage(
    task: Task, seats: Seating, frame: Frame, reached: float | None = None
) -> Stage:
    """Build one model and find its optimum."""
    return _finished(_draft(task, seats, frame), reached)


def points_bound(stage: Stage) -> int:
    """The bound in points: a whole number, for every objective is one."""
    return int(np.floor(stage.answer.bound + 1e-6)) + stage.model.offset


def stays(model: Model) -> Vector:
    """One for every seat of `former`."""
    cost = np.zeros(len(model.cost))
    for seat in model.problem.had:
        if seat in model.seats:
            cost[model.seats[seat]] = 1.0
    return cost


def equally_good(stage: Stage) -> tuple[Program, Seating]:
    """Only what is as good as the optimum, and keeps as many seats of `former` as any of it."""
    kept = keep_best(stage.program, stage.cost, stage.answer)
    if not stage.model.problem.had:
        return kept, stage.seating
    cost = stays(stage.model)
    best = maximise(kept, cost)
    return keep_best(kept, cost, best), _read(stage.model, best)


def _read(model: Model, answer: Answer) -> Seating:
    return Seating(
        model.problem,
        (seat for seat, column in model.seats.items() if answer.values[column] > 0.5),
    )


def choose_cancelled(task: Task, closed: frozenset[str], stage: Stage) -> frozenset[str]:
    """Among equally good outcomes: keep `former`, then cancel the lowest sum of lots."""
    chosen = stage
    seats = possible_seats(task.problem, closed)
    while True:
        kept, seating = equally_good(chosen)
        gone = empty(seating) - closed
        wider = _in_doubt(chosen, seating, gone)
        if wider is None and gone:
            cost = np.zeros(len(chosen.cost))
            for session, column in chosen.model.opens.items():
                cost[column] = session_number(task.seed, session) * LOTTERY_SCALE
            seating = _read(chosen.model, maximise(kept, cost))
            gone = empty(seating) - closed
            wider = _in_doubt(chosen, seating, gone)
        if wider is None:
            return gone
        value = chosen.answer.value + chosen.model.offset
        draft = _draft(task, seats, Frame(doubtful=wider))
        chosen = _finished(draft, value - draft.model.offset)


def _in_doubt(stage: Stage, seating: Seating, gone: frozenset[str]) -> frozenset[str] | None:
    """The sessions to ask yes or no of, when these seats show more than the model knew."""
    problem, known = stage.model.problem, frozenset(stage.model.opens)
    small = {s.id for s in problem.sessions if too_small(seating, s.id)} - problem.must_open
    wider = known | gone | small
    return None if wider == known else wider


def empty(seating: Seating) -> frozenset[str]:
    """The sessions that are cancelled: they need people and have none."""
    return frozenset(s.id for s in seating.problem.sessions if not seating.is_open(s.id))


def with_open_set(task: Task, cancelled: frozenset[str], *, best: Stage | None = None) -> Stage:
    """The optimum with every session's fate known: hard minimums, no yes or no left.

    `best`: the stage that proved which value can be reached.
    """
    seats = possible_seats(task.problem, cancelled)
    opened = frozenset(s.id for s in task.problem.sessions) - cancelled
    draft = _draft(task, seats, Frame(opened=opened))
    return _finished(draft, None if best is None else _value_in(draft, best))


def _value_in(draft: Stage, best: Stage) -> float:
    """The value of `best` as this model counts it: what is certain is left out of both."""
    return best.answer.value + best.model.offset - draft.model.offset


def _finished(draft: Stage, reached: float | None) -> Stage:
    answer = branch(draft.program, draft.cost, draft.answer, reached=reached)
    return replace(draft, answer=answer, seating=_read(draft.model, answer))


def lots(task: Task, stage: Stage) -> Stage:
    """Among equally good seats: the highest sum of lottery numbers."""
    kept, _seating = equally_good(stage)
    cost = np.zeros(len(stage.cost))
    for (person, session), column in stage.model.seats.items():
        if (person, session) not in task.problem.giving:
            cost[column] = seat_number(task.seed, person, session) * LOTTERY_SCALE
    return replace(stage, seating=_read(stage.model, maximise(kept, cost)))


def _prices(stage: Stage) -> tuple[Price, ...]:
    """What one more place would be worth, where the linear program knows it."""
    relaxed = stage.answer.relaxed
    if relaxed is None or not stage.answer.is_linear:
        return ()
    shadow = relaxed.shadow
    places = place_of_rows(stage.model)
    found = {
        session: int(np.floor(shadow[places[row]] + 1e-6))
        for session, row in sorted(stage.model.row_of_maximum.items())
    }
    return tuple(
        Price("maximum", (session,), price) for session, price in found.items() if price > 0
    )


def proof(stage: Stage) -> str:
    """Say in one line how the bound is known."""
    if stage.answer.is_linear:
        return "De lineaire bovengrens van het probleem is gelijk aan de uitkomst."
    if stage.answer.proved:
        return "HiGHS heeft alle andere mogelijkheden uitgesloten (branch and bound)."
    return PROOF_SO_FAR


def _so_far(task: Task, stage: Stage) -> Solved:
    return Solved(stage.seating.seats, points_bound(stage), stage.answer.proved, proof(stage))


def unproved(task: Task, stage: Stage) -> Solved:
    """What is left when the time is up: feasible seats if these are, else OutOfTime."""
    if any(too_small(stage.seating, s.id) for s in task.problem.sessions):
        raise OutOfTime(points_bound(stage))
    return _so_far(task, stage)
