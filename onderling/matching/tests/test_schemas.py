"""The published schemas say what the reader and the writer do."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from onderling.matching.canonical import to_json
from onderling.matching.problem import Objective, Person, Problem, Session
from onderling.matching.program.highs import Infeasible
from onderling.matching.reading import read_rows
from onderling.matching.result import Result
from onderling.matching.tests.random_problems import tiny_problem
from onderling.matching.tests.studyday import study_day

SCHEMAS = Path(__file__).parents[1] / "schemas"


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_study_day_and_its_result_fit_the_schemas(decided: Result, day: Problem) -> None:
    validator("problem").validate(study_day())
    validator("problem").validate(to_json(day))
    validator("result").validate(json.loads(json.dumps(decided.to_json())))


def test_random_problems_and_results_fit(answer: Callable[[Problem], Result]) -> None:
    for number in range(15):
        raw = tiny_problem(number)
        validator("problem").validate(raw)
        problem = read_rows(raw).problem
        if problem is None:
            continue
        validator("problem").validate(to_json(problem))
        try:
            result = answer(problem)
        except Infeasible:
            continue
        validator("result").validate(json.loads(json.dumps(result.to_json())))


@pytest.mark.parametrize(
    "raw",
    [
        {"people": [{"id": ""}]},
        {"people": [{"id": "p", "size": 0}]},
        {"people": [{"id": "p", "wishes": [["s"]]}]},
        {"people": [{"id": "p", "hobby": "x"}]},
        {"sessions": [{"id": "s", "start": "2026-11-10T10:00"}]},
        {"objective": {"points": []}},
        {"version": 2},
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(raw: dict[str, Any]) -> None:
    assert not validator("problem").is_valid(raw)
    assert read_rows(raw).faults != ()


def test_the_defaults_of_the_schema_are_those_of_the_code() -> None:
    schema = json.loads((SCHEMAS / "problem.schema.json").read_text(encoding="utf-8"))
    points = schema["$defs"]["objective"]["properties"]
    objective = Objective()
    for name, spec in points.items():
        value = getattr(objective, name)
        assert spec["default"] == (list(value) if isinstance(value, tuple) else value), name
    person = schema["$defs"]["person"]["properties"]
    assert (person["size"]["default"], person["most"]["default"]) == (
        Person("p").size,
        Person("p").most,
    )
    assert (
        schema["$defs"]["session"]["properties"]["minimum"]["default"] == Session("s").minimum
    )
