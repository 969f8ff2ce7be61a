"""What a coordinator changed is put back from the log book (X-4)."""

from datetime import date, timedelta
from typing import Any

import pytest

from onderling.base.errors import Refused
from onderling.base.models import AuditLine
from onderling.home.actions import put_back
from onderling.mail.models import Message
from onderling.offers.actions.day import change_room, change_slot
from onderling.offers.actions.meetings import place_meeting
from onderling.offers.actions.offers import change_offer
from onderling.offers.models import Meeting, Room, Slot, Theme
from onderling.people.rules import Role, Scope
from onderling.rounds import actions
from onderling.rounds.models import CalendarLine, Phase, Round
from onderling.signups.actions.wishes import save_wishes
from onderling.signups.models import ChoiceRule
from tests.makers import NOON

DAYS = {"first_day": date(2026, 11, 20), "last_day": date(2026, 11, 25)}


@pytest.fixture
def of(study_day: Any) -> Round:
    made: Round = study_day()
    return made


@pytest.fixture
def karin(person: Any, grant: Any, of: Round) -> Any:
    karin = person("Karin")
    grant(karin, Role.COORDINATOR, Scope.ROUND, of.pk)
    return karin


def last(deed: str) -> AuditLine:
    return AuditLine.objects.filter(deed=deed).latest("pk")


def test_what_a_round_said_comes_back(of: Round, karin: Any) -> None:
    actions.change_round(of, theme="Nieuw", venue="Zaal 3", by=karin, now=NOON)
    put_back(last("change_round"), of, by=karin, now=NOON)
    of.refresh_from_db()
    assert (of.theme, of.venue) == ("", "")


def test_a_changed_phase_a_new_one_and_one_taken_out(of: Round, karin: Any) -> None:
    # As in the product: whole days, where the maker of this test took noon.
    weeks = {"first_day": date(2026, 10, 26), "last_day": date(2026, 11, 19)}
    actions.set_phase(of, "wishing", label="Wensen", by=karin, now=NOON, **weeks)
    before = of.phases.values_list("kind", "label", "opens", "closes")
    as_it_was = list(before)
    actions.set_phase(of, "wishing", label="Later", by=karin, now=NOON, **DAYS)
    put_back(last("set_phase"), of, by=karin, now=NOON)
    assert list(before.all()) == as_it_was
    actions.set_phase(of, "matching", label="Verdelen", by=karin, now=NOON, **DAYS)
    put_back(last("set_phase"), of, by=karin, now=NOON)
    assert list(before.all()) == as_it_was
    actions.remove_phase(Phase.objects.get(), by=karin, now=NOON)
    put_back(last("remove_phase"), of, by=karin, now=NOON)
    assert list(before.all()) == as_it_was


def test_a_task_comes_back_as_it_was(of: Round, karin: Any) -> None:
    task = actions.add_calendar_line(of, offset="T-1 week", who="Karin", what="Zaal", now=NOON)
    told = {"offset": "T-2 weken", "who": "Noor", "what": "Zalen"}
    actions.change_calendar_line(task, by=karin, now=NOON, **told)
    put_back(last("change_calendar_line"), of, by=karin, now=NOON)
    actions.mark_line(task, CalendarLine.State.DONE, by=karin, now=NOON)
    put_back(last("mark_line"), of, by=karin, now=NOON)
    task = CalendarLine.objects.get()
    assert (task.offset, task.who, task.what) == ("T-1 week", "Karin", "Zaal")
    assert (task.state, task.on) == ("planned", date(2026, 12, 3))


def test_a_workshop_a_room_and_a_part_of_the_day_come_back(
    of: Round, karin: Any, meeting: Any, organisation: Any
) -> None:
    soup = meeting(of, room="Keuken")
    slot, room, offer = soup.slot, soup.room, soup.offer
    talk = Theme.objects.create(name="Praten")
    change_offer(offer, theme=talk, title="Stamppot", by=karin, now=NOON)
    change_offer(offer, organisation=organisation("Buurthuis"), theme=None, by=karin, now=NOON)
    put_back(last("change_offer"), of, by=karin, now=NOON)
    offer.refresh_from_db()
    assert (offer.title, offer.theme, offer.organisation) == ("Stamppot", talk, None)
    later = slot.ends + timedelta(minutes=5)
    change_slot(slot, ends=later, label="Ochtend", by=karin, now=NOON)
    put_back(last("change_slot"), of, by=karin, now=NOON)
    change_room(room, name="Zaal 1", holds=8, by=karin, now=NOON)
    put_back(last("change_room"), of, by=karin, now=NOON)
    for thing, was in ((Slot, (slot.label, slot.ends)), (Room, ("Keuken", 20))):
        names = ("label", "ends") if thing is Slot else ("name", "holds")
        assert thing.objects.values_list(*names).order_by("pk")[0] == was


