"""The table mixer: mixed on purpose, a host stays, nobody twice when it can be (X-97, X-28)."""

from collections.abc import Callable
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from onderling.formats.workshops.rules.mixer import Seated, met_again, mixed_tables
from onderling.rounds.models import Round
from onderling.signups.actions.seats import take_place
from tests.makers import NOON

Make = Callable[..., Any]


def crowd(number: int, *, organisations: int = 4) -> list[Seated]:
    groups = ("paid", "volunteer")
    return [Seated(one, groups[one % 2], one % organisations) for one in range(number)]


@given(some.integers(1, 18), some.integers(1, 6), some.text(max_size=5))
@settings(max_examples=15, deadline=None)
def test_everybody_sits_once_in_every_turn_at_tables_of_nearly_one_size(
    number: int, tables: int, seed: str
) -> None:
    people = crowd(number)
    for turn in mixed_tables(people, tables=tables, turns=3, seed=seed):
        assert sorted(one for table in turn for one in table) == list(range(number))
        sizes = [len(table) for table in turn]
        assert max(sizes) - min(sizes) <= 1


def test_a_host_stays_and_hosts_are_of_both_groups() -> None:
    people = crowd(24)
    turns = mixed_tables(people, tables=4, turns=3, seed="2026")
    hosts = [[table[0] for table in turn] for turn in turns]
    assert hosts == [hosts[0]] * 3
    assert sorted(people[host].group for host in hosts[0]) == ["paid"] * 2 + ["volunteer"] * 2


def test_nobody_meets_anybody_twice_where_there_is_room_for_it() -> None:
    """Six tables of three: two guests move at each."""
    turns = mixed_tables(crowd(18), tables=6, turns=3, seed="2026")
    assert met_again(turns) == 0


def test_pairs_that_meet_again_are_counted() -> None:
    assert met_again([((1, 2, 3), (4, 5)), ((1, 3, 4), (2, 5)), ((1, 2), (3, 4, 5))]) == 4


def test_groups_and_organisations_are_spread_over_the_tables() -> None:
    people = crowd(24)
    (turn,) = mixed_tables(people, tables=6, turns=1, seed="2026")
    for table in turn:
        assert sorted(people[one].group for one in table) == ["paid"] * 2 + ["volunteer"] * 2
        colleagues = [
            pair
            for pair in combinations(table, 2)
            if people[pair[0]].organisation == people[pair[1]].organisation
        ]
        assert colleagues == []


def test_the_same_seed_gives_the_same_tables_and_another_gives_others() -> None:
    drawn = [mixed_tables(crowd(30), tables=5, turns=3, seed=s) for s in ("a", "a", "b")]
    assert drawn[0] == drawn[1]
    assert drawn[0] != drawn[2]


def test_the_giver_sees_three_turns_on_one_page_to_print(
    study_day: Make, person: Make, meeting: Make, participation: Make, sign_in: Make
) -> None:
    day: Round = study_day(state="confirmed")
    chandra = person("Chandra")
    soup = meeting(day, "Soep", seats=20, giver=chandra)
    for _ in range(12):
        who = participation(day)
        take_place(who, soup, by=who.person, now=NOON)
    page = sign_in(chandra).get(f"/bijeenkomst/{soup.pk}/tafels/?tafels=3")
    html = page.content.decode()
    assert [f"Beurt {n}" in html for n in (1, 2, 3, 4)] == [True, True, True, False]
    assert [len(turn) for turn in page.context["turns"]] == [3, 3, 3]
    assert sign_in(person("Bo")).get(f"/bijeenkomst/{soup.pk}/tafels/").status_code == 404
