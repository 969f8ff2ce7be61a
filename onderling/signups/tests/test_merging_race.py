"""Two records become one while the person is busy: nothing is lost (X-137)."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError

from onderling.base.errors import Refused
from onderling.offers.models import Meeting
from onderling.people.actions.merging import merge_people
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.actions.participations import take_part
from onderling.signups.actions.seats import take_place
from onderling.signups.actions.wishes import save_wishes
from onderling.signups.checks import broken_invariants
from onderling.signups.models import Participation, ParticipationQuerySet, Signup
from tests.crowd import at_once
from tests.makers import NOON

Make = Callable[..., Any]
pytestmark = pytest.mark.django_db(transaction=True)


def refused_is_fine(deed: Callable[[], object]) -> Callable[[], object]:
    def press() -> None:
        try:
            deed()
        except Refused:
            return

    return press


def takes(who: Participation, meeting: Meeting) -> Callable[[], object]:
    mine = Participation.objects.select_related("round", "person").get(pk=who.pk)
    there = Meeting.objects.get(pk=meeting.pk)
    return refused_is_fine(lambda: take_place(mine, there, by=mine.person, now=NOON))


@pytest.mark.parametrize("time", range(4))
def test_a_seat_taken_during_a_merge_is_the_persons_or_refused(
    time: int,
    person: Make,
    karin: Person,
    published: Round,
    study_day: Make,
    meeting: Make,
    participation: Make,
) -> None:
    """X-137; in one of the rounds both take part, in the other only the record that ends."""
    ria, twin = person("Ria", "Leenheer"), person("Ria", "Leenheer", email=None)
    elsewhere = study_day(slug="elders", state="confirmed")
    third = study_day(slug="derde", state="confirmed")
    soup, bread = meeting(published, "Soep"), meeting(elsewhere, "Brood")
    participation(published, ria)
    double, alone = participation(published, twin), participation(elsewhere, twin)
    deeds = [
        lambda: merge_people(ria, twin, {}, by=karin, now=NOON),
        takes(double, soup),
        takes(alone, bread),
        lambda: take_part(third, twin, by=twin, now=NOON),
    ]
    assert at_once(deeds[time:] + deeds[:time]) == []
    assert set(Participation.objects.values_list("person", flat=True)) == {ria.pk}
    assert Participation.objects.count() == 3
    bread.refresh_from_db()
    assert bread.taken == 1
    assert broken_invariants() == []


def test_without_the_look_under_the_lock_a_seat_would_belong_to_nobody(
    person: Make,
    karin: Person,
    published: Round,
    meeting: Make,
    participation: Make,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control; and what the guard says instead."""
    ria, twin = person("Ria", "Leenheer"), person("Ria", "Leenheer", email=None)
    soup = meeting(published, "Soep")
    participation(published, ria)
    old_page = participation(published, twin)
    merge_people(ria, twin, {}, by=karin, now=NOON)
    with pytest.raises(Refused, match="bestaat niet meer"):
        take_place(old_page, soup, by=twin, now=NOON)
    with pytest.raises(Refused, match="bestaat niet meer"):
        save_wishes(old_page, absent=[], ranked={}, opinions={}, by=twin, now=NOON)

    def blind(_rows: object, *ids: int) -> list[SimpleNamespace]:
        return [SimpleNamespace(pk=pk) for pk in ids]

    monkeypatch.setattr(ParticipationQuerySet, "lock", blind)
    with pytest.raises(IntegrityError):
        take_place(old_page, soup, by=twin, now=NOON)
    assert Signup.objects.count() == 0