def test_a_card_on_the_board_comes_back_unless_people_would_not_hear(
    of: Round, karin: Any, meeting: Any, person: Any
) -> None:
    linda = person("Linda")
    soup = meeting(of, room="Keuken", giver=linda)
    noon = of.slots.get(number=2)
    place = {"last_slot": None, "seats": 3, "minimum": 1, "by": karin, "now": NOON}
    place_meeting(soup, slot=noon, room=None, givers=[], **place)
    put_back(last("place_meeting"), of, by=karin, now=NOON)
    names = Meeting.objects.values_list("slot__number", "room__name", "seats", "givers")
    assert list(names) == [(1, "Keuken", 4, linda.pk)]
    place_meeting(soup, slot=noon, room=None, givers=[], **place)
    Meeting.objects.update(taken=1)
    with pytest.raises(Refused, match="dan krijgen zij bericht"):
        put_back(last("place_meeting"), of, by=karin, now=NOON)


def test_wishes_on_somebodys_behalf_come_back_and_that_person_hears(
    of: Round, karin: Any, meeting: Any, participation: Any
) -> None:
    first = [meeting(of, title) for title in ("Soep", "Brood", "Thee")]
    slot, who = first[0].slot_id, participation(of)
    keys = [one.pk for one in first]
    told = {"by": karin, "now": NOON}
    opinions = {keys[2]: "rather_not"}
    save_wishes(who, absent=[], ranked={slot: keys[:2]}, opinions=opinions, **told)
    save_wishes(who, absent=[slot], ranked={}, opinions={}, **told)
    put_back(last("save_wishes"), of, by=karin, now=NOON)
    rows = who.wishes.values_list("meeting", "rank", "opinion").order_by("meeting")
    assert list(rows) == [
        (keys[0], 1, "ranked"),
        (keys[1], 2, "ranked"),
        (keys[2], None, "rather_not"),
    ]
    assert who.absences.count() == 0
    assert Message.objects.count() == 1


def test_a_list_over_the_whole_programme_comes_back_in_its_order(
    of: Round, karin: Any, meeting: Any, participation: Any
) -> None:
    """S3a"""
    ChoiceRule.objects.update(per_slot=False)
    keys = [meeting(of, f"Workshop {slot}", slot=slot).pk for slot in (2, 1, 2)]
    who, told = participation(of), {"by": karin, "now": NOON}
    save_wishes(who, absent=[], ranked={None: keys}, opinions={}, **told)
    save_wishes(who, absent=[], ranked={None: keys[:1]}, opinions={}, **told)
    put_back(last("save_wishes"), of, by=karin, now=NOON)
    assert list(who.wishes.order_by("rank").values_list("meeting", flat=True)) == keys


def test_what_was_changed_again_since_is_not_lost(of: Round, karin: Any) -> None:
    actions.change_round(of, theme="Een", by=karin, now=NOON)
    first = last("change_round")
    actions.change_round(of, theme="Twee", by=karin, now=NOON)
    with pytest.raises(Refused, match="daarna nog eens veranderd"):
        put_back(first, of, by=karin, now=NOON)
    of.refresh_from_db()
    assert of.theme == "Twee"


def test_the_log_book_offers_it_and_asks_first(of: Round, karin: Any, sign_in: Any) -> None:
    actions.change_round(of, theme="Nieuw", by=karin, now=NOON)
    client = sign_in(karin)
    address = f"/ronde/studiedag/logboek/{last('change_round').pk}/terug/"
    log = client.get("/ronde/studiedag/logboek/").content.decode()
    assert address in log
    assert 'aria-current="page">Overzicht</a>' in log
    assert "Dit terugzetten?" in client.get(address).content.decode()
    page = client.post(address, follow=True).content.decode()
    assert "Teruggezet. Ook dit staat in het logboek." in page
    of.refresh_from_db()
    assert of.theme == ""
