"""What does not fit together in a round is told in a sentence: acceptance 2, X-26."""

from collections.abc import Callable
from typing import Any

import pytest

from onderling.base.audit import ref
from onderling.offers.models import Giving, Meeting
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.models import Absence, Lock, Pair, Participation
from onderling.signups.queries import findings_of
from tests.makers import NOON

Make = Callable[..., Any]


@pytest.fixture
def day(study_day: Callable[..., Round]) -> Round:
    return study_day()


def away(participation: Participation, *numbers: int) -> None:
    for slot in participation.round.slots.filter(number__in=numbers):
        Absence.objects.create(participation=participation, slot=slot)


def test_a_day_in_which_all_fits_has_nothing_to_tell(
    day: Round, meeting: Make, person: Make, participation: Make
) -> None:
    ria = person("Ria")
    participation(day, ria)
    meeting(day, slot=1, giver=ria)
    meeting(day, "Zingen", slot=2, giver=ria)
    assert findings_of(day) == []


def test_who_gives_two_workshops_at_one_time_is_named(
    day: Round, meeting: Make, person: Make
) -> None:
    ria = person("Ria", "Mol")
    soup = meeting(day, "Soep", slot=2, giver=ria)
    song = meeting(day, "Zingen", slot=2, giver=ria)
    (finding,) = findings_of(day)
    assert finding.sentence == "Ria Mol geeft in ronde 2 twee workshops: ‘Soep’ en ‘Zingen’."
    assert finding.refs == (ref(ria), ref(soup), ref(song))


def test_a_workshop_that_runs_on_clashes_with_the_next_slot(
    day: Round, meeting: Make, person: Make
) -> None:
    ria = person("Ria", "Mol")
    long = meeting(day, "Lang", slot=1, giver=ria)
    long.last_slot = day.slots.get(number=2)
    long.save()
    meeting(day, "Zingen", slot=2, giver=ria)
    assert [finding.sentence for finding in findings_of(day)] == [
        "Ria Mol geeft in ronde 2 twee workshops: ‘Lang’ en ‘Zingen’."
    ]


def test_a_cancelled_workshop_is_in_nobodys_way(
    day: Round, meeting: Make, person: Make
) -> None:
    ria = person("Ria")
    meeting(day, "Soep", slot=2, giver=ria)
    song = meeting(day, "Zingen", slot=2, giver=ria)
    Meeting.objects.filter(pk=song.pk).update(state=Meeting.State.CANCELLED)
    assert findings_of(day) == []


def test_a_giver_who_is_away_is_named(
    day: Round, meeting: Make, person: Make, participation: Make
) -> None:
    ria = person("Ria", "Mol")
    meeting(day, "Soep", slot=2, giver=ria)
    away(participation(day, ria), 2)
    assert [finding.sentence for finding in findings_of(day)] == [
        "Ria Mol geeft ‘Soep’ in ronde 2, maar staat daar als afwezig."
    ]


def test_two_people_who_are_never_there_together_are_named_last(
    day: Round, meeting: Make, person: Make, participation: Make
) -> None:
    ria, jan = (
        participation(day, person("Ria", "Mol")),
        participation(day, person("Jan", "Pot")),
    )
    Pair.objects.create(round=day, kind=Pair.Kind.LIKE, one=ria, other=jan)
    away(ria, 1, 2)
    assert findings_of(day) == []
    away(jan, 3)
    song = meeting(day, "Zingen", slot=1)
    Giving.objects.create(meeting=song, person=ria.person)
    assert [finding.kind for finding in findings_of(day)] == [
        "absent_giver",
        "pair_never_together",
    ]


def test_somebody_fixed_in_a_workshop_while_away_is_named(
    day: Round, meeting: Make, person: Make, participation: Make
) -> None:
    ria = participation(day, person("Ria", "Mol"))
    Lock.objects.create(
        participation=ria, meeting=meeting(day, "Soep"), because="notulist", at=NOON
    )
    away(ria, 1)
    assert [finding.sentence for finding in findings_of(day)] == [
        "Ria Mol staat vast in ‘Soep’, maar is in ronde 1 afwezig."
    ]


@pytest.mark.parametrize("times", [1, 3])
def test_it_costs_five_queries_however_large_the_round(
    times: int,
    day: Round,
    meeting: Make,
    person: Make,
    participation: Make,
    django_assert_num_queries: Make,
) -> None:
    for number in range(times):
        ria: Person = person(f"Ria{number}")
        coming = participation(day, ria)
        meeting(day, f"Soep {number}", slot=2, giver=ria)
        meeting(day, f"Zingen {number}", slot=2, giver=ria)
        away(coming, 1, 2, 3)
        other = participation(day, person(f"Jan{number}"))
        Pair.objects.create(round=day, kind=Pair.Kind.LIKE, one=coming, other=other)
    with django_assert_num_queries(5):
        assert len(findings_of(day)) == 4 * times
