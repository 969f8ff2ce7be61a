"""The festival of the example: two weeks at everybody's own place, any size (S3a-4)."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from onderling.demo.actions import build as building
from onderling.demo.models import Example
from onderling.demo.rules import Size, Stage, address_of, festival_start
from onderling.demo.tests.conftest import NOW
from onderling.offers.models import Giving, Meeting
from onderling.people.models import Person
from onderling.rounds.models import Phase
from onderling.signups.checks import broken_invariants
from onderling.signups.models import Participation, Wish
from onderling.signups.queries import doors_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
PEOPLE, WORKSHOPS = 360, 90  # the same steps as 3,000 and 300


@pytest.fixture(scope="module")
def festival(kept: DjangoDbBlocker) -> Example:
    with kept.unblock(), override_settings(DEMO=True):
        asked = building.queue_example(Stage.WISHES, size=Size.FESTIVAL, by=None, now=NOW)
        Example.objects.update(people=PEOPLE, workshops=WORKSHOPS)
        asked.refresh_from_db()
        return building.go_on(asked, now=NOW)


def test_everybody_of_the_region_is_invited_and_most_of_them_choose(festival: Example) -> None:
    of = festival.study_day
    assert Person.objects.exclude(pk=festival.rows["owner"]).count() == PEOPLE
    states = Counter(of.participations.values_list("state", flat=True))
    assert sum(states.values()) == PEOPLE
    assert states[Participation.State.COMING] > 0.7 * PEOPLE
    assert of.participations.filter(chosen=None, state="coming").count() == 0
    assert not of.participations.filter(chosen__gt=NOW).exists()


def test_names_are_different_and_everybody_can_be_reached(festival: Example) -> None:
    people = Person.objects.all()
    names = Counter(person.name for person in people)
    assert sum(number - 1 for number in names.values()) <= PEOPLE // 50
    assert {infix for infix in people.values_list("infix", flat=True) if infix} >= {"van", "de"}
    rung_up = people.filter(email=None)
    assert rung_up.exists()
    assert not rung_up.exclude(contact_by__startswith="phone").exists()
    assert not people.exclude(email=None).exclude(email__endswith=".example").exists()


def test_no_room_and_no_giver_is_booked_twice(festival: Example) -> None:
    of = festival.study_day
    meetings = Meeting.objects.filter(offer__round=of)
    assert meetings.chosen_from().count() == WORKSHOPS
    rooms = Counter(meetings.exclude(room__name="Online").values_list("slot", "room"))
    givers = Counter(Giving.objects.values_list("meeting__slot", "person"))
    assert {*rooms.values(), *givers.values()} == {1}
    assert meetings.filter(room__name="Online").exists()


def test_each_workshop_has_its_own_title_and_fits_in_its_time(festival: Example) -> None:
    meetings = Meeting.objects.select_related("offer", "slot")
    titles = [meeting.offer.title for meeting in meetings]
    assert len(set(titles)) == WORKSHOPS
    assert not [title for title in titles if any(sign.isdigit() for sign in title)]
    assert [
        meeting.offer.title
        for meeting in meetings
        if meeting.slot and meeting.slot.ends - meeting.slot.starts < _length(meeting)
    ] == []


def _length(meeting: Meeting) -> timedelta:
    return timedelta(minutes=meeting.offer.minutes)


def test_wishes_obey_the_rule_of_the_festival(festival: Example) -> None:
    of = festival.study_day
    rule = of.choice_rule
    per_person = Counter(Wish.objects.values_list("participation", flat=True))
    assert max(per_person.values()) <= rule.wishes
    given = set(Giving.objects.values_list("person", "meeting"))
    wished = set(Wish.objects.values_list("participation__person", "meeting"))
    assert given & wished == set()
    doors = doors_of(of)
    assert doors.reserved  # S3a-3
    wishes = Wish.objects.select_related("participation__affiliation")
    shut = [w for w in wishes if w.meeting_id in doors.shut_to(w.participation.organisation_id)]
    assert shut == []
    assert of.phase_now(Phase.Kind.WISHING, now=NOW) is not None
    assert broken_invariants() == []


@pytest.mark.parametrize(
    ("stage", "wishing_is_open"),
    [(Stage.OFFERS, True), (Stage.WISHES, True), (Stage.PUBLISHED, False)],
)
def test_the_festival_begins_on_a_monday_that_fits_its_stage(
    stage: Stage, wishing_is_open: bool
) -> None:
    for days in range(7):
        today = date(2026, 11, 2) + timedelta(days=days)
        begins = festival_start(today, stage)
        assert begins.weekday() == 0
        opens, closes = begins - timedelta(weeks=8), begins - timedelta(days=28)
        assert (opens <= today < closes) is wishing_is_open


def test_a_second_person_of_one_name_gets_a_number_in_the_address() -> None:
    name = ("Büşra", "van ’t", "Hof")
    first = address_of(name, "welzijn.example", set())
    assert first == "busra.van.t.hof@welzijn.example"
    assert address_of(name, "welzijn.example", {first}) == "busra.van.t.hof2@welzijn.example"
