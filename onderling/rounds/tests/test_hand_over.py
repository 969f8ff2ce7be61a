"""Somebody else takes a round over, in one deed that can be turned back (X-141)."""

from typing import Any

import pytest

from onderling.base.errors import Refused
from onderling.mail.models import Message
from onderling.people.rules import Role, Scope
from onderling.rounds.actions import add_calendar_line
from onderling.rounds.actions.hand_over import hand_over, turn_back
from onderling.rounds.models import HandOver, Round
from tests.makers import NOON

HERE = "/ronde/studiedag/overdragen/"
PAGE = "/ronde/studiedag/beheer/"


@pytest.fixture
def story(study_day: Any, person: Any, grant: Any) -> Any:
    """Karin coordinates the study day and has a task in it; Noor will take it over."""
    round = study_day()
    karin, noor = person("Karin", "Boshuizen"), person("Noor", "Vermeer")
    grant(karin, Role.COORDINATOR, Scope.ROUND, round.pk)
    for who in ("Karin", "coördinator"):
        add_calendar_line(round, offset="T-1 week", who=who, what="Deurlijsten", now=NOON)
    return round, karin, noor


def handed(story: Any, **fields: Any) -> HandOver:
    round, karin, noor = story
    told = {"phone": "088 111 11 11", "by": karin, "now": NOON} | fields
    return hand_over(round, old=karin, new=noor, **told)


def test_role_tasks_and_reply_address_move_in_one_deed(story: Any) -> None:
    round, karin, noor = story
    handed(story)
    round = Round.objects.get(pk=round.pk)
    assert (round.contact_name, round.contact_phone) == ("Noor Vermeer", "088 111 11 11")
    assert sorted(round.calendar.values_list("who", flat=True)) == [
        "Noor Vermeer",
        "coördinator",
    ]
    assert list(noor.memberships.current().values_list("role", "scope_id")) == [
        (Role.COORDINATOR, round.pk)
    ]
    assert not karin.memberships.current().exists()


def test_the_old_one_loses_access_at_the_next_request(story: Any, sign_in: Any) -> None:
    _round, karin, noor = story
    before, after = sign_in(karin), sign_in(noor)
    assert (before.get(PAGE).status_code, after.get(PAGE).status_code) == (200, 404)
    handed(story)
    assert (before.get(PAGE).status_code, after.get(PAGE).status_code) == (404, 200)


def test_both_hear_it_and_the_new_one_reads_the_note(story: Any) -> None:
    _round, karin, noor = story
    handed(story, note="De zaal is nog niet betaald.")
    told = {m.to_address: m for m in Message.objects.filter(kind="round_handed_over")}
    assert set(told) == {karin.email, noor.email}
    assert "De zaal is nog niet betaald." in told[noor.email].body
    assert "De zaal is nog niet betaald." not in told[karin.email].body
    assert told[karin.email].reply_address == noor.email


def test_an_owner_turns_it_back_and_everything_is_as_it_was(
    story: Any, person: Any, grant: Any
) -> None:
    round, karin, noor = story
    peter = person("Peter")
    grant(peter)
    made = handed(story)
    turn_back(made, by=peter, now=NOON)
    turn_back(made, by=peter, now=NOON)  # twice is once
    round = Round.objects.get(pk=round.pk)
    assert (round.contact_name, round.contact_phone) == ("Karin Boshuizen", "088 000 00 00")
    assert sorted(round.calendar.values_list("who", flat=True)) == ["Karin", "coördinator"]
    assert karin.memberships.current().count() == 1
    assert not noor.memberships.current().exists()
    assert Message.objects.filter(kind="round_handed_over").count() == 4


def test_who_had_a_role_before_keeps_it_when_it_is_turned_back(story: Any, grant: Any) -> None:
    round, karin, noor = story
    grant(noor, Role.COORDINATOR, Scope.ROUND, round.pk)
    turn_back(handed(story), by=None, now=NOON)
    assert noor.memberships.current().count() == karin.memberships.current().count() == 1


def test_only_who_coordinates_the_round_can_give_it_away(story: Any, person: Any) -> None:
    round, karin, noor = story
    with pytest.raises(Refused, match="coördineert deze ronde niet zelf"):
        hand_over(round, old=noor, new=karin, phone="088", by=karin, now=NOON)
    with pytest.raises(Refused, match="geen e-mailadres"):
        hand_over(
            round, old=karin, new=person("Henk", email=None), phone="1", by=karin, now=NOON
        )


def test_the_page_shows_first_what_moves_and_then_does_it(story: Any, sign_in: Any) -> None:
    _round, karin, noor = story
    client = sign_in(karin)
    typed = {"old": karin.pk, "email": noor.email, "phone": "088 111 11 11", "note": "Hallo"}
    page = client.post(HERE, typed).content.decode()
    assert "Draagt u de ronde over aan Noor Vermeer?" in page
    assert "De taak van 3 december gaat mee: Deurlijsten." in page
    assert not HandOver.objects.exists()
    page = client.post(HERE, {**typed, "zeker": "1"}, follow=True).content.decode()
    assert "Studiedag 2026 is overgedragen aan Noor Vermeer." in page
    client = sign_in(noor)
    made = HandOver.objects.get()
    client.post(f"{HERE}{made.pk}/gelezen/")
    made.refresh_from_db()
    assert made.read is not None


def test_an_unknown_address_is_refused_in_a_sentence(story: Any, sign_in: Any) -> None:
    _round, karin, _noor = story
    typed = {"old": karin.pk, "email": "iemand@elders.example", "phone": "088"}
    page = sign_in(karin).post(HERE, typed).content.decode()
    assert "Wij kennen niemand met dit adres." in page


def test_an_owner_turns_it_back_on_a_page_of_its_own(
    story: Any, sign_in: Any, person: Any, grant: Any
) -> None:
    peter = person("Peter")
    grant(peter)
    made = handed(story)
    client = sign_in(peter)
    address = f"{HERE}{made.pk}/terug/"
    assert address in client.get(HERE).content.decode()
    assert "terugdraaien?" in client.get(address).content.decode()
    page = client.post(address, follow=True).content.decode()
    assert "Karin Boshuizen is weer de coördinator." in page
