"""The best so far: a flow is judged, noted, and handed over for who stops us now."""

from onderling.matching.network.graph import Numbers
from onderling.matching.solved import Solved
from onderling.matching.solving.judge import judge
from onderling.matching.solving.outlook import Climb

PROOF_SO_FAR = "De tijd was om: de grens is bewezen, de uitkomst kan nog beter."
NO_LOTS = "De tijd was om: tussen even goede verdelingen is niet volledig geloot."


def look(state: Climb, flow: Numbers) -> bool:
    """Judge a flow: note what it hurts, or that it is the best so far. Say if that is news."""
    found = judge(state.network, flow)
    if found.feasible and (state.reached is None or found.points > state.reached):
        state.reached, state.flow = found.points, flow
        tell(state)
    known = {id(rule) for rule in state.active}
    fresh = [rule for rule in found.hurt if id(rule) not in known]
    state.active += fresh
    doubt = state.doubtful | (found.thin & ~state.network.standing)
    news = bool(fresh) or bool((doubt != state.doubtful).any())
    state.doubtful = doubt
    return news


def tell(state: Climb) -> None:
    """Hand over the best so far, unless something as good went before."""
    if state.flow is not None and (state.told is None or state.value > state.told):
        hand_over(state, state.flow)


def hand_over(state: Climb, flow: Numbers) -> None:
    seats = state.network.taken(flow)
    bound = state.bound + state.network.offset
    # Never called optimal: the most points, perhaps, yet not the one outcome of this seed.
    notes = (NO_LOTS,) if state.proved else ()
    state.task.reporter.found(Solved(seats, bound, False, PROOF_SO_FAR, notes=notes))
