"""Balance: who sends and who receives, as a node per organisation."""

from collections.abc import Mapping, Sequence

from onderling.matching.network.graph import HUB, Wiring
from onderling.matching.problem import Objective, Problem
from onderling.matching.rules import View, goes_elsewhere
from onderling.matching.rules.traffic import imbalance_cost, traffic


def homes(
    wiring: Wiring, view: View, free: Mapping[str, Sequence[str]]
) -> dict[str, int] | None:
    """A node per organisation that sends or receives; None when balance is no flow.

    People leave from the node of their own organisation and arrive at that of their host, so
    what a node lacks or has too much goes by the hub: `slack` people free, each further one
    at the cost of `balance`. It needs rows of one person, and people and sessions that are
    all about an exchange or not at all.
    """
    problem = view.problem
    if not problem.objective.balance:
        return {}
    away: dict[tuple[str, str], bool] = {}
    for person, sessions in free.items():
        row = problem.person[person]
        for session in sessions:
            leaves = goes_elsewhere(row.organisation, problem.session[session].organisation)
            if leaves and row.size != 1:
                return None
            for end in (("person", person), ("session", session)):
                if away.setdefault(end, leaves) != leaves:
                    return None
    nodes: dict[str, int] = {}
    for (kind, name), leaves in away.items():
        row_or_session = problem.person[name] if kind == "person" else problem.session[name]
        if leaves and row_or_session.organisation not in nodes:
            nodes[str(row_or_session.organisation)] = wiring.node()
    already = traffic(problem, problem.held)
    many = sum(person.most for person in problem.people)
    for organisation, node in nodes.items():
        _through_the_hub(wiring, problem.objective, node, already[organisation], many)
    return nodes


def fixed_imbalance(problem: Problem) -> int:
    """What the locked seats cost in balance by themselves."""
    return imbalance_cost(problem, traffic(problem, problem.held))


def _through_the_hub(
    wiring: Wiring, points: Objective, node: int, surplus: int, many: int
) -> None:
    """Arcs for sending more than is received, and the reverse.

    `surplus`: people already sent minus received by locks; `many`: more than can ever go.
    Up to the edge of the slack the net change earns or costs nothing; locks far outside it
    make coming back a gain.
    """
    slack, loss = points.balance_slack, points.balance
    for tail, head, way in ((HUB, node, 1), (node, HUB, -1)):
        back = max(0, -slack - way * surplus)  # people who bring the balance nearer
        free = max(0, slack - way * surplus) - back
        for people, gain in ((back, loss), (free, 0), (many, -loss)):
            if people:
                wiring.arc(tail, head, people, gain)
