"""Other ways to divide, each with its price. X-27."""

from collections.abc import Callable
from typing import Any

import pytest

from onderling.matching.modes.generous import generous
from onderling.matching.modes.modes import MODES, Mode, NoOrder, allocate_by, compare
from onderling.matching.modes.table import mode_table
from onderling.matching.modes.turns import in_turn
from onderling.matching.problem import Problem
from onderling.matching.program.highs import Infeasible
from onderling.matching.proving.verify import verify
from onderling.matching.reading import read_rows
from onderling.matching.rules import Seating, person_number, seat_worth, violations
from onderling.matching.solved import Reporter, Solved
from onderling.matching.solving.task import Task
from onderling.matching.solving.work import solve_here
from onderling.matching.tests.brute import Brute, Seats
from onderling.matching.tests.random_problems import seeded, tiny_problem

Raw = dict[str, Any]


def here(problem: Problem) -> Solved:
    return solve_here(Task(problem, problem.seed, None, Reporter()))


def low_wishes(brute: Brute, seats: Seats) -> tuple[int, ...]:
    """What is to be few, the worst first; by hand, from the raw rows."""
    nowhere, taken, kinds, ranks = 0, 0, [0, 0, 0], dict.fromkeys(range(9, 1, -1), 0)
    for person in brute.raw["people"]:
        size, mine = person["size"], [s for p, s in seats - brute.giving if p == person["id"]]
        busy = [brute.sessions[s] for p, s in seats if p == person["id"]]
        nowhere += size * (not mine)
        for start, end in brute.times_to_fill(person):
            nowhere += size * all(
                not ("start" in s and s["start"] < end and start < s["end"]) for s in busy
            )
        for session in mine:
            list_name, rank = listed(brute, person, brute.sessions[session])
            taken += size * (list_name != "none")
            if list_name in ("rather_not", "anywhere", "also_good"):
                kinds[("rather_not", "anywhere", "also_good").index(list_name)] += size
            elif rank in ranks:
                ranks[rank] += size
    return nowhere, -taken, *kinds, *ranks.values()


def listed(brute: Brute, p: Raw, s: Raw) -> tuple[str, int]:
    wishes = {row[0]: row[1] for row in p.get("wishes", [])}
    hosts = {row[0]: row[1] for row in p.get("wish_organisations", [])}
    if brute.worth(p, s) is None:
        return "none", 0
    if s["id"] in wishes:
        return "wish", wishes[s["id"]]
    if s["id"] in p.get("rather_not", []):
        return "rather_not", 0
    if s.get("organisation") in hosts:
        return "wish", hosts[s["organisation"]]
    if s.get("field") in p.get("wish_fields", []) or s["id"] in p.get("also_good", []):
        return "also_good", 0
    return "anywhere", 0


def test_as_few_low_wishes_as_trying_everything_finds() -> None:
    seen = 0
    for number in range(24):
        raw = tiny_problem(number)
        problem = read_rows(raw).problem
        if problem is None:
            continue
        brute = Brute(raw)
        try:
            solved, proved = generous(problem, here)
        except Infeasible:
            continue
        best = min(low_wishes(brute, seats) for seats in brute.all_seatings())
        assert proved, number
        assert low_wishes(brute, solved.seats) == best, number
        seen += 1
    assert seen > 15


def test_in_order_of_lottery_the_first_gets_the_best_and_nobody_gains_by_hiding_a_wish(
    problem: Callable[[Raw], Problem],
) -> None:
    raw = crowd(3)
    asked = problem(raw)
    for number in range(0, 24, 5):
        person = asked.people[number]
        honest = wish_points(asked, asked, person.id)
        for chosen in ([0], [1, 2], [2, 1, 0], [0, 2]):
            wishes = [[person.wishes[n][0], rank + 1] for rank, n in enumerate(chosen)]
            rows = [
                row | {"wishes": wishes} if row["id"] == person.id else row
                for row in raw["people"]
            ]
            other = problem(raw | {"people": rows})
            assert wish_points(asked, other, person.id) <= honest


