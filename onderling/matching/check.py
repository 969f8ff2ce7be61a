"""Is a reason true? Checked from problem and result alone, not by the code that gave it."""

from collections.abc import Callable, Mapping

from onderling.matching.problem import Person, Problem, Session
from onderling.matching.result import Reason, Result
from onderling.matching.rules import (
    Seating,
    claim,
    forbidden,
    objective,
    seat_number,
    violations,
    wishes,
)


def check_reason(problem: Problem, result: Result, reason: Reason) -> str | None:
    """Say in one sentence what is untrue about a reason; None when it holds."""
    person = problem.person.get(reason.person)
    if person is None:
        return f"reden voor onbekende persoon “{reason.person}”"
    who = f"reden van “{reason.person}”"
    if reason.session is None:
        return _told(who, _too_big_for_all(problem, result, person, reason))
    session = problem.session.get(reason.session)
    if session is None:
        return f"{who}: onbekende sessie “{reason.session}”"
    if (person.id, session.id) in result.places:
        return f"{who}: zit gewoon in “{session.id}”"
    if session.id not in {wish.session for wish in wishes(problem, person)}:
        return f"{who}: “{session.id}” was geen wens"
    check = CHECKS[reason.because]
    try:
        wrong = check(problem, result, person, session, reason.numbers)
    except (KeyError, TypeError):
        wrong = "de getallen ontbreken of kloppen niet van soort"
    return _told(f"{who} over “{session.id}”", wrong)


def _told(who: str, wrong: str | None) -> str | None:
    return f"{who}: {wrong}" if wrong else None


Numbers = Mapping[str, int | str | list[str]]
Check = Callable[[Problem, Result, Person, Session, Numbers], str | None]


def _inside(problem: Problem, result: Result, session: str) -> list[str]:
    return sorted(p for p, s in result.places - problem.giving if s == session)


def _taken(problem: Problem, result: Result, session: str) -> int:
    return sum(problem.person[p].size for p in _inside(problem, result, session))


def _differs(numbers: Numbers, **expected: int | str | None) -> str | None:
    for name, value in expected.items():
        if numbers[name] != value:
            return f"{name} is {numbers[name]}, het moet {value} zijn"
    return None


def _cancelled(
    problem: Problem, result: Result, person: Person, session: Session, numbers: Numbers
) -> str | None:
    if _inside(problem, result, session.id) or not session.fewest:
        return "de sessie is niet afgezegd"
    size = sum(
        other.size
        for other in problem.people
        if session.id in dict(other.wishes) and not forbidden(problem, other, session)
    )
    return _differs(numbers, wanted=size, minimum=session.minimum)


def _too_big(
    problem: Problem, result: Result, person: Person, session: Session, numbers: Numbers
) -> str | None:
    if session.maximum is None or person.size <= session.maximum:
        return "de groep past wel"
    return _differs(numbers, size=person.size, maximum=session.maximum)


def _too_big_for_all(
    problem: Problem, result: Result, person: Person, reason: Reason
) -> str | None:
    largest = max((session.maximum or 0 for session in problem.sessions), default=0)
    if any(s.maximum is None or person.size <= s.maximum for s in problem.sessions):
        return "de groep past wel ergens"
    if reason.because != "too_big":
        return "alleen ‘too_big’ kan over alle sessies gaan"
    return _differs(reason.numbers, size=person.size, maximum=largest)


def _overlap(
    problem: Problem, result: Result, person: Person, session: Session, numbers: Numbers
) -> str | None:
    named = numbers["with"]
    if not isinstance(named, list) or not named:
        return "noemt niet waarmee de sessie botst"
    held = {s for p, s in result.places if p == person.id}
    locks = {lock.session for lock in problem.locked if lock.person == person.id}
    own = claim(problem, person, session)
    total = 0
    for other in named:
        if other not in held:
            return f"“{other}” is geen plek van deze persoon"
        kept = claim(problem, person, problem.session[other])
        total += kept.worth if kept else 0
    if not (set(named) & locks) and own and total < own.worth:
        return "de eigen plekken zijn minder waard dan deze wens"
    clashing = {other for other in named if _clash(problem.session[other], session)}
    has_room = len(held) < max(person.most, len(locks))
    if not clashing and has_room:
        return "de genoemde plekken botsen niet met deze sessie"
    return None


