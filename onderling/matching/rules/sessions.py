"""Rules about one session: enough people, not too many, and the mix."""

from collections.abc import Iterator
from fractions import Fraction

from onderling.matching.rules.constraint import Constraint, Count, Key, Rule, Terms
from onderling.matching.rules.seating import View


def _sizes(view: View, session: str, people: list[str] | None = None, less: int = 0) -> Terms:
    """These people by size, or everybody; `less`: asked only while the session is open."""
    chosen = view.people_in(session) if people is None else people
    return Count(view.problem, session, chosen, less)


def _of_group(view: View, session: str, group: str) -> list[str]:
    return [p for p in view.people_in(session) if view.problem.person[p].group == group]


def minimum(view: View, session: str) -> Iterator[Constraint]:
    """An open session has at least `minimum` people."""
    needed = view.problem.session[session].minimum
    if needed:
        yield Constraint(
            "minimum",
            (session,),
            _sizes(view, session, less=needed),
            f"Sessie “{session}”: ten minste {needed} mensen.",
            low=0,
        )


def maximum(view: View, session: str) -> Iterator[Constraint]:
    """At most `maximum` people."""
    places = view.problem.session[session].maximum
    if places is not None:
        yield Constraint(
            "maximum",
            (session,),
            _sizes(view, session, less=places),
            f"Sessie “{session}”: ten hoogste {places} mensen.",
            high=0,
        )


def at_least(view: View, session: str) -> Iterator[Constraint]:
    """An open session has at least so many of a group."""
    for group, number in sorted(view.problem.session[session].at_least.items()):
        if number:
            yield Constraint(
                "at_least",
                (session, group),
                _sizes(view, session, _of_group(view, session, group), less=number),
                f"Sessie “{session}”: ten minste {number} uit groep “{group}”.",
                low=0,
            )


def at_most(view: View, session: str) -> Iterator[Constraint]:
    """At most so many of a group."""
    for group, number in sorted(view.problem.session[session].at_most.items()):
        yield Constraint(
            "at_most",
            (session, group),
            _sizes(view, session, _of_group(view, session, group)),
            f"Sessie “{session}”: ten hoogste {number} uit groep “{group}”.",
            high=number,
        )


def at_least_share(view: View, session: str) -> Iterator[Constraint]:
    """At least ceil(share x total) of a group: share of a whole number, so no rounding."""
    for group, share in sorted(view.problem.session[session].at_least_share.items()):
        exact = Fraction(str(share))
        members = set(_of_group(view, session, group))
        yield Constraint(
            "at_least_share",
            (session, group),
            tuple(
                (
                    size * ((exact.denominator if key[0] in members else 0) - exact.numerator),
                    key,
                )
                for size, key in _sizes(view, session)
            ),
            f"Sessie “{session}”: ten minste {_percent(exact)} uit groep “{group}”.",
            low=0,
        )


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):.10g}%".replace(".", ",")


def at_most_per_organisation(view: View, session: str) -> Iterator[Constraint]:
    """At most so many people of one organisation."""
    number = view.problem.session[session].at_most_per_organisation
    if number is None:
        return
    people: dict[str, list[str]] = {}
    for person in view.people_in(session):
        if organisation := view.problem.person[person].organisation:
            people.setdefault(organisation, []).append(person)
    for organisation, members in sorted(people.items()):
        yield Constraint(
            "at_most_per_organisation",
            (session, organisation),
            _sizes(view, session, members),
            f"Sessie “{session}”: ten hoogste {number} van één organisatie (“{organisation}”).",
            high=number,
        )


def needs(view: View, session: str) -> Iterator[Constraint]:
    """Each piece of knowledge a session needs is held by somebody in it."""
    for knowledge in view.problem.session[session].needs:
        holders: list[tuple[int, Key]] = [
            (1, (person, session))
            for person in view.people_in(session)
            if knowledge in view.problem.person[person].has
        ]
        yield Constraint(
            "needs",
            (session, knowledge),
            (*holders, (-1, session)),
            f"Sessie “{session}”: iemand met “{knowledge}”.",
            low=0,
        )


SESSION_RULES = (
    Rule("minimum", "session", minimum, lower=True),
    Rule("maximum", "session", maximum),
    Rule("at_least", "session", at_least, lower=True),
    Rule("at_most", "session", at_most),
    Rule("at_least_share", "session", at_least_share, lower=True),
    Rule("at_most_per_organisation", "session", at_most_per_organisation),
    Rule("needs", "session", needs, lower=True),
)
