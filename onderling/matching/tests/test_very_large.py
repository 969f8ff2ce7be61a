"""What is done otherwise for very large problems, and that the result says so. S4-2, X-20."""

import numpy as np
import pytest

from onderling.matching.finish import MOST_ADDED_UP, NOT_ADDED_UP, beforehand, finish
from onderling.matching.flows.flow import (
    TooLarge,
    best_by_lot,
    best_circulation,
    best_flow,
    same_worth,
)
from onderling.matching.network import network
from onderling.matching.problem import Person, Problem, Session
from onderling.matching.reading import read_rows
from onderling.matching.result import Price
from onderling.matching.solved import PROOF_FLOW, Reporter, Solved
from onderling.matching.solving.task import Task
from onderling.matching.solving.ties import lots
from onderling.matching.solving.work import solve_here
from onderling.matching.tests.test_ladder import workshops


def test_lots_that_do_not_fit_are_shortened_and_seats_stay_as_good() -> None:
    problem = read_rows(workshops(2, 40, 8)).problem
    assert problem is not None
    wired = network(problem)
    face = same_worth(best_circulation(wired.graph))
    numbers = lots(wired, "2026", face)
    exact, shortened = best_by_lot(face.with_(gain=numbers))
    assert shortened == 0
    too_long = face.with_(gain=numbers << 20)
    with pytest.raises(TooLarge):
        best_flow(too_long)
    flow, shortened = best_by_lot(too_long)
    assert 0 < shortened <= 20
    assert np.array_equal(flow, exact)


def test_shortened_lots_are_noted_once(tiny: Problem) -> None:
    task = Task(tiny, "2026", None, Reporter())
    task.shortened.append(0)
    assert (task.notes, task.lot_bits) == ((), 40)
    task.shortened.extend([6, 6])
    assert [note.split(":")[1][:8] for note in task.notes] == [" 34 bits"]
    assert solve_here(task).notes == ()  # the note goes with the result in `work`


@pytest.fixture
def tiny() -> Problem:
    return Problem(sessions=(Session("s"),), people=(Person("an", wishes=(("s", 1),)),))


@pytest.mark.parametrize("more", [0, 1])
def test_above_a_size_prices_are_not_added_up_here_and_the_result_says_so(more: int) -> None:
    """The claim then is that of the solver; `verify` adds them up."""
    crowd = tuple(Person(f"p{n}") for n in range(MOST_ADDED_UP - 2 + more))
    wishes = tuple(Person(name, wishes=(("s", 1),)) for name in ("an", "bo"))
    problem = Problem(sessions=(Session("s", maximum=1),), people=(*wishes, *crowd))
    price = Price("maximum", ("s",), 1100)
    seats = frozenset({("an", "s")})
    solved = Solved(seats, 1100, True, PROOF_FLOW, prices=(price,))
    result = finish(beforehand(problem), solved, seed="2026", began=0.0)
    assert (result.status, result.prices) == ("optimal", (price,))
    assert result.certificate.kind == ("milp" if more else "flow")
    assert result.warnings == ((NOT_ADDED_UP,) if more else ())
