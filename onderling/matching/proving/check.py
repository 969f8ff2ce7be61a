"""Is a reason true? Checked from problem and result alone, not by the code that gave it."""

from collections.abc import Callable, Mapping

from onderling.matching.problem import Person, Problem, Session
from onderling.matching.proving.facts import Facts
from onderling.matching.result import Reason, Result
from onderling.matching.rules import (
    Changed,
    broken_by,
    claim,
    effect,
    forbidden,
    person_points,
)

Numbers = Mapping[str, int | str | list[str]]


def check_reason(problem: Problem, result: Result, reason: Reason) -> str | None:
    """Say in one sentence what is untrue about a reason; None when it holds."""
    return untrue(Facts(problem, result), reason)


def untrue(facts: Facts, reason: Reason) -> str | None:
    """The same, for who checks many reasons of one result."""
    problem = facts.problem
    person = problem.person.get(reason.person)
    if person is None:
        return f"reden voor onbekende persoon “{reason.person}”"
    who = f"reden van “{reason.person}”"
    if reason.session is None:
        return _told(who, _too_big_for_all(problem, person, reason))
    session = problem.session.get(reason.session)
    if session is None:
        return f"{who}: onbekende sessie “{reason.session}”"
    if session.id in facts.held(person):
        return f"{who}: zit gewoon in “{session.id}”"
    if person.id not in facts.ranks[session.id]:
        return f"{who}: “{session.id}” was geen wens"
    try:
        wrong = CHECKS[reason.because](facts, person, session, reason.numbers)
    except (KeyError, TypeError, ValueError):
        wrong = "de getallen ontbreken of kloppen niet van soort"
    return _told(f"{who} over “{session.id}”", wrong)


def _told(who: str, wrong: str | None) -> str | None:
    return f"{who}: {wrong}" if wrong else None


Check = Callable[[Facts, Person, Session, Numbers], str | None]


def _differs(numbers: Numbers, **expected: int | str | None) -> str | None:
    for name, value in expected.items():
        if numbers[name] != value:
            return f"{name} is {numbers[name]}, het moet {value} zijn"
    return None


def _cancelled(facts: Facts, person: Person, session: Session, numbers: Numbers) -> str | None:
    if facts.inside[session.id] or not session.fewest:
        return "de sessie is niet afgezegd"
    return _differs(numbers, wanted=facts.wanted[session.id], minimum=session.minimum)


def _too_big(facts: Facts, person: Person, session: Session, numbers: Numbers) -> str | None:
    if session.maximum is None or person.size <= session.maximum:
        return "de groep past wel"
    return _differs(numbers, size=person.size, maximum=session.maximum)


def _too_big_for_all(problem: Problem, person: Person, reason: Reason) -> str | None:
    largest = max((session.maximum or 0 for session in problem.sessions), default=0)
    if any(s.maximum is None or person.size <= s.maximum for s in problem.sessions):
        return "de groep past wel ergens"
    if reason.because != "too_big":
        return "alleen ‘too_big’ kan over alle sessies gaan"
    return _differs(reason.numbers, size=person.size, maximum=largest)


def _overlap(facts: Facts, person: Person, session: Session, numbers: Numbers) -> str | None:
    named = numbers["with"]
    if not isinstance(named, list) or not named:
        return "noemt niet waarmee de sessie botst"
    problem, held, locks = facts.problem, facts.held(person), facts.locks(person)
    if strange := sorted(set(named) - held):
        return f"“{strange[0]}” is geen plek van deze persoon"
    own = claim(problem, person, session)
    total = sum(_worth(problem, person, other) for other in named)
    if not (set(named) & locks) and own and total < own.worth:
        return "de eigen plekken zijn minder waard dan deze wens"
    clashing = {other for other in named if _clash(problem.session[other], session)}
    if not clashing and len(held) < max(person.most, len(locks)):
        return "de genoemde plekken botsen niet met deze sessie"
    return None


def _clash(one: Session, other: Session) -> bool:
    if one.activity and one.activity == other.activity:
        return True
    if not (one.start and one.end and other.start and other.end):
        return False
    return one.start < other.end and other.start < one.end


def _has_room(facts: Facts, person: Person, session: Session) -> bool:
    taken = facts.taken[session.id]
    return session.maximum is None or taken + person.size <= session.maximum


def _full(facts: Facts, person: Person, session: Session, numbers: Numbers) -> str | None:
    return _no_room(facts, person, session, numbers) or (
        _trade(facts, person, session, numbers) if facts.result.prices else None
    )


