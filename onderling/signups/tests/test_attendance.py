"""Who comes, and who is there: list, ticks, who did not come (X-138, X-69, X-73, X-75)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onderling.base.errors import Refused
from onderling.base.models import AuditLine
from onderling.base.once import FIELD, new_key
from onderling.people.actions.consent import answer_consent
from onderling.people.models import Consent, Person
from onderling.people.rules import Entry
from onderling.rounds.models import Round
from onderling.signups.actions.attendance import forget_missed, note_missed, tick
from onderling.signups.actions.door_keepers import add_keeper, remove_keeper
from onderling.signups.actions.seats import give_back
from onderling.signups.models import Signup
from onderling.signups.queries.attendance import comers_of, presence_of
from onderling.signups.rules import SignupState, Tally, added_up, may_tick, tallied
from tests.makers import NOON

Make = Callable[..., Any]
DAY = date(2026, 12, 10)
AT_THE_DOOR = datetime(2026, 12, 10, 8, 50, tzinfo=UTC)
AFTERWARDS = datetime(2026, 12, 10, 18, 0, tzinfo=UTC)


@pytest.fixture
def chandra(person: Make) -> Person:
    """Who gives the soup."""
    giver: Person = person("Chandra", "Ramdin")
    return giver


@pytest.fixture
def place(
    published: Round,
    chandra: Person,
    meeting: Make,
    organisation: Make,
    person: Make,
    seat: Make,
) -> Signup:
    """Ria's place at the soup that Chandra gives."""
    soup = meeting(published, "Soep", giver=chandra, room="Keuken")
    about = {"access_needs": "ringleiding", "diet": "garnalen"}
    ria = person(
        "Ria", "Leenheer", group="volunteer", at=organisation("Buurthuis Oost"), **about
    )
    taking = published.participations.create(
        person=ria, group="volunteer", state="coming", brings="een oude pan"
    )
    signup: Signup = seat(taking, soup)
    return signup


def test_one_can_be_ticked_from_the_day_itself_on() -> None:
    """X-69"""
    days = [DAY - timedelta(days=1), DAY, DAY + timedelta(days=1)]
    assert [may_tick(DAY, today=day) for day in days] == [False, True, True]


def test_places_are_counted_per_group_and_what_was_given_back_is_none() -> None:
    """X-73"""
    rows = [
        ("paid", "confirmed", 2),
        ("volunteer", "attended", 3),
        ("paid", "no_show", 1),
        ("volunteer", "waitlisted", 4),
        ("other", "cancelled", 9),
    ]
    counted = tallied(rows)
    assert counted == {
        "paid": Tally(seated=3, missed=1),
        "volunteer": Tally(seated=3, waiting=4, there=3),
    }
    whole = added_up(counted.values())
    assert (whole.seated, whole.waiting, whole.there, whole.missed, whole.unticked) == (
        *(6, 4, 3, 1),
        2,
    )


def test_a_giver_reads_names_groups_and_what_people_bring_and_nothing_else(
    place: Signup, chandra: Person, sign_in: Make
) -> None:
    """X-138: by the personal link, before the day."""
    page = sign_in(chandra, entry=Entry.LINK).get(f"/bijeenkomst/{place.meeting_id}/wie-komt/")
    html = page.content.decode()
    assert page.status_code == 200
    shown = ["1 mens komt bij u", "Ria Leenheer", "vrijwilliger", "een oude pan"]
    assert [text in html for text in shown] == [True] * 4
    hidden = ["ringleiding", "garnalen", place.participation.person.email, "Oost", "Is er"]
    assert [text in html for text in hidden] == [False] * 5


@pytest.mark.parametrize(
    ("answers", "read"), [(["given"], "ringleiding"), (["given", "withdrawn"], ""), ([], "")]
)
def test_what_somebody_needs_is_read_only_while_they_agree(
    answers: list[str], read: str, place: Signup
) -> None:
    """X-138, X-35"""
    ria = place.participation.person
    for answer in answers:
        answer_consent(ria, Consent.Purpose.NEEDS, answer, channel="web", now=NOON)
    assert [comer.needs for comer in comers_of(place.meeting)] == [read]