def crowd(number: int, minimum: int = 0) -> Raw:
    """Twenty-four people, six sessions with twenty places; without a minimum unless asked."""
    dice = seeded(number)
    return {
        "seed": "crowd",
        "sessions": [
            {"id": f"s{n}", "maximum": 3 + n % 2, "minimum": minimum} for n in range(6)
        ],
        "people": [
            {
                "id": f"p{n}",
                "arrived": 100 - n,
                "wishes": [[f"s{m}", r + 1] for r, m in enumerate(dice.sample(range(6), 3))],
            }
            for n in range(24)
        ],
    }


def wish_points(true: Problem, told: Problem, person: str) -> int:
    """What somebody gets by telling this, counted by what they truly want."""
    order = sorted(told.people, key=lambda row: -person_number("lot", row.id))
    seats = in_turn(told, order, "lot")
    return sum(seat_worth(true, person, session) for one, session in seats if one == person)


def test_first_come_gives_the_earliest_their_first_wish_and_asks_for_the_order(
    problem: Callable[[Raw], Problem],
) -> None:
    raw = crowd(1)
    result = allocate_by("first_come", problem(raw))
    seats = {seat.person: seat.rank for seat in result.seats}
    assert seats["p23"] == 1
    del raw["people"][4]["arrived"]
    with pytest.raises(NoOrder) as refused:
        allocate_by("first_come", problem(raw))
    assert "bij 1 mensen, onder wie “p4”" in str(refused.value)


@pytest.mark.parametrize("start", range(0, 120, 40))
def test_taking_turns_keeps_every_rule_of_any_problem(start: int) -> None:
    """A lock may hold a session open that stays too small; nothing else is ever broken."""
    for number in range(start, start + 40):
        asked = read_rows(tiny_problem(number)).problem
        if asked is None:
            continue
        seating = Seating(asked, in_turn(asked, asked.people, asked.seed))
        held = Seating(asked, asked.held | asked.giving)
        known = {(row.rule, row.about) for row in violations(held)}
        for row in violations(seating):
            assert (row.rule, row.about) in known or row.about[0] in asked.must_open, number


@pytest.mark.parametrize("mode", ["lottery", "fewest_low", "first_come"])
def test_every_way_gives_a_result_that_verifies_and_has_its_price(
    mode: Mode, problem: Callable[[Raw], Problem]
) -> None:
    asked = problem(crowd(2, minimum=3))
    result = allocate_by(mode, asked)
    assert verify(asked, result.to_json()) == []
    assert (result.status, result.engine["mode"]) == ("feasible", mode)
    default, other = compare(asked, ["default", mode])
    assert default.lost == 0
    assert other.lost == default.points - other.points >= 0
    assert other.points == result.objective


def test_fewest_low_leaves_nobody_with_a_third_wish_that_others_could_spare(
    problem: Callable[[Raw], Problem],
) -> None:
    """Two firsts and a third are worth more points; two seconds and a first are kinder."""
    raw: Raw = {
        "objective": {"points": [100, 60, 30]},
        "sessions": [{"id": s, "maximum": 1} for s in "abc"],
        "people": [
            {"id": "p1", "wishes": [["a", 1], ["b", 2]]},
            {"id": "p2", "wishes": [["b", 1], ["c", 2]]},
            {"id": "p3", "wishes": [["a", 2], ["c", 3]]},
        ],
    }
    asked = problem(raw)
    ranks = {
        mode: sorted(seat.rank or 0 for seat in allocate_by(mode, asked).seats)
        for mode in MODES[:3:2]
    }
    assert ranks == {"default": [1, 1, 3], "fewest_low": [2, 2, 2]}


def test_the_table_names_every_way_and_its_price(problem: Callable[[Raw], Problem]) -> None:
    lines = mode_table(compare(problem(crowd(2)))).splitlines()
    assert lines[0].split("  ")[0] == "manier"
    assert [line.split("  ")[0] for line in lines[1:]] == [
        "meeste wenspunten (standaard)",
        "volgorde van loting",
        "zo min mogelijk lage wensen",
        "wie het eerst komt",
    ]
    assert len({len(line) for line in lines}) == 1
