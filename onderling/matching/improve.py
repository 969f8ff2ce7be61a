"""Could one small change make it better? An optimum leaves no such change."""

from collections.abc import Iterator

from onderling.matching.problem import Pair
from onderling.matching.result import Result
from onderling.matching.rules import (
    Seating,
    broken_by,
    claim,
    effect,
    in_the_way,
    may_sit,
    seat_number,
)


def better_moves(seating: Seating) -> Iterator[str]:
    """One person in one more or one other session: never a gain, if the result is optimal."""
    problem = seating.problem
    for person in problem.people:
        held = seating.sessions_of(person.id)
        loose = [s for s in held if s not in problem.locks_of.get(person.id, ())]
        for session in problem.sessions:
            if session.id in held or not may_sit(problem, person, session):
                continue
            add = {(person.id, session.id)}
            for given_up in (None, *loose):
                remove = set() if given_up is None else {(person.id, given_up)}
                gain = effect(seating, add=add, remove=remove)
                if gain > 0 and not broken_by(seating, add=add, remove=remove):
                    yield (
                        f"Niet optimaal: “{person.id}” in “{session.id}” zou {gain} punten"
                        " opleveren zonder een regel te schenden."
                    )


def unfair_lots(result: Result, seating: Seating) -> Iterator[str]:
    """Two people with an equal claim who could change places: the higher lots must sit."""
    problem = seating.problem
    for reason in result.reasons:
        if reason.because not in ("full", "lottery") or reason.session is None:
            continue
        row, session = problem.person[reason.person], problem.session[reason.session]
        blocking = in_the_way(seating, row.id, session.id)
        own = claim(problem, row, session)
        for other in seating.people_in(session.id):
            rival = problem.person[other]
            if rival.size != row.size or claim(problem, rival, session) != own:
                continue
            add = {(row.id, session.id), *((other, s) for s in blocking)}
            remove = {(other, session.id), *((row.id, s) for s in blocking)}
            if (
                not add & seating.seats
                and _luck(result, seating, add) > _luck(result, seating, remove)
                and effect(seating, add=add, remove=remove) == 0
                and not broken_by(seating, add=add, remove=remove)
            ):
                yield (
                    f"De loting klopt niet: “{row.id}” hoort volgens het lot in"
                    f" “{session.id}” en “{other}” niet."
                )


def _luck(result: Result, seating: Seating, seats: set[Pair]) -> tuple[int, int]:
    """What decides between equal outcomes: former seats first, then lottery numbers."""
    return (
        len(seats & seating.problem.had),
        sum(seat_number(result.seed, person, session) for person, session in seats),
    )
