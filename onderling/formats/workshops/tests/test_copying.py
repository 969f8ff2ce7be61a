"""The next edition begins from the last one, without its people (X-67, S0-6)."""

from datetime import date
from typing import Any

import pytest

from onderling.formats.workshops.actions.copying import copy_round
from onderling.formats.workshops.actions.presets import start_round
from onderling.offers.actions.day import add_room
from onderling.offers.models import Offer
from onderling.people.rules import Group, Role, Scope
from onderling.rounds.models import Round
from onderling.rounds.rules import State, last_day_of
from onderling.signups.models import ChoiceRule, Participation
from tests.makers import NOON

DAY, NEXT = date(2026, 12, 10), date(2027, 6, 17)  # winter and summer: clocks differ


@pytest.fixture
def karin(person: Any, grant: Any, organisation: Any) -> Any:
    karin = person("Karin", "Boshuizen")
    grant(karin, Role.COORDINATOR, Scope.ORGANISATION, organisation().pk)
    return karin


@pytest.fixture
def old(karin: Any, organisation: Any, meeting: Any, participation: Any, person: Any) -> Any:
    made = start_round(
        "Studiedag 2026",
        "studiedag",
        starts_on=DAY,
        organisation=organisation(),
        contact_name="Karin Boshuizen",
        contact_phone="088 000 00 00",
        theme="Korte lijnen",
        by=karin,
        now=NOON,
    )
    add_room(made, name="Keuken", holds=12, by=karin, now=NOON)
    meeting(made, "Soep", slot=1, giver=person("Chandra", group=Group.VOLUNTEER))
    meeting(made, "De spiegel", slot=2, giver=person("Theo"))
    participation(made)
    return made


def test_everything_goes_along_but_the_people(old: Any, karin: Any) -> None:
    new = copy_round(
        old, name="Studiedag 2027", starts_on=NEXT, with_offers=True, by=karin, now=NOON
    )
    assert (new.programme, new.theme, new.state) == (old.programme, "Korte lijnen", State.DRAFT)
    assert new.seed != old.seed
    for part in ("phases", "calendar", "slots", "rooms", "offers"):
        assert getattr(new, part).count() == getattr(old, part).count() > 0, part
    assert not Participation.objects.filter(round=new).exists()
    rules = [ChoiceRule.objects.get(round=one) for one in (old, new)]
    assert rules[0].points == rules[1].points
    assert [line.offset for line in new.calendar.all()] == [
        line.offset for line in old.calendar.all()
    ]


def test_dates_keep_their_distance_and_the_clock_its_time(old: Any, karin: Any) -> None:
    new = copy_round(old, name="2027", starts_on=NEXT, with_offers=False, by=karin, now=NOON)
    for before, after in zip(old.phases.all(), new.phases.all(), strict=True):
        there, here = (last_day_of(phase.closes, old.zone) for phase in (before, after))
        assert here - there == NEXT - DAY
    first = [one.slots.earliest("starts").starts for one in (old, new)]
    assert [moment.hour for moment in first] == [8, 7]  # nine on the wall, winter and summer


def test_a_copied_workshop_waits_for_the_coordinator_and_comes_once(
    old: Any, karin: Any, sign_in: Any
) -> None:
    new = copy_round(old, name="2027", starts_on=NEXT, with_offers=False, by=karin, now=NOON)
    client = sign_in(karin)
    here = f"/ronde/{new.slug}/aanbod/eerder/"
    page = client.get(here).content.decode()
    assert "0 van de 2 gevers van Studiedag 2026 doen weer mee." in page
    soup = Offer.objects.get(title="Soep")
    page = client.post(here, {"workshop": soup.pk}, follow=True).content.decode()
    assert "1 workshop is overgenomen." in page
    assert "1 van de 2 gevers van Studiedag 2026 doen weer mee." in page
    page = client.post(here, {"alles": "1"}, follow=True).content.decode()
    assert "1 workshop is overgenomen." in page  # the other one
    assert sorted(new.offers.values_list("title", "state")) == [
        ("De spiegel", "submitted"),
        ("Soep", "submitted"),
    ]


def test_the_page_says_beforehand_what_goes_along(old: Any, karin: Any, sign_in: Any) -> None:
    client = sign_in(karin)
    here = f"/ronde/{old.slug}/kopie/"
    assert "Mensen, hun wensen en hun plekken." in client.get(here).content.decode()
    typed = {"name": "Studiedag 2027", "starts_on": "2027-06-17"}
    client.post(here, typed)
    assert Round.objects.get(name="Studiedag 2027").offers.count() == 0
    wrong = client.post(here, {**typed, "starts_on": "2020-01-01"}).content.decode()
    assert "Deze dag is al geweest." in wrong


def test_the_page_of_an_edition_names_its_predecessors(
    old: Any, karin: Any, client: Any
) -> None:
    new = copy_round(old, name="2027", starts_on=NEXT, with_offers=False, by=karin, now=NOON)
    Round.objects.update(state=State.ANNOUNCED)
    page = client.get(f"/ronde/{new.slug}/").content.decode()
    assert "Eerdere keren van" in page
    assert "2 workshops, 1 mens deed mee" in page
    assert "Eerdere keren van" not in client.get(f"/ronde/{old.slug}/").content.decode()


@pytest.mark.sqlite_only
def test_a_series_proposes_the_days_of_next_year(old: Any, karin: Any, sign_in: Any) -> None:
    """S3a-2"""
    url = f"/ronde/{old.slug}/kopie/"
    client = sign_in(karin)
    assert "Deze reeks is elk jaar" not in client.get(url).content.decode()
    settings = {
        field: getattr(old, field)
        for field in ("name", "contact_name", "contact_phone", "colour", "formality")
    }
    where = f"/ronde/{old.slug}/instellingen/"
    wrong = client.post(where, {**settings, "window": "in het najaar"}).content.decode()
    assert "Schrijf de weken en de maand" in wrong
    client.post(where, {**settings, "window": "Week 2-3 van november"})
    page = client.get(url).content.decode()
    assert "Deze reeks is elk jaar in ‘week 2-3 van november’." in page
    assert 'value="2027-11-08"' in page


def test_for_whom_a_round_is_and_its_partners_go_along(
    old: Any, karin: Any, organisation: Any
) -> None:
    """X-60, S3a-3"""
    old.audience, old.window = "partners", "week 2 van juni"
    old.save()
    old.partners.add(organisation("Politie Waterlinde"))
    old.offers.update(audience="own")
    new = copy_round(
        old, name="Studiedag 2027", starts_on=NEXT, with_offers=True, by=karin, now=NOON
    )
    assert (new.audience, new.window) == ("partners", "week 2 van juni")
    assert [one.name for one in new.partners.all()] == ["Politie Waterlinde"]
    assert set(new.offers.values_list("audience", flat=True)) == {"own"}
