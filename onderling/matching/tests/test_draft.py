"""Whoever stops before anything is wired has seats that keep to every rule. Acceptance 5."""

from onderling.matching.network.seats import choices_of
from onderling.matching.problem import Lock, Person, Problem, Session
from onderling.matching.reading import read_rows
from onderling.matching.rules import Seating, violations
from onderling.matching.solving.draft import draft
from onderling.matching.tests.random_problems import tiny_problem
from onderling.matching.tests.test_ladder import workshops


def test_a_draft_of_any_problem_breaks_no_rule() -> None:
    found = 0
    for number in range(300):
        problem = read_rows(tiny_problem(number)).problem
        if problem is None:
            continue
        seats = draft(choices_of(problem))
        if seats is None:
            continue
        found += bool(seats)
        assert violations(Seating(problem, seats)) == [], number
    assert found > 100


def test_a_draft_gives_most_people_a_seat() -> None:
    problem = read_rows(workshops(2, 40, 8)).problem
    assert problem is not None
    seats = draft(choices_of(problem))
    assert seats is not None
    assert violations(Seating(problem, seats)) == []
    assert len({person for person, _ in seats}) >= 30


def test_locked_seats_that_need_company_have_no_draft() -> None:
    problem = Problem(
        sessions=(Session("s", minimum=2),),
        people=(Person("an"), Person("bo")),
        locked=(Lock("an", "s"),),
    )
    assert draft(choices_of(problem)) is None
