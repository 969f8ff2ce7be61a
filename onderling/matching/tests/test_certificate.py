"""Prices prove a bound, whatever they are; good prices prove the optimum. X-22."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from onderling.matching.problem import Problem
from onderling.matching.program.model import possible_seats
from onderling.matching.proving.bundle import best_bundle
from onderling.matching.proving.certificate import bound_by_prices
from onderling.matching.proving.charges import Unpriceable
from onderling.matching.reading import read_rows
from onderling.matching.result import Price, Result
from onderling.matching.rules import constraints
from onderling.matching.tests.brute import Brute, Seats
from onderling.matching.tests.random_problems import seeded, tiny_problem

Raw = dict[str, Any]
COUPLING = ("session", "pair")


def random_prices(problem: Problem, dice: random.Random) -> list[Price]:
    """Some price on some rows, of the sign that the row allows."""
    found = []
    for rule, row in constraints(possible_seats(problem)):
        if rule.subject not in COUPLING or dice.random() < 0.3:
            continue
        signs = [1] * (row.high is not None) + [-1] * (row.low is not None)
        found.append(Price(row.rule, row.about, dice.choice(signs) * dice.randint(0, 60)))
    if most := problem.objective.balance:
        found += [Price("balance", (o,), dice.randint(-most, most)) for o in "oq"]
    return found


@pytest.mark.parametrize("start", range(0, 90, 30))
def test_no_seating_has_more_points_than_any_prices_allow(start: int) -> None:
    """Weak duality, against all seatings there are, of all cancelled sets and of each."""
    for number in range(start, start + 30):
        raw = tiny_problem(number)
        problem = read_rows(raw).problem
        if problem is None:
            continue
        brute, dice = Brute(raw), seeded(number)
        best: dict[frozenset[str], int] = {}
        for seats in brute.all_seatings():
            gone = frozenset(brute.cancelled(seats))
            best[gone] = max(best.get(gone, -(10**9)), brute.objective(seats))
        for prices in ([], random_prices(problem, dice), random_prices(problem, dice)):
            for gone, points in best.items():
                assert points <= bound_by_prices(problem, prices, cancelled=gone)
                assert points <= bound_by_prices(problem, prices)


def test_the_best_bundle_of_a_person_is_the_best_of_all_their_choices() -> None:
    for number in range(60):
        raw = tiny_problem(number)
        problem = read_rows(raw).problem
        if problem is None:
            continue
        brute, dice = Brute(raw), seeded(number)
        for row in raw["people"]:
            person = problem.person[row["id"]]
            options = list(brute.choices(row))
            every = {session for chosen in options for session in chosen}
            given = {session for person, session in brute.giving if person == row["id"]}
            net = {session: dice.randint(-40, 100) for session in sorted(every - given)}
            if options:
                best = max(net_points(brute, row, chosen, net) for chosen in options)
                assert best_bundle(problem, person, net) == best


def net_points(brute: Brute, row: Raw, chosen: tuple[str, ...], net: dict[str, int]) -> int:
    """The points of these seats, with `net` for what each seat alone is worth."""
    seats: Seats = frozenset((row["id"], session) for session in chosen)
    points = brute.of_person(row["id"], seats)
    for seat in seats - brute.giving:
        alone = (brute.worth(row, brute.sessions[seat[1]]) or 0) * row["size"]
        alone += brute.points["stay"] * (seat in brute.former)
        points += net[seat[1]] - alone
    return points


def test_with_too_many_choices_the_bound_is_looser_and_still_a_bound(
    problem: Callable[[Raw], Problem], monkeypatch: pytest.MonkeyPatch
) -> None:
    raw: Raw = {
        "sessions": [{"id": f"s{n}", "activity": f"a{n // 3}"} for n in range(9)],
        "people": [{"id": "p", "most": 3, "anywhere": True}],
    }
    asked = problem(raw)
    net = {f"s{n}": 10 + n for n in range(9)}
    assert best_bundle(asked, asked.people[0], net) == 18 + 15 + 12 + 1000
    monkeypatch.setattr("onderling.matching.proving.bundle.PATIENCE", 1)
    assert best_bundle(asked, asked.people[0], net) >= 18 + 15 + 12 + 1000


MARKET: Raw = {
    "sessions": [{"id": "a", "maximum": 2}, {"id": "b", "maximum": 2}, {"id": "c"}],
    "people": [
        {"id": f"p{n}", "most": 2, "wishes": [["a", 1], ["b", 1 + n % 3], ["c", 3]]}
        for n in range(5)
    ],
}


def test_the_prices_of_the_solver_prove_its_optimum(
    problem: Callable[[Raw], Problem], answer: Callable[[Problem], Result]
) -> None:
    asked = problem(MARKET)
    result = answer(asked)
    assert result.prices
    assert bound_by_prices(asked, result.prices) == result.objective
    lower = [Price(row.rule, row.about, row.price - 1) for row in result.prices]
    assert bound_by_prices(asked, lower) > (result.objective or 0)


@pytest.mark.parametrize(
    ("price", "sentence"),
    [
        (Price("maximum", ("c",), 5), "Prijs voor regel “maximum” (c), die er niet is."),
        (Price("minimum", ("a",), -5), "Prijs voor regel “minimum” (a), die er niet is."),
        (Price("maximum", ("z",), 5), "Prijs voor onbekende “z”."),
        (
            Price("overlap", ("p1",), 5),
            "Prijs voor “overlap”, een regel die geen prijs kan hebben.",
        ),
        (
            Price("maximum", ("a",), -5),
            "Prijs -5 hoort niet bij: Sessie “a”: ten hoogste 2 mensen.",
        ),
        (Price("balance", ("o",), 5), "Prijs 5 voor “o” is hoger dan `balance`."),
    ],
)
def test_a_price_that_belongs_to_nothing_is_refused(
    price: Price, sentence: str, problem: Callable[[Raw], Problem]
) -> None:
    with pytest.raises(Unpriceable) as refused:
        bound_by_prices(problem(MARKET), [price])
    assert str(refused.value) == sentence


def test_the_points_of_an_outcome_equal_to_the_bound_are_an_optimum(
    problem: Callable[[Raw], Problem], answer: Callable[[Problem], Result]
) -> None:
    """One place, two people: a price of 90 to 100 lies between what each of them would pay."""
    raw: Raw = {
        "objective": {"first_seat": 0},
        "sessions": [{"id": "a", "maximum": 1}],
        "people": [{"id": "p1", "wishes": [["a", 1]]}, {"id": "p2", "wishes": [["a", 2]]}],
    }
    asked = problem(raw)
    assert bound_by_prices(asked, []) == 190
    assert bound_by_prices(asked, [Price("maximum", ("a",), 90)]) == 100
    assert bound_by_prices(asked, [Price("maximum", ("a",), 50)]) == 140
    assert answer(asked).objective == 100
