"""A meeting changes after publishing: who hears what, and a new place (X-139, X-76)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from onderling.base.errors import Refused
from onderling.mail.models import Mailing, Message
from onderling.offers.models import Meeting, Room, Slot
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.actions.changing import change_meeting
from onderling.signups.actions.concerned import Change, Plan, What, plan_of
from onderling.signups.models import Absence, Participation, Signup
from onderling.signups.rules import SignupState
from tests.makers import NOON

Make = Callable[..., Any]


@pytest.fixture
def soup(published: Round, meeting: Make) -> Meeting:
    made: Meeting = meeting(published, "Soep", seats=2, room="Keuken")
    return made


@pytest.fixture
def guests(
    published: Round, soup: Meeting, participation: Make, person: Make, seat: Make
) -> list[Participation]:
    """Ria and Bas have a place, Eva waits."""
    people = [participation(published, person(name)) for name in ("Ria", "Bas", "Eva")]
    for who in people:
        seat(who, soup)
    Message.objects.all().delete()  # what they heard before is no part of the story
    return people


@pytest.fixture
def do(karin: Person) -> Callable[..., Plan]:
    def make(meeting: Meeting, what: What, **how: Any) -> Plan:
        because = how.pop("because", "De gever is ziek")
        seen = how.pop("seen", None)
        change = Change(meeting, what, **how)
        return change_meeting(change, because=because, seen=seen, by=karin, now=NOON)

    return make


def letters() -> dict[str, str]:
    return {one.to_name.split()[0]: one.subject for one in Message.objects.all()}


def places(meeting: Meeting) -> list[str]:
    seated = Signup.objects.seated().filter(meeting=meeting).order_by("sequence")
    return [one.participation.person.first_name for one in seated]


def test_another_room_is_told_to_who_sits_there_and_who_gives(
    soup: Meeting, guests: Any, do: Make, person: Make
) -> None:
    soup.givings.create(person=person("Theo"))
    foyer = Room.objects.create(round=soup.offer.round, name="Foyer", holds=30)
    plan = do(soup, What.MOVE, slot=soup.slot, room=foyer)
    moved = "Uw workshop is in een andere zaal: Soep"
    assert letters() == {"Ria": moved, "Bas": moved, "Theo": moved}
    mailing = Mailing.objects.get()
    assert (mailing.messages.count(), mailing.not_before) == (3, NOON + timedelta(minutes=5))
    body = Message.objects.get(to_name__startswith="Ria").body
    assert "Keuken" in body
    assert "Foyer" in body
    soup.refresh_from_db()
    assert (soup.room, soup.taken, soup.sequence, places(soup)) == (foyer, 2, 1, ["Ria", "Bas"])
    assert (plan.total, len(plan.lose)) == (3, 0)


def test_on_the_day_itself_a_room_may_change_until_the_workshop_begins(
    soup: Meeting, guests: Any, do: Make
) -> None:
    Round.objects.update(state=State.RUNNING)
    soup = Meeting.objects.select_related("offer__round", "slot").get(pk=soup.pk)
    do(soup, What.MOVE, slot=soup.slot, room=None)
    soup.refresh_from_db()
    assert (soup.room, len(letters())) == (None, 2)
    do(soup, What.CALL_OFF)
    assert Meeting.objects.get().state == Meeting.State.CANCELLED
    Meeting.objects.update(state=Meeting.State.PLANNED)
    Slot.objects.update(starts=NOON)
    soup = Meeting.objects.select_related("offer__round", "slot").get(pk=soup.pk)
    with pytest.raises(Refused, match="al begonnen"):
        do(soup, What.CALL_OFF)


def test_another_time_takes_the_place_of_who_cannot_come_and_proposes_another(
    soup: Meeting, guests: Any, do: Make, meeting: Make
) -> None:
    round = soup.offer.round
    bread = meeting(round, "Brood", slot=1, seats=9)
    later = round.slots.get(number=2)
    Absence.objects.create(participation=guests[1], slot=later)
    plan = do(soup, What.MOVE, slot=later, room=soup.room)
    [bas] = plan.lose
    assert (bas.who, bas.why, bas.instead) == (guests[1], "is er dan niet", bread)
    said = Message.objects.get(to_name__startswith="Bas").body
    assert "U kunt er dan niet bij zijn" in said
    assert "Brood" in said
    assert set(letters()) == {"Ria", "Bas", "Eva"}
    soup.refresh_from_db()
    assert (soup.slot, soup.taken, places(soup)) == (later, 1, ["Ria"])


def test_calling_off_tells_everybody_once_with_the_reason_and_a_proposal(
    soup: Meeting, guests: Any, do: Make, meeting: Make, wish: Make
) -> None:
    round = soup.offer.round
    bread, tea = (meeting(round, name, slot=1, seats=1) for name in ("Brood", "Thee"))
    wish(guests[1], tea, 1)
    plan = do(soup, What.CALL_OFF)
    assert {one.who.person.first_name: one.instead for one in plan.lose} == {
        "Ria": bread,
        "Bas": tea,
    }
    off = "Uw workshop gaat niet door: Soep"
    assert letters() == {"Ria": off, "Bas": off, "Eva": "Deze workshop gaat niet door: Soep"}
    assert all("De gever is ziek" in one.body for one in Message.objects.all())
    soup.refresh_from_db()
    assert (soup.state, soup.taken, soup.sequence) == (Meeting.State.CANCELLED, 0, 1)
    assert not Signup.objects.exclude(state=SignupState.CANCELLED).exists()


def test_merging_gives_a_place_there_as_far_as_there_is_room(
    soup: Meeting, guests: Any, do: Make, meeting: Make
) -> None:
    bread = meeting(soup.offer.round, "Brood", slot=1, seats=1)
    plan = do(soup, What.MERGE, other=bread)
    assert places(bread) == ["Ria"]
    assert [(one.who, one.why) for one in plan.lose] == [(guests[1], "er is geen plek meer")]
    assert letters() == {
        "Ria": "U hebt een plek bij een andere workshop: Brood",
        "Bas": "Uw workshop gaat niet door: Soep",
        "Eva": "Deze workshop gaat niet door: Soep",
    }
    soup.refresh_from_db()
    bread.refresh_from_db()
    assert (soup.state, soup.taken, bread.taken) == (Meeting.State.CANCELLED, 0, 1)


def test_what_was_looked_at_long_ago_is_not_done(soup: Meeting, guests: Any, do: Make) -> None:
    Meeting.objects.update(sequence=5)
    with pytest.raises(Refused, match="intussen veranderd"):
        do(soup, What.CALL_OFF, seen=4)
    assert letters() == {}


def test_the_page_shows_whom_it_concerns_before_anything_happens(
    soup: Meeting, guests: Any, her: Any
) -> None:
    url = f"/bijeenkomst/{soup.pk}/anders/"
    page = her.get(f"{url}?wat=afzeggen").content.decode()
    assert "Twee mensen hebben hier een plek" in page
    assert "Eén ding klopt nog niet" in her.post(url, {"what": "afzeggen"}).content.decode()
    sent = {"what": "afzeggen", "because": "De gever is ziek"}
    page = her.post(url, sent).content.decode()
    assert "Dit gaat naar 3 mensen: 3 krijgen een e-mail" in page
    assert "Ria Terpstra" in page
    assert letters() == {}
    done = her.post(url, {**sent, "gezien": "0", "zeker": "1"}, follow=True).content.decode()
    assert "‘Soep’ gaat niet door." in done
    assert len(letters()) == 3


def test_the_board_leads_to_that_page_and_the_form_leaves_the_place_alone(
    soup: Meeting, guests: Any, her: Any
) -> None:
    later = soup.offer.round.slots.get(number=2)
    sent = {"deel": later.pk, "zaal": soup.room_id}
    answer = her.post(f"/bijeenkomst/{soup.pk}/zet/", sent)
    url = f"/bijeenkomst/{soup.pk}/anders/"
    assert answer["Location"] == f"{url}?deel={later.pk}&zaal={soup.room_id}"
    assert her.get(answer["Location"]).context["form"]["slot"].value() == str(later.pk)
    her.post(f"/bijeenkomst/{soup.pk}/plaats/", {"seats": 5, "minimum": 1, "slot": later.pk})
    soup.refresh_from_db()
    assert (soup.seats, str(soup.slot)) == (5, "Ronde 1")
    assert her.get(f"/bijeenkomst/{soup.pk}/afzeggen/")["Location"] == f"{url}?wat=afzeggen"


def test_too_small_and_full_stand_on_one_page_with_a_way_out(
    soup: Meeting, guests: Any, her: Any, meeting: Make
) -> None:
    """X-76: one action to merge, move or call off."""
    round = soup.offer.round
    meeting(round, "Brood", slot=2, minimum=3)
    page = her.get("/ronde/studiedag/vol-of-klein/").content.decode()
    assert "Eén workshop is te klein" in page
    assert "2 van 2" in page
    assert "1 mens wacht" in page
    assert page.count("Voeg samen, verplaats of zeg af") == 1
    assert plan_of(Change(soup, What.CALL_OFF)).total == 3