def _clash(one: Session, other: Session) -> bool:
    if one.activity and one.activity == other.activity:
        return True
    if not (one.start and one.end and other.start and other.end):
        return False
    return one.start < other.end and other.start < one.end


def _full(
    problem: Problem, result: Result, person: Person, session: Session, numbers: Numbers
) -> str | None:
    taken = _taken(problem, result, session.id)
    if session.maximum is None or taken + person.size <= session.maximum:
        return "er was nog plaats"
    ranks = {
        other.id: wish.rank
        for other in problem.people
        for wish in wishes(problem, other)
        if wish.session == session.id
    }
    rank = ranks[person.id]
    return _differs(
        numbers,
        places=session.maximum,
        taken=taken,
        rank=rank,
        first_wishes=sum(problem.person[p].size for p, r in ranks.items() if r == 1),
        as_high=sum(problem.person[p].size for p, r in ranks.items() if r <= rank),
    )


def _lottery(
    problem: Problem, result: Result, person: Person, session: Session, numbers: Numbers
) -> str | None:
    taken = _taken(problem, result, session.id)
    if session.maximum is None or taken + person.size <= session.maximum:
        return "er was nog plaats"
    yours = seat_number(result.seed, person.id, session.id)
    if wrong := _differs(numbers, places=session.maximum, taken=taken, yours=yours):
        return wrong
    lots = {
        seat_number(result.seed, other, session.id): problem.person[other]
        for other in _inside(problem, result, session.id)
    }
    winner = lots.get(int(str(numbers["theirs"])))
    if winner is None:
        return "niemand in de sessie heeft dit winnende lotnummer"
    if int(str(numbers["theirs"])) <= yours:
        return "het winnende lotnummer is niet hoger"
    if claim(problem, winner, session) != claim(problem, person, session):
        return "wie won had geen gelijke wens"
    return None


def _cannot(
    problem: Problem, result: Result, person: Person, session: Session, numbers: Numbers
) -> str | None:
    rule = numbers["rule"]
    if rule in ("cannot", "dates", "organisation", "unlisted"):
        found = forbidden(problem, person, session)
        return None if found == rule else f"regel “{rule}” verbiedt deze plek niet"
    held = {place for place in result.places if place[0] == person.id}
    if rule == "most":
        locks = {place for place in held if place[1] in problem.locks_of.get(person.id, ())}
        full = len(held) >= person.most and locks == held
        return None if full else "er zijn nog plekken over of niet alles staat vast"
    return _after_moving(problem, result, person, session, numbers)


def _after_moving(
    problem: Problem, result: Result, person: Person, session: Session, numbers: Numbers
) -> str | None:
    """Put the person in, take out what clashes, and look at the whole outcome again."""
    mine = {s for p, s in result.places if p == person.id}
    gone = {s for s in mine if _clash(problem.session[s], session)}
    if not gone and len(mine) >= person.most:
        loose = mine - set(problem.locks_of.get(person.id, ()))
        gone = {min(loose, key=lambda s: (_worth(problem, person, s), s))}
    places = (result.places - {(person.id, s) for s in gone}) | {(person.id, session.id)}
    moved = Seating(problem, places)
    broken = {(found.rule, found.about) for found in violations(moved)}
    rule = numbers["rule"]
    if rule not in ("total", "order"):
        about = numbers["about"]
        stands = isinstance(about, list) and (rule, tuple(about)) in broken
        return None if stands else f"regel “{rule}” staat deze plek niet in de weg"
    change = objective(moved) - objective(Seating(problem, result.places))
    if broken:
        return "een regel verbiedt deze plek, niet het totaal"
    if rule == "order" and result.status == "optimal" and problem.objective.order == "joint":
        return "de volgorde kan hier niets in de weg staan"
    if (change > 0) != (rule == "order"):
        return f"de plek verandert het totaal met {change} punten"
    return _differs(numbers, points=change)


def _worth(problem: Problem, person: Person, session: str) -> int:
    found = claim(problem, person, problem.session[session])
    return found.worth if found else 0


CHECKS: dict[str, Check] = {
    "cancelled": _cancelled,
    "too_big": _too_big,
    "overlap": _overlap,
    "full": _full,
    "lottery": _lottery,
    "cannot": _cannot,
}
