"""What ties people to one another: together, apart, friends, and balance that is no flow."""

from collections.abc import Iterable, Iterator

from onderling.matching.network.loose import Loose, must_hold
from onderling.matching.problem import Pair, Problem
from onderling.matching.rules import View, goes_elsewhere
from onderling.matching.rules.people import apart, together


def loose_pairs(problem: Problem, view: View) -> Iterator[Loose]:
    """The rules about two people, and what a pair of friends loses when only one sits there."""
    for pair in problem.together:
        yield from (must_hold(constraint) for constraint in together(view, *pair))
    for pair in problem.apart:
        yield from (must_hold(constraint) for constraint in apart(view, *pair))
    for one, other in _friends(problem, view):
        if not {one, other} & problem.held:
            for (mine, part), (theirs, _) in _both_ways(_halves(problem, one, other)):
                yield Loose(((((1, mine), (-1, theirs)), 0),), loss=part)


def shared_points(problem: Problem, view: View) -> Iterator[tuple[Pair, int]]:
    """Half of what a pair earns by sharing on the seat of each: together it is exact.

    One alone earns a part too much, so the flow stays a bound. Next to a locked seat the
    other one earns it whole.
    """
    for one, other in _friends(problem, view):
        stands = {one, other} & problem.held
        if not stands:
            yield from _halves(problem, one, other)
        elif len(stands) == 2:
            yield one, problem.objective.soft_together
        else:
            yield (other if one in stands else one), problem.objective.soft_together


def _friends(problem: Problem, view: View) -> Iterator[tuple[Pair, Pair]]:
    """The two seats of each session that a pair could share as participants."""
    if not problem.objective.soft_together:
        return
    for one, other in problem.soft_together:
        for session in sorted({*view.sessions_of(one)} & {*view.sessions_of(other)}):
            ends = (one, session), (other, session)
            if not problem.giving & set(ends):
                yield ends


def _halves(problem: Problem, one: Pair, other: Pair) -> tuple[tuple[Pair, int], ...]:
    whole = problem.objective.soft_together
    return (one, whole - whole // 2), (other, whole // 2)


def _both_ways(
    halves: tuple[tuple[Pair, int], ...],
) -> Iterator[tuple[tuple[Pair, int], tuple[Pair, int]]]:
    one, other = halves
    yield one, other
    yield other, one


def loose_balance(problem: Problem, seats: Iterable[Pair]) -> Iterator[Loose]:
    """Per organisation what is lost outside the slack, as rows over all its seats."""
    terms: dict[str, list[tuple[int, Pair]]] = {}
    for person, session in (*seats, *sorted(problem.held)):
        row, host = problem.person[person], problem.session[session].organisation
        if goes_elsewhere(row.organisation, host):
            terms.setdefault(str(row.organisation), []).append((row.size, (person, session)))
            terms.setdefault(str(host), []).append((-row.size, (person, session)))
    slack = problem.objective.balance_slack
    for _, found in sorted(terms.items()):
        opposite = tuple((-coefficient, key) for coefficient, key in found)
        yield Loose(((tuple(found), slack), (opposite, slack)), loss=problem.objective.balance)
