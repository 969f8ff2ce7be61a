"""Cards move over the board: told before it is saved, refused when stale, taken back (X-64)."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from onderling.offers.models import Meeting, Offer, Room
from onderling.offers.rules import OfferState
from onderling.people.models import Person
from onderling.rounds.models import Round

Make = Callable[..., Any]
SCRIPT = {"HX-Request": "true"}
HERE = "/ronde/studiedag/bord/"


@pytest.fixture
def day(study_day: Make) -> Round:
    round_: Round = study_day()
    for name in ("Wilg", "Els"):
        Room.objects.create(round=round_, name=name, holds=20)
    return round_


def cell(day: Round, number: int, room: str) -> dict[str, Any]:
    return {"deel": day.slots.get(number=number).pk, "zaal": day.rooms.get(name=room).pk}


def drop(client: Client, card: Meeting, where: dict[str, Any], **more: Any) -> Any:
    sent = {**where, "gezien": card.sequence, **more}
    return client.post(f"/bijeenkomst/{card.pk}/zet/", sent, headers=SCRIPT)


def place_of(card: Meeting) -> tuple[str, str]:
    card.refresh_from_db()
    return (str(card.slot or ""), str(card.room or ""))


def test_every_cell_says_beforehand_what_is_odd_there(
    day: Round, meeting: Make, person: Make, karin: Client
) -> None:
    theo = person("Theo", "Abrahamse")
    meeting(day, "Afstand en nabijheid", slot=2, giver=theo, room="Wilg")
    no = meeting(day, "Nee zeggen", slot=1, giver=theo, room="Els")
    told = karin.get(f"/bijeenkomst/{no.pk}/kan/").json()
    second = day.slots.get(number=2).pk
    wilg, els = (day.rooms.get(name=name).pk for name in ("Wilg", "Els"))
    giver = "Theo Abrahamse: ook gever van ‘Afstand en nabijheid’ in Ronde 2, Wilg."
    assert {key: one["zegt"] for key, one in told.items()} == {
        f"{second}-{wilg}": ["In Wilg staat in Ronde 2 al ‘Afstand en nabijheid’.", giver],
        f"{second}-{els}": [giver],
    }


def test_a_workshop_of_two_slots_cannot_begin_in_the_last(
    day: Round, meeting: Make, karin: Client
) -> None:
    long = meeting(day, "Lang", slot=1, room="Wilg")
    Meeting.objects.update(last_slot=day.slots.get(number=2))
    told = karin.get(f"/bijeenkomst/{long.pk}/kan/").json()
    last = cell(day, 3, "Els")
    assert told[f"{last['deel']}-{last['zaal']}"]["kan"] is False
    answer = drop(karin, long, last)
    assert (answer.status_code, answer.json()["kan"]) == (409, False)
    assert drop(karin, long, cell(day, 2, "Els")).status_code == 200
    long.refresh_from_db()
    assert long.last_slot == day.slots.get(number=3)


def test_a_drop_answers_with_what_changed_and_can_be_taken_back(
    day: Round, meeting: Make, karin: Client
) -> None:
    soup = meeting(day, "Soep", slot=1, room="Wilg")
    tea = meeting(day, "Thee", slot=3, room="Els")
    untouched = f'data-kaart="b{tea.pk}"'
    assert untouched in karin.get(HERE).content.decode()
    page = drop(karin, soup, cell(day, 2, "Els")).content.decode()
    assert place_of(soup) == ("Ronde 2", "Els")
    assert "‘Soep’ staat nu in Ronde 2, Els." in page
    assert page.count('id="vak-') == 2
    assert untouched not in page
    back = karin.post(f"{HERE}ongedaan/", headers=SCRIPT).content.decode()
    assert place_of(soup) == ("Ronde 1", "Wilg")
    assert "Ongedaan gemaakt" in back
    assert karin.post(f"{HERE}ongedaan/", headers=SCRIPT).status_code == 409


def test_a_clash_is_saved_only_by_who_read_it(day: Round, meeting: Make, karin: Client) -> None:
    meeting(day, "Brood", slot=2, room="Els")
    soup = meeting(day, "Soep", slot=1, room="Wilg")
    asked = drop(karin, soup, cell(day, 2, "Els"))
    assert asked.status_code == 409
    told = json.loads(asked.content)
    assert told["zegt"] == ["In Els staat in Ronde 2 al ‘Brood’."]
    assert place_of(soup) == ("Ronde 1", "Wilg")
    assert drop(karin, soup, cell(day, 2, "Els"), toch="iets anders").status_code == 409
    done = drop(karin, soup, cell(day, 2, "Els"), toch=told["toch"])
    assert (done.status_code, place_of(soup)) == (200, ("Ronde 2", "Els"))
    assert "Zaal dubbel" in done.content.decode()


def test_a_card_that_somebody_else_moved_is_refused_with_who_did(
    day: Round, meeting: Make, karin: Client, person: Make, grant: Make, sign_in: Make
) -> None:
    soup = meeting(day, "Soep", slot=1, room="Wilg")
    bea: Person = person("Bea", "Naaijkens")
    grant(bea, "coordinator")
    drop(sign_in(bea), soup, cell(day, 3, "Els"))
    answer = drop(karin, soup, cell(day, 2, "Wilg"))  # her page still shows the first place
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Bea Naaijkens veranderde ‘Soep’ intussen: Ronde 3, Els." in page
    assert 'id="bordtabel"' in page
    assert place_of(soup) == ("Ronde 3", "Els")


def test_undo_leaves_alone_what_somebody_else_moved_since(
    day: Round, meeting: Make, karin: Client, person: Make, grant: Make, sign_in: Make
) -> None:
    soup = meeting(day, "Soep", slot=1, room="Wilg")
    bea: Person = person("Bea", "Naaijkens")
    grant(bea, "coordinator")
    drop(karin, soup, cell(day, 2, "Els"))
    soup.refresh_from_db()
    drop(sign_in(bea), soup, cell(day, 3, "Els"))
    answer = karin.post(f"{HERE}ongedaan/", headers=SCRIPT)
    assert (answer.status_code, place_of(soup)) == (409, ("Ronde 3", "Els"))


def test_an_unplaced_workshop_comes_on_the_board_with_its_maker(
    day: Round, offer: Make, karin: Client
) -> None:
    soup: Offer = offer(day, "Soep", state=OfferState.PUBLISHED, maximum=30)
    page = karin.get(HERE).content.decode()
    assert f'data-kaart="a{soup.pk}"' in page
    sent = cell(day, 1, "Wilg")
    karin.post(f"/aanbod/{soup.pk}/zet/", sent, headers=SCRIPT)
    made = soup.meetings.get()
    assert (place_of(made), made.seats) == (("Ronde 1", "Wilg"), 20)
    assert list(made.givers.all()) == [soup.maker]
    again = karin.post(f"/aanbod/{soup.pk}/zet/", cell(day, 2, "Wilg"), headers=SCRIPT)
    assert (again.status_code, soup.meetings.count()) == (409, 1)
    karin.post(f"{HERE}ongedaan/")
    assert place_of(made) == ("", "")


def test_without_script_the_same_forms_lead_back_to_the_board(
    day: Round, meeting: Make, karin: Client
) -> None:
    meeting(day, "Brood", slot=2, room="Els")
    soup = meeting(day, "Soep", slot=1, room="Wilg")
    url = f"/bijeenkomst/{soup.pk}/zet/"
    clash = cell(day, 2, "Els")
    asked = karin.post(url, clash)
    where = f"/bijeenkomst/{soup.pk}/plaats/?deel={clash['deel']}&zaal={clash['zaal']}"
    assert asked["Location"] == where
    assert karin.post(url, cell(day, 3, "Els"))["Location"] == HERE
    page = karin.get(HERE).content.decode()
    assert "‘Soep’ staat nu in Ronde 3, Els." in page
    assert "Maak ongedaan" in page
    page = karin.post(f"{HERE}ongedaan/", follow=True).content.decode()
    assert "staat weer waar het stond" in page
    assert place_of(soup) == ("Ronde 1", "Wilg")


def test_the_sequence_goes_up_with_time_room_and_state_only(
    day: Round, meeting: Make, karin: Client
) -> None:
    """X-139, X-66: a calendar takes over a change by its higher sequence."""
    soup = meeting(day, "Soep", slot=1, room="Wilg")
    drop(karin, soup, cell(day, 1, "Els"))
    drop(karin, soup, {**cell(day, 2, "Els")}, gezien=1)
    soup.refresh_from_db()
    assert soup.sequence == 2
    typed = {"slot": soup.slot_id, "room": soup.room_id, "seats": 12, "minimum": 2}
    karin.post(f"/bijeenkomst/{soup.pk}/plaats/", typed)
    soup.refresh_from_db()
    assert (soup.seats, soup.sequence) == (12, 2)
    karin.post(f"/bijeenkomst/{soup.pk}/afzeggen/", {"because": "De gever is ziek"})
    soup.refresh_from_db()
    assert soup.sequence == 3
    karin.post(f"/ronde/studiedag/dag/zaal/{soup.room_id}/", {"name": "Es", "holds": 20})
    soup.refresh_from_db()
    assert soup.sequence == 4
