"""The board of open rooms: bring a topic from a phone, join one with one tap (X-98)."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onderling.base.errors import Refused
from onderling.offers.actions import open_rooms as doors
from onderling.offers.models import Meeting, OpenRoom, Room
from onderling.people.models import Person
from onderling.people.rules import Entry
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.actions.topics import bring_topic
from onderling.signups.checks import broken_invariants
from onderling.signups.models import Absence, Participation, Signup
from onderling.signups.tests.test_rush import wants
from tests.crowd import at_once
from tests.makers import NOON

Make = Callable[..., Any]
BOARD = "/ronde/studiedag/open-zalen/"


@pytest.fixture
def day(study_day: Make) -> Round:
    round: Round = study_day(state=State.RUNNING)
    return round


@pytest.fixture
def kitchen(day: Round) -> OpenRoom:
    room = Room.objects.create(round=day, name="Keuken", holds=2)
    return OpenRoom.objects.create(slot=day.slots.get(number=1), room=room)


def text(page: Any) -> str:
    return " ".join(page.content.decode().split())


def brings(who: Participation, where: OpenRoom, title: str = "Rouw") -> Meeting:
    own = Participation.objects.select_related("round", "person").get(pk=who.pk)
    here = OpenRoom.objects.select_related("slot__round", "room").get(pk=where.pk)
    return bring_topic(own, here, title=title, about="", now=NOON)


def test_a_participant_brings_a_topic_and_others_join_with_one_tap(
    kitchen: OpenRoom, day: Round, participation: Make, person: Make, sign_in: Make
) -> None:
    ria, bo, mo = (participation(day, person(name)) for name in ("Ria", "Bo", "Mo"))
    phone = sign_in(ria.person, entry=Entry.LINK)
    assert "Nog geen onderwerp" in text(phone.get(BOARD))
    typed = {"title": "Rouw op het werk", "about": "Hoe ga je verder?"}
    page = text(phone.post(f"/open-zaal/{kitchen.pk}/onderwerp/", typed, follow=True))
    assert "‘Rouw op het werk’ staat op het bord. U leidt het gesprek in Keuken." in page
    topic = Meeting.objects.get()
    for who, count in ((bo, 1), (mo, 2)):
        client = sign_in(who.person, entry=Entry.LINK)
        client.post(f"/bijeenkomst/{topic.pk}/aanschuiven/")
        topic.refresh_from_db()
        assert topic.taken == count
        assert "U schuift aan" in text(client.get(BOARD))
    late = sign_in(participation(day).person, entry=Entry.LINK)
    assert "Vol" in text(late.get(BOARD))
    answer = text(late.post(f"/bijeenkomst/{topic.pk}/aanschuiven/", follow=True))
    assert "‘Rouw op het werk’ is vol. U staat op de wachtlijst." in answer
    assert broken_invariants() == []


def test_without_javascript_or_sign_in_everybody_reads_the_board_also_in_the_hall(
    kitchen: OpenRoom, day: Round, participation: Make, person: Make, client: Any
) -> None:
    brings(participation(day, person("Ria", "Leenheer")), kitchen)
    page = text(client.get(BOARD))
    assert ["Rouw" in page, "Ria Leenheer" in page, "Zeg wie u bent" in page] == [True] * 3
    hall = text(client.get(f"{BOARD}?scherm=ja"))
    assert ["<svg" in hall, "Ik schuif aan" in hall] == [True, False]
    again = client.get(f"{BOARD}?scherm=ja", HTTP_HX_REQUEST="true").content.decode()
    assert again.lstrip().startswith('<div class="ond-stack ond-stack--l" id="onderwerpen"')


@pytest.mark.parametrize("state", [State.CONFIRMED, State.WRAPPING_UP])
def test_before_and_after_the_day_there_is_nothing_to_press(
    state: State, kitchen: OpenRoom, day: Round, participation: Make, sign_in: Make
) -> None:
    Round.objects.update(state=state)
    client = sign_in(participation(day).person, entry=Entry.LINK)
    assert f"/open-zaal/{kitchen.pk}/" not in text(client.get(BOARD))
    page = text(client.post(f"/open-zaal/{kitchen.pk}/onderwerp/", {"title": "Rouw"}))
    assert ["ond-summary" in page, Meeting.objects.count()] == [True, 0]


def test_nobody_leads_a_topic_while_sitting_somewhere_and_the_other_way_round(
    kitchen: OpenRoom, day: Round, participation: Make, meeting: Make, seat: Make
) -> None:
    ria = participation(day)
    place = seat(ria, meeting(day, "Soep"))
    with pytest.raises(Refused, match="U hebt dan al een plek bij ‘Soep’"):
        brings(ria, kitchen)
    place.delete()
    Meeting.objects.update(taken=0)
    brings(ria, kitchen)
    with pytest.raises(Refused, match="eigen workshop om te geven"):
        seat(ria, meeting(day, "Dans"))


def test_who_said_not_to_be_there_is_there_when_they_press_a_button(
    kitchen: OpenRoom, day: Round, participation: Make, sign_in: Make
) -> None:
    ria, bo = participation(day), participation(day)
    for who in (ria, bo):
        Absence.objects.create(participation=who, slot=kitchen.slot)
    topic = brings(ria, kitchen)
    sign_in(bo.person, entry=Entry.LINK).post(f"/bijeenkomst/{topic.pk}/aanschuiven/")
    assert (Signup.objects.get().state, Absence.objects.count()) == ("confirmed", 0)


def test_each_topic_has_a_sheet_with_room_for_what_was_said(
    kitchen: OpenRoom,
    day: Round,
    participation: Make,
    person: Make,
    sign_in: Make,
    karin: Person,
) -> None:
    ria = participation(day, person("Ria", "Leenheer"))
    long = "Hoe houden wij het vol als er steeds meer op ons bordje komt te liggen?"
    topic = brings(ria, kitchen, long)
    answer = sign_in(ria.person, entry=Entry.LINK).get(f"/bijeenkomst/{topic.pk}/blad.pdf")
    (sheet,) = pypdfium2.PdfDocument(answer.content)
    said = " ".join(sheet.get_textpage().get_text_bounded().split())
    for part in (long, "Ria Leenheer", "Keuken", "Punt 5", "Wie schreef mee?"):
        assert part in said, part
    every = sign_in(karin).get("/ronde/studiedag/open-zalen/bladen.pdf")
    assert len(pypdfium2.PdfDocument(every.content)) == 1
    other = sign_in(participation(day).person)
    assert other.get(f"/bijeenkomst/{topic.pk}/blad.pdf").status_code == 404


def test_the_board_asks_as_often_for_three_topics_as_for_one(
    kitchen: OpenRoom, day: Round, participation: Make, client: Any
) -> None:
    def queries() -> int:
        client.get(BOARD)
        with CaptureQueriesContext(connection) as asked:
            client.get(BOARD)
        return len(asked)

    brings(participation(day), kitchen)
    few = queries()
    for name in ("Wilg", "Hal"):
        room = Room.objects.create(round=day, name=name)
        one = OpenRoom.objects.create(slot=day.slots.get(number=1), room=room)
        brings(participation(day), one, f"Over {name}")
    assert (queries(), few) == (4, 4)


def bring_it(who: Participation, where: OpenRoom) -> Callable[[], object]:
    def press() -> None:
        with suppress(Refused):
            brings(who, where, f"Van {who.pk}")

    return press


@pytest.mark.django_db(transaction=True)
def test_many_bring_a_topic_to_one_room_and_join_at_once_and_every_seat_is_one_persons(
    kitchen: OpenRoom, day: Round, participation: Make
) -> None:
    people = [participation(day) for _ in range(12)]
    assert at_once([bring_it(who, kitchen) for who in people[:6]]) == []
    topic = Meeting.objects.get()
    assert at_once([wants(who, topic) for who in people[6:]]) == []
    topic.refresh_from_db()
    states = list(Signup.objects.order_by("sequence").values_list("state", flat=True))
    assert (topic.taken, states) == (2, ["confirmed"] * 2 + ["waitlisted"] * 4)
    assert broken_invariants() == []


@pytest.mark.django_db(transaction=True)
def test_without_a_look_under_the_lock_one_room_gets_several_topics(
    kitchen: OpenRoom, day: Round, participation: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control of the race above."""
    monkeypatch.setattr(doors, "why_no_topic", lambda **_known: None)
    assert at_once([bring_it(participation(day), kitchen) for _ in range(4)]) == []
    assert Meeting.objects.filter(room=kitchen.room).count() == 4
