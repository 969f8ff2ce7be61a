"""The whole book of rules: every constraint of a problem, and what a seating breaks."""

from collections.abc import Iterable, Iterator

from onderling.matching.problem import Pair, Problem
from onderling.matching.rules.constraint import Constraint, Rule
from onderling.matching.rules.people import PAIR_RULES, PERSON_RULES
from onderling.matching.rules.seating import Changed, Seating, View
from onderling.matching.rules.sessions import SESSION_RULES

RULES = (*SESSION_RULES, *PERSON_RULES, *PAIR_RULES)


def subjects(problem: Problem, rule: Rule) -> Iterator[tuple[str, ...]]:
    """Everything a rule is asked about: each session, person or pair."""
    if rule.subject == "session":
        yield from ((session.id,) for session in problem.sessions)
    elif rule.subject == "person":
        yield from ((person.id,) for person in problem.people)
    else:
        yield from (problem.together if rule.name == "together" else problem.apart)


def constraints(view: View, rules: Iterable[Rule] = RULES) -> Iterator[tuple[Rule, Constraint]]:
    """Every constraint of the problem over the seats in `view`, in a fixed order."""
    for rule in rules:
        for subject in subjects(view.problem, rule):
            for constraint in rule.constraints(view, *subject):
                yield rule, constraint


def violations(seating: Seating) -> list[Constraint]:
    """Everything these seats break. Empty: the seating keeps to every rule."""
    return [found for _, found in constraints(seating) if not found.holds(seating)]


def too_small(seating: Seating, session: str) -> bool:
    """Say whether a session has people, but not those it needs to be open."""
    return bool(seating.people_in(session)) and any(
        not constraint.holds(seating)
        for rule in RULES
        if rule.lower
        for constraint in rule.constraints(seating, session)
    )


def broken_by(
    seating: View, *, add: Iterable[Pair] = (), remove: Iterable[Pair] = ()
) -> list[Constraint]:
    """What a few changes would break, looking only at the people and sessions they touch."""
    after = Changed(seating, add=add, remove=remove)
    sessions = sorted({session for _, session in after.touched})
    people = sorted({person for person, _ in after.touched})
    pairs = {
        (kind, pair)
        for person in people
        for kind, pair in seating.problem.partners.get(person, ())
    }
    found: list[Constraint] = []
    for rule in RULES:
        touched: Iterable[tuple[str, ...]]
        if rule.subject == "session":
            touched = ((session,) for session in sessions)
        elif rule.subject == "person":
            touched = ((person,) for person in people)
        else:
            touched = sorted(pair for kind, pair in pairs if kind == rule.name)
        for subject in touched:
            found.extend(c for c in rule.constraints(after, *subject) if not c.holds(after))
    return found
