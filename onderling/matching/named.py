"""The name of a seat: the list, and the place on it, that give it its worth."""

from onderling.matching.problem import Problem
from onderling.matching.result import Seat
from onderling.matching.rules import claim


def named_seat(problem: Problem, person: str, session: str) -> Seat:
    """Name the list that gives a seat its worth; a giver's own session has none."""
    found = claim(problem, problem.person[person], problem.session[session])
    if found is None or (person, session) in problem.giving:
        return Seat(person, session, "locked", None)
    return Seat(person, session, found.kind, found.rank)
