"""One cancellation, live: the seat passes on, the next hears it and can hand it back with one
button until the term in the mail, and the coordinator sees it happen (X-68)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from onderling.base.errors import Refused
from onderling.mail.models import Message
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.actions.seats import give_back
from onderling.signups.models import Signup
from onderling.signups.rules import SignupState
from tests.makers import NOON
from tests.proofreader import ProofreadingClient

pytestmark = [pytest.mark.sqlite_only, pytest.mark.django_db]

Make = Callable[..., Any]


@pytest.fixture
def passed_on(
    published: Round, meeting: Make, participation: Make, person: Make, seat: Make
) -> Signup:
    """Ria gives her place back; Jan, who waited, has it now."""
    soup = meeting(published, "Soep", seats=1)
    ria = seat(participation(published, person("Ria", "Leenheer")), soup)
    jan: Signup = seat(participation(published, person("Jan", "Slagter")), soup)
    assert jan.state == SignupState.WAITLISTED
    give_back(ria, by=ria.participation.person, now=NOON)
    jan.refresh_from_db()
    return jan


def test_who_moves_up_reads_until_when_and_how_to_hand_the_place_back(
    passed_on: Signup,
) -> None:
    body = Message.objects.get(kind="place_moved_up").body
    assert "tot de workshop begint, op 10 december om 10.00 uur" in body
    assert f"?naar=/plek/{passed_on.pk}/afmelden/" in body


def test_the_address_in_the_mail_leads_to_one_button_without_signing_in(
    passed_on: Signup,
) -> None:
    body = Message.objects.get(kind="place_moved_up").body
    address = next(word for word in body.split() if "?naar=" in word)
    path = "/" + address.split("/", 3)[3]
    visitor = Client()
    assert f'value="/plek/{passed_on.pk}/afmelden/"' in visitor.get(path).content.decode()
    token, _mark, where = path.partition("?naar=")
    assert visitor.post(token, {"naar": where})["Location"] == where
    assert "Meld mij af" in visitor.get(where).content.decode()
    visitor.post(where)
    passed_on.refresh_from_db()
    assert passed_on.state == SignupState.CANCELLED


def test_who_has_no_mail_reads_a_telephone_number_instead(
    published: Round, meeting: Make, participation: Make, person: Make, seat: Make
) -> None:
    soup = meeting(published, "Soep", seats=1)
    ria = seat(participation(published, person("Ria")), soup)
    seat(participation(published, person("Bep", email=None)), soup)
    give_back(ria, by=ria.participation.person, now=NOON)
    body = Message.objects.get(kind="place_moved_up").body
    assert "Bel Karin Boshuizen: 088 000 00 00." in body
    assert "afmelden/" not in body


def test_after_the_term_a_place_goes_back_through_the_coordinator_only(
    passed_on: Signup, karin: Person
) -> None:
    starts = passed_on.meeting.starts
    assert starts is not None
    jan = passed_on.participation.person
    with pytest.raises(Refused, match="is al begonnen"):
        give_back(passed_on, by=jan, now=starts)
    assert give_back(passed_on, by=karin, now=starts + timedelta(minutes=5)) == []
    passed_on.refresh_from_db()
    assert passed_on.state == SignupState.CANCELLED


def test_the_coordinator_sees_who_gave_a_place_and_who_got_it(
    passed_on: Signup, published: Round, her: ProofreadingClient
) -> None:
    address = reverse("signups:passing", args=[published.slug])
    page = her.get(address).content.decode()
    assert page.index("Ria Leenheer") < page.index("Jan Slagter")
    assert "doorgeschoven" in page
    piece = her.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in piece
    assert "Jan Slagter" in piece


def test_the_page_takes_as_many_queries_for_three_as_for_one(
    passed_on: Signup,
    published: Round,
    her: ProofreadingClient,
    participation: Make,
    seat: Make,
    django_assert_max_num_queries: Any,
) -> None:
    address = reverse("signups:passing", args=[published.slug])
    for _ in range(2):
        with django_assert_max_num_queries(9):
            assert her.get(address).status_code == 200
        for _more in range(2):
            seat(participation(published), passed_on.meeting)
