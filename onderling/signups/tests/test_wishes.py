"""Saving wishes: what is kept, what is refused, and what the deadline does (X-71, S4-11)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from onderling.base.errors import Refused
from onderling.base.models import AuditDetail
from onderling.mail.models import Message
from onderling.offers.models import Meeting
from onderling.rounds.models import Phase, Round
from onderling.rounds.rules import State
from onderling.signups.actions.participations import accept_late, set_state, take_part
from onderling.signups.actions.wishes import choices_of, save_wishes
from onderling.signups.models import Participation
from onderling.signups.rules import Choice, Fault, Opinion, Wrong, faults_of
from tests.makers import NOON

Make = Callable[..., Any]
AFTER = NOON + timedelta(days=30)
NOTHING: dict[str, Any] = {"absent": [], "ranked": {}, "opinions": {}}

A, B, LONG, LATER = 1, 2, 3, 4  # meetings; the first slot is 10, the second 20
DAY = {
    A: Choice(A, "A", (10,)),
    B: Choice(B, "B", (10,)),
    LONG: Choice(LONG, "Hele ochtend", (10, 20)),
    LATER: Choice(LATER, "Later", (20,)),
}


@pytest.mark.parametrize(
    ("absent", "ranked", "opinions", "faults"),
    [
        ([], {10: [A, B], 20: [LATER]}, {LONG: "also_good"}, []),
        ([], {10: [A, A]}, {}, [Fault(Wrong.TWICE, A, 10, 1)]),
        ([], {10: [B, A]}, {A: "cannot"}, [Fault(Wrong.CONTRADICTS, A, 10, 1)]),
        ([], {10: [A]}, {A: "rather_not"}, [Fault(Wrong.CONTRADICTS, A, 10, 0)]),
        ([], {10: [A]}, {A: "also_good"}, []),  # a wish says more
        ([20], {10: [LONG]}, {}, [Fault(Wrong.ABSENT, LONG, 10, 0)]),
        ([10], {10: [A, A, 99]}, {}, []),  # who is absent wishes nothing then
        ([], {10: [LONG], 20: [LATER]}, {}, []),  # alternatives: the allocation knows the times
        ([], {20: [A]}, {}, [Fault(Wrong.UNKNOWN, A, 20, 0)]),
        (
            [],
            {10: [99]},
            {98: "cannot"},
            [Fault(Wrong.UNKNOWN, 99, 10, 0), Fault(Wrong.UNKNOWN, 98)],
        ),
    ],
)
def test_what_is_wrong_in_a_set_of_wishes(
    absent: list[int],
    ranked: dict[int, list[int]],
    opinions: dict[int, str],
    faults: list[Fault],
) -> None:
    assert faults_of(DAY, absent=absent, ranked=ranked, opinions=opinions) == faults


def kept(who: Participation) -> dict[str, Any]:
    return {wish.meeting.offer.title: wish.rank or wish.opinion for wish in who.wishes.all()}


def test_a_workshop_of_two_slots_is_chosen_where_it_begins(
    study_day: Make, meeting: Make
) -> None:
    """X-135"""
    round_ = study_day()
    slots = list(round_.slots.order_by("number"))
    long = meeting(round_, "Hele ochtend")
    Meeting.objects.filter(pk=long.pk).update(last_slot=slots[1])
    assert choices_of(round_)[long.pk].slots == (slots[0].pk, slots[1].pk)


def test_saving_again_replaces_everything_and_keeps_the_old_in_the_log(
    study_day: Make, meeting: Make, participation: Make
) -> None:
    round_ = study_day()
    soup, bread = meeting(round_, "Soep"), meeting(round_, "Brood")
    second, slot = round_.slots.get(number=2), soup.slot_id
    who = participation(round_, state=Participation.State.INVITED)
    save_wishes(
        who,
        absent=[second.pk],
        ranked={slot: [soup.pk]},
        opinions={bread.pk: "cannot"},
        brings="  mijn soep ",
        by=who.person,
        now=NOON,
    )
    who.refresh_from_db()
    assert kept(who) == {"Soep": 1, "Brood": Opinion.CANNOT}
    assert (who.state, who.brings, who.chosen) == ("coming", "mijn soep", NOON)
    assert [absence.slot for absence in who.absences.all()] == [second]
    save_wishes(
        who, absent=[], ranked={slot: [bread.pk, soup.pk]}, opinions={}, by=who.person, now=NOON
    )
    assert kept(who) == {"Brood": 1, "Soep": 2}
    assert who.absences.count() == 0
    old = AuditDetail.objects.latest("pk").old
    assert old["wishes"] == {str(soup.pk): 1, str(bread.pk): "cannot"}


def test_the_person_hears_by_mail_what_was_saved(
    study_day: Make, meeting: Make, participation: Make
) -> None:
    round_ = study_day()
    soup = meeting(round_, "Soep")
    who = participation(round_)
    save_wishes(
        who, absent=[], ranked={soup.slot_id: [soup.pk]}, opinions={}, by=who.person, now=NOON
    )
    letter = Message.objects.get(kind="wishes_saved")
    assert letter.to_address == who.person.email
    assert "1. Soep" in letter.body
    assert "tot en met 19 november, 23:59" in letter.body


def test_wishes_with_a_fault_are_refused_whole(
    study_day: Make, meeting: Make, participation: Make
) -> None:
    round_ = study_day()
    soup = meeting(round_, "Soep")
    who = participation(round_)
    with pytest.raises(Refused, match="U koos ‘Soep’ twee keer"):
        save_wishes(
            who,
            absent=[],
            ranked={soup.slot_id: [soup.pk, soup.pk]},
            opinions={},
            by=who.person,
            now=NOON,
        )
    assert who.wishes.count() == 0


def test_the_last_minute_is_in_time_and_the_next_is_late(
    study_day: Make, participation: Make
) -> None:
    """S4-11: tot en met 19 november, 23:59, in local time."""
    round_ = study_day()
    closes = round_.phases.get(kind=Phase.Kind.WISHING).closes
    early, late = participation(round_), participation(round_)
    save_wishes(early, **NOTHING, by=early.person, now=closes - timedelta(seconds=1))
    save_wishes(late, **NOTHING, by=late.person, now=closes)
    for who in (early, late):
        who.refresh_from_db()
    assert (early.late, late.late, late.late_accepted) == (False, True, False)
    assert "laatkomers" in Message.objects.filter(kind="wishes_saved").latest("pk").body


def test_who_chose_in_time_keeps_that_and_cannot_change_it_late(
    study_day: Make, participation: Make
) -> None:
    who = participation(study_day())
    save_wishes(who, **NOTHING, by=who.person, now=NOON)
    with pytest.raises(Refused, match="U koos op tijd"):
        save_wishes(who, **NOTHING, by=who.person, now=AFTER)
    who.refresh_from_db()
    assert (who.chosen, who.late) == (NOON, False)


def test_wishes_that_a_coordinator_closed_early_are_late_from_then_on(
    study_day: Make, participation: Make
) -> None:
    """The deadline is not there yet, but places are being divided."""
    round_ = study_day()
    on_time, newcomer = participation(round_), participation(round_)
    save_wishes(on_time, **NOTHING, by=on_time.person, now=NOON)
    Round.objects.filter(pk=round_.pk).update(state=State.MATCHING)
    with pytest.raises(Refused, match="U koos op tijd en die wensen tellen"):
        save_wishes(on_time, **NOTHING, by=on_time.person, now=NOON)
    save_wishes(newcomer, **NOTHING, by=newcomer.person, now=NOON)
    newcomer.refresh_from_db()
    assert newcomer.late


def test_a_late_wish_joins_the_run_only_when_the_coordinator_takes_it(
    study_day: Make, participation: Make, person: Make
) -> None:
    round_, karin = study_day(state=State.MATCHING), person("Karin")
    who = participation(round_)
    who = save_wishes(who, **NOTHING, by=who.person, now=AFTER)
    assert (who.late, who.late_accepted) == (True, False)
    accept_late(who, by=karin, now=AFTER)
    assert Participation.objects.get(late_accepted=True) == who
    Round.objects.update(state=State.CONFIRMED)
    who.round.refresh_from_db()
    with pytest.raises(Refused, match="al gepubliceerd"):
        accept_late(who, by=karin, now=AFTER)


def test_wishes_on_paper_are_entered_by_somebody_else_who_is_named(
    study_day: Make, participation: Make, person: Make
) -> None:
    """S4-12: the record says so and the person gets the same letter."""
    round_, karin = study_day(), person("Karin")
    gerrit = person("Gerrit", email=None, phone="0180 00 00 00")
    who = participation(round_, gerrit)
    who = save_wishes(who, **NOTHING, by=karin, now=AFTER, tell=True)
    assert (who.entered_by, who.late) == (karin, False)
    letter = Message.objects.get(kind="wishes_saved")
    assert (letter.channel, letter.to_name) == ("letter", gerrit.name)
    assert "voor u ingevuld" in letter.body


def test_a_list_of_wishes_brought_in_by_the_coordinator_mails_nobody(
    study_day: Make, participation: Make, person: Make
) -> None:
    who = participation(study_day())
    save_wishes(who, **NOTHING, by=person("Karin"), now=NOON)
    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (State.ANNOUNCED, "nog geen wensen"),
        (State.CONFIRMED, "al verdeeld"),
        (State.CLOSED, "al verdeeld"),
    ],
)
def test_wishes_have_their_time(
    study_day: Make, participation: Make, state: str, sentence: str
) -> None:
    who = participation(study_day(state=state))
    with pytest.raises(Refused, match=sentence):
        save_wishes(who, **NOTHING, by=who.person, now=NOON)


def test_before_the_phase_opens_the_sentence_says_when(
    study_day: Make, participation: Make
) -> None:
    who = participation(study_day())
    with pytest.raises(Refused, match="Dat kan vanaf 26 oktober"):
        save_wishes(who, **NOTHING, by=who.person, now=NOON - timedelta(days=8))


def test_taking_part_twice_is_once_and_says_yes_again(study_day: Make, person: Make) -> None:
    round_, ria = study_day(), person("Ria", group="volunteer")
    first = take_part(round_, ria, by=ria, now=NOON)
    set_state(first, Participation.State.NOT_COMING, by=ria, now=NOON)
    again = take_part(round_, ria, by=ria, now=NOON)
    assert (again, again.state, again.group) == (first, "coming", "volunteer")


@pytest.mark.parametrize(("own", "late"), [(True, True), (False, False)])
def test_who_signs_up_after_the_deadline_stands_on_the_late_list(
    study_day: Make, person: Make, own: bool, late: bool
) -> None:
    round_, ria = study_day(), person("Ria")
    who = take_part(round_, ria, by=ria if own else person("Karin"), now=AFTER)
    assert (who.late, who.late_accepted) == (late, False)


def test_nobody_joins_a_round_that_is_over(study_day: Make, person: Make) -> None:
    ria = person("Ria")
    with pytest.raises(Refused, match="voorbij"):
        take_part(study_day(state=State.CLOSED), ria, by=ria, now=NOON)
