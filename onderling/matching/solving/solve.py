"""All seats in one optimum (`order: joint`): up the ladder, then the ties, then the prices."""

from onderling.matching.flows.flow import Circulation
from onderling.matching.network import Impossible, Network, network
from onderling.matching.network.seats import choices_of
from onderling.matching.program.highs import Infeasible, OutOfTime
from onderling.matching.solved import PROOF_FLOW, PROOF_OPEN, Solved, ceiling
from onderling.matching.solving.draft import draft
from onderling.matching.solving.ladder import climb
from onderling.matching.solving.outlook import Climb
from onderling.matching.solving.prices import prices
from onderling.matching.solving.so_far import NO_LOTS, PROOF_SO_FAR
from onderling.matching.solving.task import Task
from onderling.matching.solving.ties import settle

PROOF_LOOSE = "HiGHS heeft alle andere mogelijkheden uitgesloten (branch and bound)."


def solve_joint(task: Task) -> Solved:
    """The best seats of all. Raises Infeasible, or OutOfTime with nothing to give."""
    task.reporter.progress(10, "Zet de regels om in een model")
    wired = wire(task)
    task.reporter.progress(20, "Zoekt de beste verdeling")
    state = climb(task, wired)
    task.reporter.progress(60, "Kiest tussen even goede verdelingen")
    bound = state.bound + wired.offset
    try:
        flow, best = settle(state)
    except OutOfTime:
        seats = wired.taken(state.solution)
        # As good as any, yet not the one outcome the seed points at: so not called optimal.
        return Solved(seats, bound, False, PROOF_SO_FAR, notes=(NO_LOTS,))
    return Solved(
        wired.taken(flow),
        bound,
        True,
        proof(state, best),
        prices=prices(wired, state.first if state.first.value == state.value else best),
    )


def wire(task: Task) -> Network:
    """The problem as a network; a draft of an outcome is handed over before it is laid.

    Raises Infeasible when the locks alone break a rule.
    """
    seats = choices_of(task.problem)
    first = draft(seats)
    if first is not None:
        bound = ceiling(task.problem, seats.worths())
        task.reporter.found(Solved(first, bound, False, PROOF_SO_FAR))
    try:
        return network(task.problem, seats)
    except Impossible:
        raise Infeasible from None


def proof(state: Climb, best: Circulation) -> str:
    """Say in one line how the bound is known."""
    if state.first.value == state.value:
        return PROOF_FLOW
    return PROOF_OPEN if best.value == state.value else PROOF_LOOSE
