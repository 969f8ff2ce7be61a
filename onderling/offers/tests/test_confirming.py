"""A giver says yes to a time; who did not is on a list and gets a letter (S3a-8)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from onderling.base.audit import ref
from onderling.base.errors import Refused
from onderling.base.models import AuditLine
from onderling.mail.models import Mailing, Message
from onderling.offers.actions.confirming import confirm_giving, remind_givers
from onderling.offers.models import Giving, Meeting
from onderling.offers.queries.givers import unconfirmed_in
from onderling.people.models import Person
from onderling.people.rules import Entry
from onderling.rounds.models import Round
from tests.makers import NOON

Make = Callable[..., Any]


@pytest.fixture
def day(study_day: Make) -> Round:
    made: Round = study_day(state="confirmed")
    return made


@pytest.fixture
def soup(day: Round, meeting: Make, person: Make) -> Giving:
    made: Meeting = meeting(day, "Soep", giver=person("Chandra", "Ramdin"), room="Keuken")
    return made.givings.get()


def test_a_giver_says_yes_by_the_personal_link_and_can_take_it_back(
    soup: Giving, day: Round, sign_in: Make
) -> None:
    client = sign_in(soup.person, entry=Entry.LINK)
    page = f"/bijeenkomst/{soup.meeting_id}/ik-geef/"
    assert "Geeft u deze workshop?" in client.get(page).content.decode()
    assert list(unconfirmed_in(day, now=NOON)) == [soup]
    for _twice in range(2):
        client.post(page, {"ja": "ja"})
    assert "Wij rekenen op u" in client.get(page).content.decode()
    assert list(unconfirmed_in(day, now=NOON)) == []
    client.post(page, {"ja": "nee"})
    assert list(unconfirmed_in(day, now=NOON)) == [soup]
    deeds = AuditLine.objects.filter(deed__endswith="confirm_giving").order_by("pk")
    assert [line.deed for line in deeds] == ["confirm_giving", "unconfirm_giving"]


def test_a_yes_to_one_time_is_no_yes_to_another_but_one_to_another_room(
    soup: Giving, day: Round
) -> None:
    confirm_giving(soup, by=soup.person, now=NOON)
    Meeting.objects.update(room=None)
    assert list(unconfirmed_in(day, now=NOON)) == []
    Meeting.objects.update(slot=day.slots.get(number=2))
    assert list(unconfirmed_in(day, now=NOON)) == [soup]


def test_nobody_says_yes_to_a_workshop_of_somebody_else(
    soup: Giving, person: Make, sign_in: Make
) -> None:
    client = sign_in(person("Bo"))
    page = f"/bijeenkomst/{soup.meeting_id}/ik-geef/"
    assert [client.get(page).status_code, client.post(page).status_code] == [404, 404]


def test_who_said_nothing_gets_a_letter_with_the_page_and_not_twice_a_day(
    soup: Giving, day: Round, coordinator: Person, meeting: Make, person: Make
) -> None:
    yes = meeting(day, "Brood", giver=person("Bea")).givings.get()
    confirm_giving(yes, by=yes.person, now=NOON)
    hours = [timedelta(), timedelta(hours=5), timedelta(days=1)]
    sent = [remind_givers(day, by=coordinator, now=NOON + later) for later in hours]
    assert sent == [1, 0, 1]
    letter = Message.objects.filter(kind="confirm_giving").earliest("pk")
    assert letter.to_name == "Chandra Ramdin"
    assert letter.not_before == NOON + timedelta(minutes=5)  # so long it can be stopped
    assert [one.messages.count() for one in Mailing.objects.about(ref(day))] == [1, 1]
    assert f"/bijeenkomst/{soup.meeting_id}/ik-geef/" in letter.body


def test_what_has_no_time_yet_or_is_over_asks_for_no_yes(
    soup: Giving, day: Round, coordinator: Person
) -> None:
    day.state = "closed"
    day.save()
    fresh = Giving.objects.select_related("meeting__offer__round").get()
    with pytest.raises(Refused, match="voorbij"):
        confirm_giving(fresh, by=soup.person, now=NOON)
    with pytest.raises(Refused, match="voorbij"):
        remind_givers(day, by=coordinator, now=NOON)
    Meeting.objects.update(slot=None)
    with pytest.raises(Refused, match="nog geen tijd"):
        confirm_giving(Giving.objects.get(), by=soup.person, now=NOON)
    assert list(unconfirmed_in(day, now=NOON)) == []


def test_the_coordinator_reads_who_did_not_say_yes_and_reminds_them_with_one_button(
    soup: Giving, karin: Any, django_assert_max_num_queries: Any
) -> None:
    page = "/ronde/studiedag/gevers/"
    with django_assert_max_num_queries(12):
        shown = karin.get(page).content.decode()
    assert ["1 van de 1 gevers zei nog geen ja" in shown, "Chandra Ramdin" in shown] == [
        True,
        True,
    ]
    answer = karin.post(page, follow=True).content.decode()
    assert "1 gever krijgt bericht." in answer
    confirm_giving(soup, by=soup.person, now=NOON)
    assert "Alle gevers zeiden ja" in karin.get(page).content.decode()
