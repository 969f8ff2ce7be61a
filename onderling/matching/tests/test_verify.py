"""Each kind of tampering with a result is caught. X-22, X-23."""

import copy
import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from onderling.matching.finish import beforehand, contradiction, finish
from onderling.matching.problem import Problem
from onderling.matching.proving.verify import examine, verify
from onderling.matching.result import Clash, Result
from onderling.matching.solved import Reporter
from onderling.matching.solving.task import Task
from onderling.matching.solving.work import solve_here
from onderling.matching.tests.tampered import TAMPERED
from onderling.matching.tests.tampering import CASE, PRICES

Raw = dict[str, Any]


@pytest.fixture
def case(problem: Callable[[Raw], Problem]) -> Problem:
    return problem(CASE)


@pytest.fixture
def honest(case: Problem) -> Raw:
    solved = solve_here(Task(case, case.seed, None, Reporter()))
    return finish(
        beforehand(case), dataclasses.replace(solved, prices=PRICES), seed=case.seed, began=0.0
    ).to_json()


def test_an_honest_result_passes(case: Problem, honest: Raw) -> None:
    assert verify(case, honest) == []
    assert honest["cancelled"] == [{"session": "d", "wanted": 1, "minimum": 5}]
    assert honest["moved"] == 1


@pytest.mark.parametrize("kind", TAMPERED)
def test_tampering_is_caught(case: Problem, honest: Raw, kind: str) -> None:
    tamper, sentence = TAMPERED[kind]
    tampered = copy.deepcopy(honest)
    tamper(tampered)
    assert tampered != honest
    assert sentence in verify(case, tampered)


def test_a_worse_outcome_with_fitting_numbers_is_not_optimal(
    case: Problem, honest: Raw
) -> None:
    worse = copy.deepcopy(honest)
    worse["seats"] = [s for s in worse["seats"] if (s["person"], s["session"]) != ("p1", "c")]
    worse["objective"] = worse["bound"] = worse["certificate"]["bound"] = honest["bound"] - 90
    worse["reasons"].append(
        {
            "person": "p1",
            "session": "c",
            "because": "cannot",
            "numbers": {"rule": "order", "points": 90},
        }
    )
    assert verify(case, worse) == [
        "Onwaar: reden van “p1” over “c”: de volgorde kan hier niets in de weg staan."
    ]
    worse["reasons"].pop()
    assert "“p1” miste wens “c” en krijgt geen reden." in verify(case, worse)


def test_two_people_with_equal_claims_cannot_be_swapped(
    problem: Callable[[Raw], Problem], answer: Callable[[Problem], Result]
) -> None:
    """The lottery decides, and both numbers are told."""
    asked = problem(
        {
            "seed": "x",
            "sessions": [{"id": "a", "maximum": 1}],
            "people": [{"id": p, "wishes": [["a", 1]]} for p in ("p1", "p2")],
        }
    )
    row = answer(asked).to_json()
    assert verify(asked, row) == []
    winner, loser = row["seats"][0]["person"], row["without"][0]
    assert row["reasons"][0]["because"] == "lottery"
    row["seats"][0]["person"], row["without"][0] = loser, winner
    row["reasons"][0]["person"] = winner
    assert verify(asked, row) != []


PROVED_ALL = "Bewezen met de prijzen: geen enkele verdeling heeft meer punten."


def test_the_verdict_says_what_was_proved(case: Problem, honest: Raw) -> None:
    assert examine(case, honest) == (
        [],
        f"In orde: alle regels nageleefd, 1170 punten nagerekend, 3 redenen waar. {PROVED_ALL}",
    )
    unpriced = honest | {"prices": [], "certificate": honest["certificate"] | {"kind": "milp"}}
    assert examine(case, unpriced).proved.endswith(
        "De grens 1170 is die van de oplosser; hier niet bewezen."
    )


def test_where_sessions_are_cancelled_the_prices_may_prove_only_the_rest(
    problem: Callable[[Raw], Problem], answer: Callable[[Problem], Result]
) -> None:
    """Whether another choice of sessions is better takes more than prices."""
    asked = problem(
        {
            "objective": {"first_seat": 0},
            "sessions": [{"id": "a", "minimum": 2}, {"id": "b", "minimum": 2}],
            "people": [
                {"id": "p1", "wishes": [["a", 1], ["b", 2]]},
                {"id": "p2", "wishes": [["b", 1], ["a", 3]]},
            ],
        }
    )
    row = answer(asked).to_json()
    assert [gone["session"] for gone in row["cancelled"]] == ["a"]
    wrongs, proved = examine(asked, row)
    assert wrongs == []
    assert (
        "Bewezen met de prijzen: met deze sessies heeft geen verdeling meer punten." in proved
    )
    assert f"zegt de oplosser (grens {row['bound']})" in proved


def test_of_rounds_and_contradictions_the_verdict_says_so(
    problem: Callable[[Raw], Problem], answer: Callable[[Problem], Result]
) -> None:
    raw: Raw = {
        "objective": {"order": "rounds"},
        "sessions": [{"id": "a", "maximum": 1}, {"id": "b", "maximum": 1}],
        "people": [
            {"id": "p1", "most": 2, "wishes": [["a", 1], ["b", 1]]},
            {"id": "p2", "wishes": [["b", 8]]},
        ],
    }
    asked = problem(raw)
    wrongs, proved = examine(asked, answer(asked).to_json())
    assert wrongs == []
    assert "In rondes verdeeld; dat elke ronde de beste is, zegt de oplosser" in proved
    clash = contradiction(asked, [Clash("lock", ("p1", "a"), "x")], seed="", began=0.0)
    assert examine(asked, clash.to_json()) == (
        [],
        "In orde: het resultaat zegt dat geen verdeling kan, en welke regels botsen.",
    )
