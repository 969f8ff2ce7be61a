"""What the papers show is what the engine does: the examples run. X-27, X-28, S3b-4."""

import doctest
import importlib
import pkgutil
import re
from inspect import ismodule
from pathlib import Path

import pytest

import onderling.matching
from onderling.matching import Problem, Result, allocate, read_file, read_rows, verify
from onderling.matching.explaining.summary import summary
from onderling.matching.result import price_of
from onderling.matching.tests.studyday import study_day

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "problem-file.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(?:json|text)\n(.*?)```", PAGE, re.DOTALL)
TOLD_TIME = re.compile(r"(?<=verdeeld) in [\d,]+ s\.")


def example(name: str) -> Problem:
    reading = read_file(DOCS / "examples" / f"{name}.json")
    assert reading.faults == reading.warnings == ()
    assert reading.problem is not None
    return reading.problem


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Result]:
    names = ("workshops", "exchange", "teams", "pairs")
    return {name: allocate(example(name)) for name in names}


def test_every_example_is_solved_proved_and_verified(outcomes: dict[str, Result]) -> None:
    for name, result in outcomes.items():
        assert result.status == "optimal"
        assert verify(example(name), result.to_json()) == []


@pytest.mark.parametrize("name", ["workshops", "exchange"])
def test_the_worked_examples_in_the_page_are_the_files_and_their_outcome(
    name: str, outcomes: dict[str, Result]
) -> None:
    assert (DOCS / "examples" / f"{name}.json").read_text(encoding="utf-8") in BLOCKS
    assert TOLD_TIME.sub("", summary(example(name), outcomes[name])) + "\n" in BLOCKS


def test_the_price_and_the_cost_in_the_page_are_true(outcomes: dict[str, Result]) -> None:
    result = outcomes["workshops"]
    assert price_of(result.prices) == {"dans": 10}
    shown = [reason.numbers for reason in result.reasons if reason.person == "cas"]
    assert str(shown[0]).replace("'", '"') in PAGE
    missed = {reason.person: reason.numbers for reason in outcomes["exchange"].reasons}
    assert (missed["ilse"]["gain"], missed["ilse"]["cost"]) == (10, 25)


def test_teams_cover_what_they_need_and_mix_organisations(outcomes: dict[str, Result]) -> None:
    problem, places = example("teams"), outcomes["teams"].places
    for session in problem.sessions:
        team = [problem.person[person] for person, where in places if where == session.id]
        assert set(session.needs) <= {skill for person in team for skill in person.has}
        hosts = [person.organisation for person in team]
        assert max(hosts.count(host) for host in hosts) <= 2
    assert len(places) == len(problem.people)


def test_seven_people_in_pairs_are_two_pairs_and_three_mixed_and_none_repeated(
    outcomes: dict[str, Result],
) -> None:
    problem, places = example("pairs"), outcomes["pairs"].places
    tables = [
        {person for person, where in places if where == session.id}
        for session in problem.sessions
    ]
    assert sorted(map(len, tables)) == [2, 2, 3]
    for table in tables:
        assert {problem.person[person].group for person in table} == {"paid", "volunteer"}
        assert not [pair for pair in problem.apart if set(pair) <= table]


def test_the_study_day_in_the_examples_is_the_demo_study_day() -> None:
    ours, theirs = example("study-day"), read_rows(study_day()).problem
    assert theirs is not None
    assert onderling.matching.digest(ours) == onderling.matching.digest(theirs)


def test_the_example_in_the_docstring_runs() -> None:
    ran = doctest.testmod(onderling.matching)
    assert (ran.failed, ran.attempted) == (0, 8)


def test_no_public_name_is_taken_by_a_module_that_is_loaded_later() -> None:
    for module in pkgutil.iter_modules(onderling.matching.__path__, "onderling.matching."):
        importlib.import_module(module.name)
    names = onderling.matching.__all__
    assert [name for name in names if ismodule(getattr(onderling.matching, name))] == []