def test_who_ticks_the_box_with_the_wishes_shares_what_they_need(
    opened: Round, person: Make, participation: Make, meeting: Make, sign_in: Make
) -> None:
    """X-138"""
    meeting(opened)
    ria = person("Ria")
    participation(opened, ria)
    client = sign_in(ria)
    send = {"nodig": "ringleiding"}
    answers = []
    for box in ({}, {"meelezen": "on"}, {"meelezen": "on"}, {}):
        client.post("/ronde/studiedag/wensen/", {**send, **box})
        answers.append([one.answer for one in ria.consents.all()])
    assert answers == [[], ["given"], ["given"], ["withdrawn", "given"]]


def test_a_tap_marks_somebody_there_and_a_second_tap_changes_nothing(
    place: Signup, chandra: Person, sign_in: Make
) -> None:
    """X-69: the same button twice, another page with the same button, and back."""
    page = f"/bijeenkomst/{place.meeting_id}/wie-komt/"
    with time_machine.travel(AT_THE_DOOR):
        client = sign_in(chandra, entry=Entry.LINK)
        assert "0 van de 1 zijn er" in client.get(page).content.decode()
        form = {"er": place.pk, FIELD: new_key()}
        answers = [client.post(f"{page}vink/", form) for _tap in range(2)]
        client.post(f"{page}vink/", {"er": place.pk, FIELD: new_key()})
        assert {answer["Location"] for answer in answers} == {f"{page}#plek-{place.pk}"}
        place.refresh_from_db()
        assert place.state == SignupState.ATTENDED
        assert "1 van de 1 zijn er" in client.get(page).content.decode()
        client.post(f"{page}vink/", {"niet": place.pk, FIELD: new_key()})
    place.refresh_from_db()
    place.meeting.refresh_from_db()
    assert (place.state, place.meeting.taken) == (SignupState.CONFIRMED, 1)
    ticks = AuditLine.objects.filter(deed__in=["tick_there", "untick_there"]).order_by("pk")
    assert [line.deed for line in ticks] == ["tick_there", "untick_there"]


def test_nobody_is_ticked_before_the_day_or_after_giving_back_or_once_it_is_closed(
    place: Signup, chandra: Person
) -> None:
    """X-69"""
    with pytest.raises(Refused, match="op de dag zelf"):
        tick(place, there=True, by=chandra, now=AT_THE_DOOR - timedelta(days=1))
    tick(place, there=True, by=chandra, now=AT_THE_DOOR)
    give_back(place, by=place.participation.person, now=NOON)
    with pytest.raises(Refused, match="geen plek meer"):
        tick(place, there=True, by=chandra, now=AT_THE_DOOR)
    Round.objects.update(state="closed")
    place.participation.round.refresh_from_db()
    with pytest.raises(Refused, match="niet bezig"):
        tick(place, there=True, by=chandra, now=AT_THE_DOOR)


def test_who_keeps_the_door_sees_names_on_the_day_only_and_never_what_people_need(
    place: Signup, karin: Person, person: Make, sign_in: Make
) -> None:
    """X-69"""
    ria = place.participation.person
    answer_consent(ria, Consent.Purpose.NEEDS, "given", channel="web", now=NOON)
    bo = person("Bo")
    keeper = add_keeper(place.participation.round, bo, by=karin, now=NOON)
    pages = [f"/bijeenkomst/{place.meeting_id}/wie-komt/", "/ronde/studiedag/wie-is-er/"]
    client = sign_in(bo, entry=Entry.LINK)
    assert [client.get(page).status_code for page in pages] == [404, 404]
    with time_machine.travel(AT_THE_DOOR):
        client = sign_in(bo, entry=Entry.LINK)
        listed, day = (client.get(page).content.decode() for page in pages)
        assert ["Ria Leenheer" in listed, "Soep" in day] == [True, True]
        hidden = ["ringleiding", "een oude pan", "Niet gekomen"]
        assert [text in listed + day for text in hidden] == [False] * 3
        remove_keeper(keeper, by=karin, now=NOON)
        assert [client.get(page).status_code for page in pages] == [404, 404]


