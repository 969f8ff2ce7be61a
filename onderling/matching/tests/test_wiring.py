"""The network is wired once for all who have the same choice to make. X-20, S4-2."""

from onderling.matching.network.alike import Pattern, by_time, patterns
from onderling.matching.network.people import Plan, plan_of
from onderling.matching.network.seats import choices_of
from onderling.matching.reading import read_rows
from onderling.matching.rules import may_sit, options, seat_worth
from onderling.matching.rules.seating import Possible
from onderling.matching.tests.random_problems import seeded, tiny_problem


def test_people_with_the_same_pattern_have_the_plan_that_each_would_have_alone() -> None:
    shared = 0
    for number in range(60):
        problem = read_rows(_crowd(number)).problem
        assert problem is not None
        choices = choices_of(problem)
        view = Possible(problem, choices.free)
        order, overlaps = by_time(choices)
        sessions = choices.session[order].tolist()
        plans: dict[Pattern, Plan] = {}
        for place, pattern in enumerate(patterns(choices, order, overlaps)):
            mine = sessions[choices.first[place] : choices.first[place + 1]]
            plan = plan_of(view, problem.people[place], [problem.sessions[s].id for s in mine])
            if pattern is not None and not plan.loose:
                shared += pattern in plans
                assert plans.setdefault(pattern, plan) == plan
    assert shared > 100


def test_a_seat_is_found_by_its_pair_and_the_pair_by_its_seat() -> None:
    problem = read_rows(_crowd(7)).problem
    assert problem is not None
    choices = choices_of(problem)
    assert [choices.pair(number) for number in range(len(choices))] == list(choices)
    assert [choices[pair] for pair in choices] == list(range(len(choices)))
    assert ("nobody", "nowhere") not in choices


def test_the_seats_somebody_may_choose_are_those_the_rules_allow_one_by_one() -> None:
    found = 0
    for number in range(200):
        problem = read_rows(tiny_problem(number)).problem
        if problem is None:
            continue
        for person in problem.people:
            allowed = [
                (session.id, seat_worth(problem, person.id, session.id))
                for session in problem.sessions
                if may_sit(problem, person, session)
                and (person.id, session.id) not in problem.held
            ]
            found += bool(allowed)
            assert options(problem, person) == sorted(allowed)
    assert found > 200


def _crowd(number: int) -> dict[str, object]:
    """Twelve people of the random kind with the same few sessions, most of them timed."""
    raw = tiny_problem(number)
    dice = seeded(number)
    times = [("10:00", "11:00"), ("10:00", "12:00"), ("11:00", "12:00"), ("11:30", "13:00")]
    for session in raw["sessions"]:
        start, end = dice.choice(times)
        session |= {"start": f"2026-11-10T{start}", "end": f"2026-11-10T{end}"}
    names = [session["id"] for session in raw["sessions"]]
    raw["people"] += [
        {"id": f"q{n}", "most": dice.randint(1, 2), "wishes": [[s, 1] for s in names]}
        for n in range(8)
    ]
    raw["rules"]["fill_slots"] = False
    return raw
