"""Presets differ in data, not in code; nothing reads a preset afterwards (X-96, X-57)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import onderling
from onderling.base.errors import Refused
from onderling.formats.workshops.actions.move import move_round
from onderling.formats.workshops.actions.presets import presets, start_round
from onderling.offers.models import Slot
from onderling.people.rules import Role, Scope
from onderling.rounds.models import Phase, Round
from onderling.rounds.rules import State, last_day_of, on_day
from onderling.signups.models import ChoiceRule
from tests.makers import NOON

pytestmark = pytest.mark.django_db
DAY = date(2027, 4, 8)  # a Thursday, after the night summer begins


@pytest.fixture
def start(organisation: Callable[..., Any]) -> Callable[..., Round]:
    def make(preset: str = "studiedag", *, by: Any = None, **fields: Any) -> Round:
        return start_round(
            "Studiedag 2027",
            preset,
            starts_on=DAY,
            organisation=organisation(),
            contact_name="Karin",
            contact_phone="088 000 00 00",
            by=by,
            now=NOON,
            **fields,
        )

    return make


@pytest.mark.parametrize("preset", presets())
def test_every_preset_gives_a_round_that_is_whole(preset: str, start: Any) -> None:
    made = start(preset)
    assert made.state == State.DRAFT
    assert made.calendar.count() >= 10
    assert made.phases.filter(kind=Phase.Kind.WISHING).count() == 1
    assert ChoiceRule.objects.get(round=made).wishes >= 2
    assert made.intro
    kinds = [phase.kind for phase in made.phases.all()]
    assert kinds.index(Phase.Kind.OFFERING) < kinds.index(Phase.Kind.WISHING)
    assert kinds.index(Phase.Kind.WISHING) < kinds.index(Phase.Kind.MEETING)


@pytest.mark.parametrize("preset", presets())
def test_the_data_of_a_preset_holds_together(preset: str) -> None:
    data = presets()[preset]
    for phase in data["phases"]:
        assert on_day(phase["first"], DAY) <= on_day(phase["last"], DAY)
        assert phase["kind"] in Phase.Kind.values
    for before, after in zip(data["slots"], data["slots"][1:], strict=False):
        assert before["starts"] < before["ends"] <= after["starts"]
    assert [on_day(line["when"], DAY) for line in data["calendar"]] == sorted(
        on_day(line["when"], DAY) for line in data["calendar"]
    )


def test_a_study_day_has_three_rounds_an_opening_lunch_and_a_closing(start: Any) -> None:
    slots = list(start().slots.all())
    assert [(slot.label, slot.number) for slot in slots if slot.number] == [
        ("Ronde 1", 1),
        ("Ronde 2", 2),
        ("Ronde 3", 3),
    ]
    assert [slot.label for slot in slots if slot.kind == Slot.Kind.PLENARY] == [
        "Opening",
        "Afsluiting",
    ]
    first = slots[2]
    assert first.starts == datetime(2027, 4, 8, 8, 0, tzinfo=UTC)  # 10.00 in summer


def test_the_calendar_stands_so_many_weeks_from_the_day(start: Any) -> None:
    lines = {line.offset: line for line in start().calendar.all()}
    assert lines["T-14 weken"].on == DAY - timedelta(weeks=14)
    assert lines["T-5 weken"].what == "Eerste, tweede en derde keuze per ronde"


def test_the_wishes_of_a_study_day_close_three_weeks_before(start: Any) -> None:
    phase = start().phases.get(kind=Phase.Kind.WISHING)
    assert last_day_of(phase.closes, "Europe/Amsterdam") == DAY - timedelta(days=22)


def test_a_festival_lasts_two_weeks_and_asks_for_one_list_of_wishes(start: Any) -> None:
    made = start("festival")
    assert (made.ends_on - made.starts_on).days == 11
    rule = ChoiceRule.objects.get(round=made)
    assert (rule.per_slot, rule.without, rule.order) == (False, "next_wish", "rounds")


def test_what_is_said_by_hand_goes_before_the_preset(start: Any) -> None:
    made = start(intro="Eigen woorden", venue="De Loods", seed="42")
    assert (made.intro, made.venue, made.seed) == ("Eigen woorden", "De Loods", "42")


def test_who_begins_a_round_coordinates_it(start: Any, person: Any) -> None:
    karin = person("Karin")
    made = start(by=karin)
    held = karin.memberships.get()
    assert (held.role, held.scope, held.scope_id) == (Role.COORDINATOR, Scope.ROUND, made.pk)


def test_a_second_edition_belongs_to_the_same_programme(start: Any) -> None:
    assert start().programme == start().programme


def test_a_preset_that_does_not_exist_is_refused_and_leaves_nothing(start: Any) -> None:
    with pytest.raises(Refused, match="kennen wij niet"):
        start("onzin")
    assert Round.objects.count() == 0


def test_nothing_reads_a_preset_afterwards() -> None:
    house = Path(onderling.__file__).parent
    readers = {
        path.relative_to(house).as_posix()
        for path in house.glob("**/*.py")
        if "tests" not in path.parts and ".preset" in path.read_text()
    }
    assert readers <= {
        "formats/workshops/actions/move.py",
        "formats/workshops/forms/rounds.py",
        "formats/workshops/views/rounds.py",
        "demo/actions/day.py",
        "demo/actions/festival.py",
        "demo/actions/last_year.py",
    }


def test_a_round_moves_with_its_day_tasks_and_phases(start: Any) -> None:
    made = start()
    closes = made.phases.get(kind=Phase.Kind.WISHING).closes
    moved = move_round(made, date(2027, 3, 25), by=None, now=NOON)  # back into winter time
    assert len(moved) == 12
    made.refresh_from_db()
    assert made.starts_on == date(2027, 3, 25)
    first = made.slots.get(number=1)
    assert first.starts == datetime(2027, 3, 25, 9, 0, tzinfo=UTC)  # still 10.00
    after = made.phases.get(kind=Phase.Kind.WISHING).closes
    assert after == closes - timedelta(days=14)


def test_a_round_in_which_people_have_a_place_stays_where_it_is(
    start: Any, meeting: Any
) -> None:
    made = start()
    soup = meeting(made, slot=1)
    type(soup).objects.filter(pk=soup.pk).update(taken=1)
    with pytest.raises(Refused, match="al mensen een plek"):
        move_round(made, date(2027, 4, 15), by=None, now=NOON)
    made.refresh_from_db()
    assert made.starts_on == DAY
