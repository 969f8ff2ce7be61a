"""What prices make of a problem: a charge on every seat and on every open session.

The rows of a problem come from its rules, so a price that names a row that is not there is a
fault. Lagrangian relaxation (Geoffrion 1974): a row with a price may be broken, at that price.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from onderling.matching.problem import Pair
from onderling.matching.result import Price
from onderling.matching.rules import RULES, Constraint, Rule, View, goes_elsewhere


class Unpriceable(Exception):
    """A price of something that has none. The message is one Dutch sentence."""


@dataclass
class Charges:
    """Points to pay per seat, to get per open session, and a sum that is always there.

    `unknown`: prices of rows that the rules do not make over these seats.
    """

    seat: Counter[Pair] = field(default_factory=Counter)
    open: Counter[str] = field(default_factory=Counter)
    always: int = 0
    unknown: list[Price] = field(default_factory=list)


def charges(view: View, prices: Iterable[Price], shut: frozenset[str] = frozenset()) -> Charges:
    """Spread the prices over the seats in `view`. Raises Unpriceable.

    Rows of the sessions `shut` cannot be broken: nobody is there, so nobody pays.
    """
    found = Charges()
    rows = {(row.rule, row.about): row.price for row in prices if row.price}
    balance = {about[0]: price for (rule, about), price in rows.items() if rule == "balance"}
    _charge_balance(found, view, balance)
    asked = {key for key in rows if key[0] != "balance"}
    for rule, subject in _subjects(view, asked):
        for constraint in rule.constraints(view, *subject):
            key = (constraint.rule, constraint.about)
            if key in asked:
                asked.remove(key)
                if _session_of(rule, constraint) not in shut:
                    _charge(found, constraint, rows[key])
    found.unknown = [Price(*key, rows[key]) for key in sorted(asked)]
    return found


def _subjects(
    view: View, asked: Iterable[tuple[str, tuple[str, ...]]]
) -> list[tuple[Rule, tuple[str, ...]]]:
    """The rules that have priced rows, each with the session or pair it must be asked about.

    Rules about one person have no price: everybody keeps to them in their own choice.
    """
    known = {rule.name: rule for rule in RULES if rule.subject != "person"}
    found = set()
    for name, about in asked:
        if name not in known or len(about) < (rule_width := _width(known[name])):
            raise Unpriceable(f"Prijs voor “{name}”, een regel die geen prijs kan hebben.")
        subject = about[:rule_width]
        there = view.problem.person if rule_width == 2 else view.problem.session
        if any(one not in there for one in subject):
            raise Unpriceable(f"Prijs voor onbekende “{', '.join(subject)}”.")
        found.add((name, subject))
    return [(known[name], subject) for name, subject in sorted(found)]


def _width(rule: Rule) -> int:
    return 2 if rule.subject == "pair" else 1


def _session_of(rule: Rule, row: Constraint) -> str:
    return row.about[0] if rule.subject == "session" else row.about[-1]


def _charge(found: Charges, row: Constraint, price: int) -> None:
    """low <= terms <= high becomes points: price x (limit - terms), never below zero."""
    limit = row.high if price > 0 else row.low
    if limit is None:
        raise Unpriceable(f"Prijs {price} hoort niet bij: {row.text}")
    found.always += price * limit
    for coefficient, key in row.terms:
        if isinstance(key, str):
            found.open[key] -= price * coefficient
        else:
            found.seat[key] += price * coefficient


def _charge_balance(found: Charges, view: View, price: dict[str, int]) -> None:
    """What one more person received is worth, instead of the cost of the difference.

    balance x max(0, |d| - slack) >= p x d - |p| x slack for every |p| <= balance, so any
    such prices give a bound.
    """
    problem = view.problem
    for organisation, points in price.items():
        if abs(points) > problem.objective.balance:
            raise Unpriceable(f"Prijs {points} voor “{organisation}” is hoger dan `balance`.")
        found.always += abs(points) * problem.objective.balance_slack
    if not price:
        return
    for person in problem.people:
        for session in view.sessions_of(person.id):
            host = problem.session[session].organisation
            if goes_elsewhere(person.organisation, host):
                owed = price.get(str(person.organisation), 0) - price.get(str(host), 0)
                found.seat[person.id, session] += owed * person.size
