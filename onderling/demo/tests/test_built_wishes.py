"""The example with wishes is the lists, row for row."""

import pytest

from onderling.demo.actions.lists import rows_of
from onderling.demo.models import Example
from onderling.demo.tests.conftest import NOW
from onderling.offers.models import Meeting
from onderling.people.models import Consent, Organisation, Person
from onderling.rounds.rules import State
from onderling.signups.models import Absence, Pair, Participation, Wish

pytestmark = pytest.mark.django_db  # the one build of the example on PostgreSQL too


def test_wishes_are_those_of_the_lists(at_wishes: Example) -> None:
    rows = rows_of("studiedag_voorkeuren")
    ranked = sum(bool(row[f"keuze{n}"]) for row in rows for n in (1, 2, 3))
    not_so = [
        code for row in rows if row["liever_niet"] for code in row["liever_niet"].split(";")
    ]
    assert at_wishes.study_day.state == State.OPEN
    assert Organisation.objects.count() == 54
    assert Participation.objects.count() == 300
    assert Participation.objects.filter(chosen__isnull=False).count() == 214
    assert Participation.objects.filter(state="invited").count() == 86
    assert Wish.objects.filter(opinion="ranked").count() == ranked
    assert Wish.objects.filter(opinion="rather_not").count() == len(not_so)
    assert Absence.objects.count() == sum(row["aanwezig"] == "nee" for row in rows) == 75
    assert sorted(Pair.objects.values_list("kind", flat=True)) == ["apart"] * 3 + ["like"] * 9
    assert Meeting.objects.chosen_from().count() == 30


def test_most_people_who_need_something_let_their_giver_read_it(at_wishes: Example) -> None:
    """X-138: so that the page of a giver shows what it is for."""
    people = Person.objects.filter(participations__chosen__isnull=False)
    need = people.exclude(access_needs="", diet="").count()
    assert Consent.objects.filter(purpose="needs", answer="given").count() == need - need // 6
    assert need > 10


def test_every_wish_was_in_time_and_before_now(at_wishes: Example) -> None:
    of = at_wishes.study_day
    phase = of.phases.get(kind="wishing")
    assert phase.opens <= NOW < phase.closes
    chosen = of.participations.exclude(chosen=None)
    assert chosen.filter(chosen__gt=phase.opens, chosen__lt=NOW).count() == 214
    assert not of.participations.filter(late=True).exists()