def test_a_coordinator_puts_somebody_at_the_door_by_name_and_takes_them_away(
    place: Signup, her: Any
) -> None:
    page, ria = "/ronde/studiedag/aan-de-deur/", place.participation.person
    assert "Ria Leenheer" in her.get(f"{page}?zoek=leenh").content.decode()
    her.post(page, {"wie": ria.pk})
    keeper = ria.doors_kept.get()
    her.post(page, {"weg": keeper.pk})
    assert ria.doors_kept.count() == 0
    deeds = AuditLine.objects.filter(deed__endswith="_keeper").order_by("pk")
    assert [line.deed for line in deeds] == ["add_keeper", "remove_keeper"]


def test_who_was_not_ticked_did_not_come_where_the_list_was_used(
    place: Signup,
    published: Round,
    karin: Person,
    chandra: Person,
    meeting: Make,
    participation: Make,
    seat: Make,
) -> None:
    """X-75: no list, no no-shows; nothing before the end; and it can be taken back."""
    bo = seat(participation(published), place.meeting)
    unused = seat(participation(published), meeting(published, "Brood"))
    tick(place, there=True, by=chandra, now=AT_THE_DOOR)
    assert note_missed(published, DAY, by=karin, now=AT_THE_DOOR) == 0
    assert note_missed(published, DAY, by=karin, now=AFTERWARDS) == 1
    places = [place, bo, unused]
    states = dict(Signup.objects.values_list("pk", "state"))
    assert [states[one.pk] for one in places] == ["attended", "no_show", "confirmed"]
    rows, groups = presence_of(published, DAY)
    assert {row.meeting.offer.title: row.tally for row in rows} == {
        "Soep": Tally(seated=2, there=1, missed=1),
        "Brood": Tally(seated=1),
    }
    assert groups["paid"] == Tally(seated=2, missed=1)
    assert forget_missed(published, DAY, by=karin, now=AFTERWARDS) == 1
    assert presence_of(published, DAY)[1]["paid"] == Tally(seated=2)


def test_only_a_coordinator_reads_who_did_not_come(
    place: Signup,
    published: Round,
    chandra: Person,
    karin: Person,
    sign_in: Make,
    seat: Make,
    participation: Make,
) -> None:
    """X-75: not the giver, not who stayed away, not the public."""
    seat(participation(published), place.meeting)
    tick(place, there=True, by=chandra, now=AT_THE_DOOR)
    note_missed(published, DAY, by=karin, now=AFTERWARDS)
    away = Signup.objects.get(state="no_show").participation.person
    listed = f"/bijeenkomst/{place.meeting_id}/wie-komt/"
    with time_machine.travel(AFTERWARDS):
        reads = {
            who.first_name: [
                "niet gekomen" in sign_in(who).get(page).content.decode().casefold()
                for page in pages
            ]
            for who, pages in [
                (karin, [listed, "/ronde/studiedag/wie-is-er/"]),
                (chandra, [listed, "/mijn/", f"/aanbod/{place.meeting.offer_id}/"]),
                (away, ["/mijn/", "/mijn/logboek/", "/ronde/studiedag/programma/"]),
            ]
        }
    assert reads == {
        "Karin": [True, True],
        "Chandra": [False] * 3,
        away.first_name: [False] * 3,
    }


def test_the_pages_of_the_day_take_as_many_queries_for_one_as_for_many(
    place: Signup,
    published: Round,
    participation: Make,
    meeting: Make,
    seat: Make,
    her: Any,
) -> None:
    """S1 of performance: constant."""
    pages = [
        f"/bijeenkomst/{place.meeting_id}/wie-komt/",
        "/ronde/studiedag/wie-is-er/",
        "/ronde/studiedag/wie-is-er/?zoek=terp",
    ]
    with time_machine.travel(AT_THE_DOOR):
        before = [_queries(her, page) for page in pages]
        for _ in range(3):
            seat(participation(published), place.meeting)
            seat(participation(published), meeting(published))
        assert [_queries(her, page) for page in pages] == before


def _queries(client: Any, page: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    return len(asked)
