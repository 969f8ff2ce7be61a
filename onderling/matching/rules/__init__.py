"""The rules, each written once: used to build the model, to check a result, to explain it."""

from onderling.matching.rules.book import RULES, broken_by, constraints, too_small, violations
from onderling.matching.rules.claims import (
    Claim,
    barred,
    claim,
    first_worth,
    forbidden,
    free_in,
    may_sit,
    most_seats,
    options,
    reachable,
    seat_worth,
    slots_to_fill,
)
from onderling.matching.rules.constraint import Constraint, Key, Rule
from onderling.matching.rules.lottery import (
    Lottery,
    person_number,
    seat_number,
    session_number,
)
from onderling.matching.rules.missed import (
    Missed,
    Wish,
    in_the_way,
    missed,
    wanted,
    wishes,
)
from onderling.matching.rules.objective import (
    besides,
    effect,
    objective,
    person_points,
)
from onderling.matching.rules.seating import Changed, Seating, View
from onderling.matching.rules.traffic import goes_elsewhere

__all__ = [
    "RULES",
    "Changed",
    "Claim",
    "Constraint",
    "Key",
    "Lottery",
    "Missed",
    "Rule",
    "Seating",
    "View",
    "Wish",
    "barred",
    "besides",
    "broken_by",
    "claim",
    "constraints",
    "effect",
    "first_worth",
    "forbidden",
    "free_in",
    "goes_elsewhere",
    "in_the_way",
    "may_sit",
    "missed",
    "most_seats",
    "objective",
    "options",
    "person_number",
    "person_points",
    "reachable",
    "seat_number",
    "seat_worth",
    "session_number",
    "slots_to_fill",
    "too_small",
    "violations",
    "wanted",
    "wishes",
]
