"""Solvers that are not there, or not needed. X-20; issue 4, points 3 and acceptance 6.

Each test runs in an interpreter of its own, where a missing package is hidden.
"""

import json
import subprocess
import sys
from typing import Any

import pytest

from onderling.matching.flows.simplex import MOST_ARCS
from onderling.matching.tests.test_ladder import workshops

HIDDEN = """
import json, sys
for name in sys.argv[1].split():
    sys.modules[name] = None
from onderling.matching.reading import read_rows
from onderling.matching.run import Unsolvable, allocate
try:
    result = allocate(read_rows(json.load(sys.stdin)).problem)
except Unsolvable as reason:
    print(json.dumps(str(reason)))
else:
    print(json.dumps(result.to_json()))
"""


def without(packages: str, raw: dict[str, Any]) -> Any:
    """The result of this problem where `packages` cannot be imported; or the refusal."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and text
        [sys.executable, "-c", HIDDEN, packages],
        input=json.dumps(raw),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def day() -> dict[str, Any]:
    """A programme in slots without minimums: all of it is a flow."""
    raw = workshops(3, 40, 8)
    for session in raw["sessions"]:
        session.pop("minimum", None)
        session.pop("at_least", None)
    return raw


@pytest.fixture(scope="module")
def usual(day: dict[str, Any]) -> Any:
    return without("", day)


def test_a_problem_that_is_all_flow_needs_no_scipy(day: dict[str, Any], usual: Any) -> None:
    found = without("scipy", day)
    assert (found["status"], found["seats"]) == ("optimal", usual["seats"])


def test_without_ortools_a_small_network_has_the_same_seats_and_the_result_says_so(
    day: dict[str, Any], usual: Any
) -> None:
    found = without("ortools scipy", day)
    assert found["seats"] == usual["seats"]
    assert found["prices"] == usual["prices"]
    assert found["engine"]["flow"] == "network simplex in networkx"
    assert usual["engine"]["flow"].startswith("SimpleMinCostFlow in ortools")
    assert "program" not in usual["engine"]  # HiGHS had nothing to do
    assert [w.split(",")[0] for w in found["warnings"]] == ["Er is gerekend met networkx"]


def test_without_ortools_a_large_network_is_refused_in_one_sentence() -> None:
    people = MOST_ARCS // 3
    raw = {
        "sessions": [{"id": f"s{n}", "maximum": 9} for n in range(4)],
        "people": [
            {"id": f"p{n}", "wishes": [[f"s{k}", k + 1] for k in range(4)]}
            for n in range(people)
        ],
    }
    assert without("ortools", raw).startswith("Deze opgave is te groot om zonder ortools")


def test_without_any_compiled_solver_what_is_no_flow_is_refused_in_one_sentence() -> None:
    raw = {
        "sessions": [{"id": "s", "maximum": 2}, {"id": "t", "maximum": 2}],
        "people": [
            {"id": "an", "wishes": [["s", 1]]},
            {"id": "bo", "wishes": [["t", 1], ["s", 2]]},
        ],
        "together": [["an", "bo"]],
    }
    assert without("", raw)["status"] == "optimal"
    assert without("ortools scipy", raw).startswith("Deze opgave heeft regels of minimums")
    nothing = without("ortools scipy networkx", raw)
    assert nothing.startswith("Er is hier geen rekenpakket dat kan verdelen.")
