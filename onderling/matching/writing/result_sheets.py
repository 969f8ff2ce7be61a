"""A result as a workbook, for people to read: who sits where, and why not elsewhere.

For reading only: `onderling verify` needs the JSON, which says more.
"""

from datetime import datetime

from onderling.matching.explaining.summary import OTHER, summary
from onderling.matching.problem import Problem
from onderling.matching.result import Result, Seat
from onderling.matching.writing.reasons import sentence
from onderling.tables.write import Table


def sheets_of_result(problem: Problem, result: Result) -> list[Table]:
    """The summary, the seats, what was cancelled, who has no seat, and the reasons."""
    return [
        Table("uitkomst", ("uitkomst",), [[line] for line in _lines(problem, result)]),
        Table(
            "plekken",
            ("persoon", "sessie", "begin", "einde", "hoe", "wens"),
            [
                (row.person, row.session, *_times(problem, row.session), _how(row), row.rank)
                for row in result.seats
            ],
        ),
        Table(
            "afgezegd",
            ("sessie", "wilden", "nodig"),
            [(row.session, row.wanted, row.minimum) for row in result.cancelled],
        ),
        Table("zonder plek", ("persoon",), [[person] for person in result.without]),
        Table(
            "redenen",
            ("persoon", "gemiste wens", "reden"),
            [(row.person, row.session, sentence(row)) for row in result.reasons],
        ),
    ]


def _lines(problem: Problem, result: Result) -> list[str]:
    return [line.strip() for line in summary(problem, result).splitlines()]


def _times(problem: Problem, session: str) -> tuple[datetime | None, datetime | None]:
    return problem.session[session].start, problem.session[session].end


def _how(seat: Seat) -> str:
    return OTHER.get(seat.kind, "wens")
