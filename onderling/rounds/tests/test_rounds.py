"""Deeds with rounds: begin, change, take a step, move the date (S4-11, X-57, X-59)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from onderling.base.audit import history_of
from onderling.base.errors import Refused
from onderling.rounds import actions
from onderling.rounds.models import CalendarLine, Phase, Programme, Round
from onderling.rounds.rules import State, end_of, last_day_of
from tests.makers import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(organisation: Callable[..., object]) -> Programme:
    return Programme.objects.create(name="Studiedag", organisation=organisation())  # type: ignore[misc]  # the maker's type


def begin(programme: Programme, name: str = "Studiedag 2027") -> Round:
    return actions.make_round(
        programme,
        name=name,
        starts_on=date(2027, 3, 30),
        ends_on=date(2027, 3, 30),
        contact_name="Karin",
        contact_phone="088 000 00 00",
        by=None,
        now=NOON,
    )


def test_a_round_begins_as_a_draft_with_its_lottery_number_known(programme: Programme) -> None:
    made = begin(programme)
    assert made.state == State.DRAFT
    assert made.seed.isdigit()
    assert len(made.seed) == 8
    assert made.seed_since == NOON
    assert history_of(made).get().deed == "make_round"


def test_two_rounds_with_one_name_get_two_addresses(programme: Programme) -> None:
    slugs = [begin(programme).slug for _ in range(3)]
    assert slugs == ["studiedag-2027", "studiedag-2027-2", "studiedag-2027-3"]


def test_a_name_of_signs_only_still_gets_an_address(programme: Programme) -> None:
    assert begin(programme, "!!!").slug == "ronde"


def test_a_round_cannot_end_before_it_begins(programme: Programme) -> None:
    with pytest.raises(Refused, match="laatste dag"):
        actions.make_round(
            programme,
            name="Kort",
            starts_on=date(2027, 3, 30),
            ends_on=date(2027, 3, 29),
            contact_name="Karin",
            contact_phone="1",
            by=None,
            now=NOON,
        )
    assert Round.objects.count() == 0


def test_only_what_changed_is_written_in_the_log(programme: Programme) -> None:
    made = begin(programme)
    actions.change_round(made, name=made.name, venue="De Loods", by=None, now=NOON)
    actions.change_round(made, venue="De Loods", by=None, now=NOON)
    line = history_of(made).last()
    assert line is not None
    assert history_of(made).count() == 2
    assert (line.detail.old, line.detail.new) == ({"venue": ""}, {"venue": "De Loods"})


def test_the_lottery_number_is_not_to_be_changed(programme: Programme) -> None:
    with pytest.raises(TypeError, match="seed"):
        actions.change_round(begin(programme), seed="1", by=None, now=NOON)


def test_a_step_that_does_not_exist_is_refused(programme: Programme) -> None:
    made = begin(programme)
    with pytest.raises(Refused, match="in voorbereiding"):
        actions.change_state(made, State.CONFIRMED, by=None, now=NOON)
    made.refresh_from_db()
    assert made.state == State.DRAFT


def test_a_step_taken_twice_is_one_step(programme: Programme) -> None:
    made = begin(programme)
    for _ in range(2):
        actions.change_state(made, State.OPEN, by=None, now=NOON)
    assert [line.deed for line in history_of(made)] == ["make_round", "change_state"]


def test_a_phase_is_open_up_to_and_including_its_last_day(programme: Programme) -> None:
    made = begin(programme)
    phase = actions.set_phase(
        made,
        Phase.Kind.WISHING,
        label="Wensen",
        first_day=date(2027, 2, 20),
        last_day=date(2027, 3, 28),
        by=None,
        now=NOON,
    )
    # 28 March 2027 is the night summer begins: the day has 23 hours.
    assert phase.is_open(now=phase.closes - timedelta(seconds=1))
    assert not phase.is_open(now=phase.closes)
    assert last_day_of(phase.closes, made.zone) == date(2027, 3, 28)


def test_setting_a_phase_again_changes_it_and_the_log_says_from_what(
    programme: Programme,
) -> None:
    made = begin(programme)
    for last in (date(2027, 3, 1), date(2027, 3, 8), date(2027, 3, 8)):
        phase = actions.set_phase(
            made,
            Phase.Kind.WISHING,
            label="Wensen",
            first_day=date(2027, 2, 20),
            last_day=last,
            by=None,
            now=NOON,
        )
    assert made.phases.count() == 1
    first, changed = history_of(phase)
    assert first.detail.old == {}
    assert changed.detail.old["last_day"] == "2027-03-01"
    assert changed.detail.new["last_day"] == "2027-03-08"


def test_a_phase_that_ends_before_it_begins_is_refused(programme: Programme) -> None:
    with pytest.raises(Refused, match="Wensen: de laatste dag"):
        actions.set_phase(
            begin(programme),
            Phase.Kind.WISHING,
            label="Wensen",
            first_day=date(2027, 3, 2),
            last_day=date(2027, 3, 1),
            by=None,
            now=NOON,
        )


def add(round: Round, offset: str = "T-3 weken", what: str = "Verdelen") -> CalendarLine:
    return actions.add_calendar_line(round, offset=offset, who="Karin", what=what, now=NOON)


def test_a_task_stands_so_many_weeks_from_the_date(programme: Programme) -> None:
    assert add(begin(programme)).on == date(2027, 3, 9)


def test_a_task_at_no_moment_is_refused_with_an_example(programme: Programme) -> None:
    with pytest.raises(Refused, match="T-3 weken"):
        add(begin(programme), "ooit")


def test_a_task_is_skipped_with_a_reason_only(programme: Programme) -> None:
    line = add(begin(programme))
    with pytest.raises(Refused, match="waarom"):
        actions.mark_line(line, CalendarLine.State.SKIPPED, because=" ", by=None, now=NOON)
    actions.mark_line(line, CalendarLine.State.SKIPPED, because="niet nodig", by=None, now=NOON)
    line.refresh_from_db()
    assert (line.state, line.because) == (CalendarLine.State.SKIPPED, "niet nodig")


def test_a_task_that_was_ticked_off_by_mistake_comes_back(programme: Programme) -> None:
    line = add(begin(programme))
    actions.mark_line(line, CalendarLine.State.DONE, by=None, now=NOON)
    actions.mark_line(line, CalendarLine.State.PLANNED, by=None, now=NOON)
    line.refresh_from_db()
    assert line.state == CalendarLine.State.PLANNED


def test_when_the_date_moves_open_tasks_and_phases_to_come_move_along(
    programme: Programme,
) -> None:
    made = begin(programme)
    done, open_ = add(made, what="Klaar"), add(made, what="Nog te doen")
    actions.mark_line(done, CalendarLine.State.DONE, by=None, now=NOON)
    for kind, last in (
        (Phase.Kind.OFFERING, date(2026, 10, 1)),
        (Phase.Kind.WISHING, date(2027, 3, 1)),
    ):
        actions.set_phase(
            made,
            kind,
            label="Fase",
            first_day=last - timedelta(days=7),
            last_day=last,
            by=None,
            now=NOON,
        )
    moves = actions.move_date(made, date(2027, 4, 6), by=None, now=NOON)
    assert [(move.line.what, move.before, move.after) for move in moves] == [
        ("Nog te doen", date(2027, 3, 9), date(2027, 3, 16))
    ]
    made.refresh_from_db()
    done.refresh_from_db()
    open_.refresh_from_db()
    assert (made.starts_on, made.ends_on) == (date(2027, 4, 6), date(2027, 4, 6))
    assert (done.on, open_.on) == (date(2027, 3, 9), date(2027, 3, 16))
    over, coming = made.phases.all()
    assert over.closes == end_of(date(2026, 10, 1), made.zone)
    assert coming.closes == end_of(date(2027, 3, 8), made.zone)


def test_a_round_that_has_begun_cannot_move(programme: Programme) -> None:
    made = begin(programme)
    Round.objects.filter(pk=made.pk).update(state=State.RUNNING)
    with pytest.raises(Refused, match="De datum staat vast"):
        actions.move_date(made, date(2027, 4, 6), by=None, now=NOON)
