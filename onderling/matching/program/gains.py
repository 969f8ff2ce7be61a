"""The objective as costs of columns: the linear twin of `rules.objective`."""

from collections.abc import Callable, Sequence

from onderling.matching.problem import Interval, Pair, Person, Problem, overlap
from onderling.matching.program.model import Model, Terms
from onderling.matching.rules import (
    Seating,
    first_worth,
    goes_elsewhere,
    most_seats,
    seat_worth,
    slots_to_fill,
)

FirstWorth = Callable[[Problem, Person], int]


def add_objective(model: Model, seats: Seating, first: FirstWorth = first_worth) -> None:
    """Price every seat and add the helper columns that the objective needs."""
    problem = model.problem
    for (person, session), column in model.seats.items():
        if (person, session) in problem.giving:
            continue
        model.cost[column] += seat_worth(problem, person, session)
        if (person, session) in problem.had:
            model.cost[column] += problem.objective.stay
    for row in problem.people:
        counting = [s for s in seats.sessions_of(row.id) if (row.id, s) not in problem.giving]
        _first_seat(model, row, counting, first(problem, row))
        for interval in slots_to_fill(problem, row):
            _slot(model, row, seats.sessions_of(row.id), interval)
    if problem.objective.soft_together:
        for pair in problem.soft_together:
            _shared(model, seats, pair)
    if problem.objective.balance:
        _balance(model)


def _first_seat(model: Model, person: Person, sessions: list[str], worth: int) -> None:
    problem = model.problem
    if not sessions or not worth:
        return
    columns = [model.seats[person.id, session] for session in sessions]
    if any(lock in problem.held for lock in ((person.id, s) for s in sessions)):
        model.offset += worth
    elif most_seats(problem, person) == 1 or len(columns) == 1:
        for column in columns:  # at most one seat, so each one is the first
            model.cost[column] += worth
    else:
        seated = model.column(cost=worth)
        if worth > 0:
            model.row([(1, seated), *((-1, column) for column in columns)], high=0)
        else:
            for column in columns:
                model.row([(1, column), (-1, seated)], high=0)


def _slot(model: Model, person: Person, sessions: Sequence[str], interval: Interval) -> None:
    problem = model.problem
    loss = problem.objective.first_seat * person.size
    then = problem.times[interval]
    busy = [session for session in sessions if session in then]
    locks = problem.locks_of.get(person.id, ())
    if any(session in locks for session in busy):
        return
    model.offset -= loss
    columns = [model.seats[person.id, session] for session in busy]
    if _never_two(model, busy):
        for column in columns:
            model.cost[column] += loss
    else:
        filled = model.column(cost=loss)
        model.row([(1, filled), *((-1, column) for column in columns)], high=0)


def _never_two(model: Model, sessions: list[str]) -> bool:
    """Say whether these sessions all overlap, so that somebody has at most one of them."""
    times = sorted({t for s in sessions if (t := model.problem.session[s].interval)})
    return all(overlap(one, other) for one in times for other in times)


def _shared(model: Model, seats: Seating, pair: Pair) -> None:
    problem = model.problem
    one, other = pair
    for session in seats.sessions_of(one):
        columns = [model.seats.get((person, session)) for person in pair]
        if session in seats.sessions_of(other) and not problem.giving & {
            (one, session),
            (other, session),
        }:
            both = model.column(cost=problem.objective.soft_together)
            for column in columns:
                if column is not None:
                    model.row([(1, both), (-1, column)], high=0)


def _balance(model: Model) -> None:
    problem = model.problem
    points = problem.objective
    surplus: dict[str, Terms] = {}
    for (person, session), column in model.seats.items():
        row, host = problem.person[person], problem.session[session].organisation
        if not goes_elsewhere(row.organisation, host) or (person, session) in problem.giving:
            continue
        surplus.setdefault(str(row.organisation), []).append((row.size, column))
        surplus.setdefault(str(host), []).append((-row.size, column))
    for _, terms in sorted(surplus.items()):
        skew = model.column(cost=-points.balance, high=float("inf"))
        opposite = [(-coefficient, column) for coefficient, column in terms]
        model.row([*terms, (-1, skew)], high=points.balance_slack)
        model.row([*opposite, (-1, skew)], high=points.balance_slack)
