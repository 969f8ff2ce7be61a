"""The engine: who gets which seat, why, and how to check it. Plain Python, no database.

A problem is read from a file (`read_file`), from parsed JSON (`read_rows`), or made by hand:

>>> from onderling.matching import Person, Problem, Session, allocate, verify
>>> sessions = (Session("dans", maximum=1), Session("zang", minimum=1, maximum=8))
>>> people = (
...     Person("an", wishes=(("dans", 1), ("zang", 2))),
...     Person("bo", wishes=(("dans", 1),)),
... )
>>> problem = Problem(sessions=sessions, people=people, seed="2026-11-21")
>>> result = allocate(problem)
>>> result.status, [(seat.person, seat.session, seat.rank) for seat in result.seats]
('optimal', [('an', 'zang', 2), ('bo', 'dans', 1)])
>>> [(reason.person, reason.session, reason.because) for reason in result.reasons]
[('an', 'dans', 'full')]
>>> verify(problem, result.to_json())  # the faults, one sentence each
[]

The tables of a problem and what they mean: docs/problem-file.md. What is fair, and why:
docs/fair-matching.md. Everything below this list is the engine's own and may change.
"""

from onderling.matching.canonical import digest
from onderling.matching.modes.modes import MODES, Cost, NoOrder, allocate_by, compare
from onderling.matching.problem import Lock, Objective, Person, Problem, Rules, Session
from onderling.matching.proving.verify import verify
from onderling.matching.reading import Reading, read_content, read_file, read_rows
from onderling.matching.result import (
    Cancelled,
    Certificate,
    Clash,
    Price,
    Reason,
    Result,
    Seat,
)
from onderling.matching.run import Crashed, NothingFound, allocate
from onderling.matching.whatif import WhatIf, bottlenecks, with_more
from onderling.matching.writing import Unwritable, write_problem, write_result

__all__ = [
    "MODES",
    "Cancelled",
    "Certificate",
    "Clash",
    "Cost",
    "Crashed",
    "Lock",
    "NoOrder",
    "NothingFound",
    "Objective",
    "Person",
    "Price",
    "Problem",
    "Reading",
    "Reason",
    "Result",
    "Rules",
    "Seat",
    "Session",
    "Unwritable",
    "WhatIf",
    "allocate",
    "allocate_by",
    "bottlenecks",
    "compare",
    "digest",
    "read_content",
    "read_file",
    "read_rows",
    "verify",
    "with_more",
    "write_problem",
    "write_result",
]
