"""What the terminal says after an allocation, counted in people. X-22."""

from collections.abc import Callable
from typing import Any

from onderling.matching.explaining.summary import summary
from onderling.matching.problem import Problem
from onderling.matching.result import Result


def test_a_group_counts_with_all_its_people(
    problem: Callable[[Any], Problem], answer: Callable[[Problem], Result]
) -> None:
    asked = problem(
        {
            "sessions": [{"id": "s1", "maximum": 4}, {"id": "s2"}, {"id": "s3", "minimum": 9}],
            "people": [
                {"id": "klas", "size": 4, "wishes": [["s1", 1]]},
                {"id": "paar", "size": 2, "wishes": [["s1", 1], ["s2", 6]]},
                {"id": "een", "wishes": [["s3", 1]]},
                {"id": "twee", "also_good": ["s2"]},
            ],
        }
    )
    said = summary(asked, answer(asked)).splitlines()
    assert said[0].startswith("8 mensen in 4 groepen, 3 sessies, 7 plekken verdeeld in ")
    assert said[1:] == [
        "      4  eerste wens",
        "      2  6e wens",
        "      1  ook goed",
        "      1  mensen zonder plek",
        "Afgezegd:",
        "  s3: 1 wilde erheen, 9 nodig",
        "Vol, terwijl nog meer mensen wilden:",
        "  s1: 4 plekken, 2 te weinig",
        "7563 punten; beter kan bewezen niet.",
    ]