def _no_room(facts: Facts, person: Person, session: Session, numbers: Numbers) -> str | None:
    if _has_room(facts, person, session):
        return "er was nog plaats"
    rank = facts.ranks[session.id][person.id]
    return _kept_out(facts, person, session, numbers) or _differs(
        numbers,
        places=session.maximum,
        taken=facts.taken[session.id],
        rank=rank,
        first_wishes=facts.at_rank[session.id][1],
        as_high=facts.as_high(session.id, rank),
    )


def _kept_out(facts: Facts, person: Person, session: Session, numbers: Numbers) -> str | None:
    """Who has nothing, while an equal claim sits there that is worth less: by which rule?"""
    expected = None
    if not facts.held(person):
        own = claim(facts.problem, person, session)
        for other in facts.inside[session.id]:
            if (other.size, claim(facts.problem, other, session)) != (person.size, own):
                continue
            add, remove = {(person.id, session.id)}, {(other.id, session.id)}
            if effect(facts.seating, add=add, remove=remove) > 0:
                broken = broken_by(facts.seating, add=add, remove=remove)
                expected = broken[0].rule if broken else None
                break
    if numbers.get("rule") != expected:
        return f"rule is {numbers.get('rule')}, het moet {expected} zijn"
    return None


def _trade(facts: Facts, person: Person, session: Session, numbers: Numbers) -> str | None:
    """What the place would have brought, and taken from others: by the prices, over again."""
    add, remove = _moves(facts, person, session)
    after = Changed(facts.seating, add=add, remove=remove)
    gain = person_points(after, person.id) - person_points(facts.seating, person.id)
    cost = sum(facts.charged[seat] for seat in add) - sum(facts.charged[s] for s in remove)
    price = facts.price.get(session.id)
    known = {"cost": cost, "gain": gain} | ({} if price is None else {"price": price})
    if gain > cost:
        return f"de plek brengt {gain} punten en kost anderen maar {cost}"
    return _differs(numbers, **known)


def _moves(
    facts: Facts, person: Person, session: Session
) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """The seat this person missed, and those of their own that would have to go for it."""
    problem, mine = facts.problem, facts.held(person)
    gone = {s for s in mine if _clash(problem.session[s], session)}
    if not gone and len(mine) >= person.most:
        loose = mine - facts.locks(person)
        gone = {min(loose, key=lambda s: (_worth(problem, person, s), s))}
    return {(person.id, session.id)}, {(person.id, s) for s in gone}


def _lottery(facts: Facts, person: Person, session: Session, numbers: Numbers) -> str | None:
    problem, lottery = facts.problem, facts.lottery
    yours, theirs = lottery.number(person.id, session.id), int(str(numbers["theirs"]))
    if wrong := _no_room(facts, person, session, numbers) or _differs(numbers, yours=yours):
        return wrong
    winner = facts.lots(session.id).get(theirs)
    if winner is None:
        return "niemand in de sessie heeft dit winnende lotnummer"
    if lottery.weight(theirs) <= lottery.weight(yours):
        return "het winnende lotnummer is niet hoger"
    if claim(problem, winner, session) != claim(problem, person, session):
        return "wie won had geen gelijke wens"
    return None


def _cannot(facts: Facts, person: Person, session: Session, numbers: Numbers) -> str | None:
    rule = numbers["rule"]
    if rule in ("cannot", "dates", "organisation", "unlisted"):
        found = forbidden(facts.problem, person, session)
        return None if found == rule else f"regel “{rule}” verbiedt deze plek niet"
    if rule == "most":
        held = facts.held(person)
        full = len(held) >= person.most and held == facts.locks(person)
        return None if full else "er zijn nog plekken over of niet alles staat vast"
    return _after_moving(facts, person, session, numbers)


def _after_moving(
    facts: Facts, person: Person, session: Session, numbers: Numbers
) -> str | None:
    """Put the person in, take out what clashes, and look at the rules and points again."""
    problem, result = facts.problem, facts.result
    add, remove = _moves(facts, person, session)
    broken = {(c.rule, c.about) for c in broken_by(facts.seating, add=add, remove=remove)}
    rule = numbers["rule"]
    if rule not in ("total", "order"):
        about = numbers["about"]
        stands = isinstance(about, list) and (rule, tuple(about)) in broken
        return None if stands else f"regel “{rule}” staat deze plek niet in de weg"
    if broken:
        return "een regel verbiedt deze plek, niet het totaal"
    if rule == "order" and result.status == "optimal" and problem.objective.order == "joint":
        return "de volgorde kan hier niets in de weg staan"
    change = effect(facts.seating, add=add, remove=remove)
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
