"""The demo study day through the engine: X-20 to X-26, X-134, S0-2, and acceptance 3."""

from collections import Counter

from onderling.matching.problem import Problem, overlap
from onderling.matching.proving.check import check_reason
from onderling.matching.proving.verify import verify
from onderling.matching.result import Result


def test_it_is_the_proved_best_and_nobody_is_left_out(day: Problem, decided: Result) -> None:
    assert decided.status == "optimal"
    assert decided.objective == decided.bound == 261733
    assert decided.without == ()
    ranks = Counter(seat.rank for seat in decided.seats if seat.kind == "wish")
    assert ranks == {1: 375, 2: 102, 3: 43}


def test_no_session_runs_below_its_minimum(day: Problem, decided: Result) -> None:
    sizes = Counter(s for p, s in decided.places - day.giving)
    off = {row.session for row in decided.cancelled}
    assert off == {"sd-03", "sd-05"}
    assert all(sizes[s.id] >= s.minimum for s in day.sessions if s.id not in off)
    assert all(sizes[s] == 0 for s in off)


def test_nobody_is_twice_in_one_slot_or_where_they_cannot(
    day: Problem, decided: Result
) -> None:
    for person in day.people:
        mine = [day.session[s] for p, s in decided.places if p == person.id]
        times = [session.interval for session in mine]
        assert len(set(times)) == len(times)
        assert not any(overlap(a, b) for a in times for b in times if a and b and a is not b)
        taken = {(person.id, session.id) for session in mine} - day.giving
        assert not {s for _, s in taken} & person.closed


def test_every_mixed_session_has_both_groups(day: Problem, decided: Result) -> None:
    for session in day.sessions:
        inside = [p for p, s in decided.places - day.giving if s == session.id]
        groups = {day.person[p].group for p in inside}
        assert not inside or groups >= session.at_least.keys()


def test_every_reason_is_true(day: Problem, decided: Result) -> None:
    assert len(decided.reasons) > 100
    assert [check_reason(day, decided, reason) for reason in decided.reasons] == [None] * len(
        decided.reasons
    )


def test_the_result_verifies(day: Problem, decided: Result) -> None:
    assert verify(day, decided.to_json()) == []
