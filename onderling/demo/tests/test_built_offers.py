"""The example at its first stage: people with roles, and work left for the coordinator."""

import pytest
from django.utils.timezone import localdate

from onderling.demo.models import Example
from onderling.demo.tests.conftest import NOW
from onderling.offers.models import Meeting, Offer
from onderling.people.models import Membership, Person
from onderling.rounds.rules import State
from onderling.signups.models import Wish

pytestmark = [pytest.mark.sqlite_only, pytest.mark.django_db]


def test_at_the_first_stage_there_is_work_left_for_the_coordinator(at_offers: Example) -> None:
    of = at_offers.study_day
    assert of.state == State.ANNOUNCED
    assert of.starts_on > localdate(NOW)
    assert Meeting.objects.filter(offer__round=of, slot=None).count() == 3
    assert Offer.objects.filter(round=of, state="submitted").count() == 3
    assert not Wish.objects.exists()


def test_only_who_wants_to_be_rung_has_a_number(at_offers: Example) -> None:
    rung = Person.objects.exclude(phone="")
    assert rung.count() == 33
    assert {person.contact_by for person in rung} == {"phone", "phone_post"}
    assert all(person.phone.startswith("088 000 00 ") for person in rung)
    assert Person.objects.filter(email=None).count() == 9


def test_the_standing_characters_have_their_roles(at_offers: Example) -> None:
    held = Membership.objects.values_list("person__first_name", "role", "scope")
    assert set(held) == {
        ("Peter", "owner", "network"),
        ("Olena", "coordinator", "network"),
        ("Karin", "coordinator", "round"),
        ("Zeynep", "coordinator", "organisation"),
        ("Veerle", "coordinator", "organisation"),
        ("Bernadette", "member", "organisation"),
    }
    assert at_offers.study_day.contact_name == "Karin Boshuizen"
