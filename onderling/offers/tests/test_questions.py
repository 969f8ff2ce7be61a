"""Wie geeft een workshop over …? Asked, wanted by others, answered (S3a-1, X-65)."""

from collections.abc import Callable
from typing import Any

import pytest

from onderling.base.errors import Refused
from onderling.mail.models import Mailing, Message
from onderling.offers.actions import questions
from onderling.offers.actions.questions import (
    answer_question,
    ask_for,
    want_no_more,
    want_too,
)
from onderling.offers.models import Question
from onderling.people.models import Organisation, Person
from onderling.rounds.models import Round
from tests.makers import NOON

Make = Callable[..., Any]


@pytest.fixture
def day(study_day: Make) -> Round:
    made: Round = study_day()
    return made


@pytest.fixture
def asked(day: Round, person: Make) -> Question:
    return ask_for(day, "Omgaan met rouw", by=person("Ria", "Leenheer"), now=NOON)


def test_who_asks_for_the_same_thing_joins_who_asked_first(
    asked: Question, day: Round, person: Make
) -> None:
    again = [
        ask_for(day, topic, by=who, now=NOON)
        for who in (asked.askers.get().person, person("Bo"))
        for topic in ("Omgaan met rouw", " omgaan met ROUW! ")
    ]
    assert again == [asked] * 4
    assert asked.askers.count() == 2


def test_wanting_it_too_counts_once_and_what_nobody_wants_is_gone(
    asked: Question, person: Make
) -> None:
    ria, bo = asked.askers.get().person, person("Bo")
    for _twice in range(2):
        want_too(asked, by=bo, now=NOON)
    assert asked.askers.count() == 2
    want_no_more(asked, by=ria)
    assert Question.objects.count() == 1
    want_no_more(asked, by=bo)
    assert Question.objects.count() == 0


def test_one_person_cannot_fill_the_page(
    asked: Question, day: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "MOST", 2)
    ria = asked.askers.get().person
    ask_for(day, "Soep", by=ria, now=NOON)
    with pytest.raises(Refused, match="veel onderwerpen"):
        ask_for(day, "Brood", by=ria, now=NOON)


@pytest.mark.parametrize("topic", ["", "  ", "…!"])
def test_a_topic_without_a_word_is_no_topic(topic: str, day: Round, person: Make) -> None:
    with pytest.raises(Refused, match="waarover"):
        ask_for(day, topic, by=person(), now=NOON)


def test_once_wishing_is_over_nobody_asks_any_more(day: Round, person: Make) -> None:
    day.state = "confirmed"
    with pytest.raises(Refused, match="nu niet meer"):
        ask_for(day, "Rouw", by=person(), now=NOON)


def test_who_asked_hears_once_which_workshop_came_of_it_and_it_can_be_taken_back(
    asked: Question, day: Round, person: Make, coordinator: Person, meeting: Make
) -> None:
    want_too(asked, by=person("Bo"), now=NOON)
    offer = meeting(day, "Rouw in de kamer").offer
    told = [answer_question(asked, one, by=coordinator, now=NOON) for one in (offer, offer)]
    assert told == [2, 0]
    letters = Message.objects.filter(kind="question_answered")
    assert sorted(letters.values_list("to_name", flat=True)) == ["Bo Terpstra", "Ria Leenheer"]
    assert ["Rouw in de kamer" in one.body for one in letters] == [True, True]
    assert {one.mailing for one in letters} == {Mailing.objects.get()}  # stopped together
    assert answer_question(asked, None, by=coordinator, now=NOON) == 0
    asked.refresh_from_db()
    assert asked.answer is None


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("soep", ["Soep"]),
        ("wilg", ["Soep"]),
        ("Humanitas", ["Soep"]),
        ("Venlo", ["Soep"]),
        ("soep wilg", ["Soep"]),
        ("soep rouw", []),
    ],
)
def test_a_search_looks_in_topic_place_and_organisation(
    typed: str, found: list[str], asked: Question, day: Round, meeting: Make, client: Any
) -> None:
    """S3a-1"""
    soup = meeting(day, "Soep", room="Wilg").offer
    soup.organisation = Organisation.objects.create(name="Humanitas Noord", place="Venlo")
    soup.save()
    meeting(day, "Brood", room="Linde")
    page = client.get(f"/ronde/studiedag/vragen/?zoek={typed}")
    assert [one.title for one in page.context["found"].offers] == found


def test_a_search_shows_wishes_beside_offers_and_never_who_asked(
    asked: Question, day: Round, meeting: Make, client: Any
) -> None:
    """S3a-1"""
    meeting(day, "Rouw in de kamer")
    page = client.get("/ronde/studiedag/vragen/?zoek=rouw").content.decode()
    shown = ["Rouw in de kamer", "Omgaan met rouw", "1 mens wil dit", "Ria", "Leenheer"]
    assert [text in page for text in shown] == [True, True, True, False, False]


def test_the_coordinator_sees_numbers_names_and_whom_to_ask(
    asked: Question, day: Round, meeting: Make, person: Make, karin: Any
) -> None:
    """X-65: who gave something with that word before."""
    meeting(day, "Leven met rouw", giver=person("Chandra", "Ramdin"))
    meeting(day, "Omgaan", giver=person("Bea", "Naaijkens"))
    meeting(day, "Soep", giver=person("Jan", "Slagter"))
    page = karin.get("/ronde/studiedag/aanbod/gevraagd/").content.decode()
    assert [name in page for name in ("Chandra Ramdin", "Bea Naaijkens", "Jan Slagter")] == [
        *(True, True),
        False,
    ]
    one = karin.get(f"/vraag/{asked.pk}/").content.decode()
    assert "Ria Leenheer" in one


def test_asking_and_wanting_go_by_buttons_and_a_coordinator_takes_a_topic_away(
    asked: Question, day: Round, person: Make, sign_in: Make, karin: Any
) -> None:
    bo = sign_in(person("Bo"))
    bo.post(f"/vraag/{asked.pk}/ook/", {"ook": "ja"})
    bo.post("/ronde/studiedag/vragen/stel/", {"topic": "Soep koken"})
    topics = {one.topic: one.askers.count() for one in Question.objects.all()}
    assert topics == {"Omgaan met rouw": 2, "Soep koken": 1}
    bo.post(f"/vraag/{asked.pk}/ook/", {"ook": "nee"})
    assert asked.askers.count() == 1
    karin.post(f"/vraag/{asked.pk}/", {"weg": "ja"})
    assert [one.topic for one in Question.objects.all()] == ["Soep koken"]


def test_the_pages_ask_as_often_for_one_question_as_for_many(
    asked: Question,
    day: Round,
    person: Make,
    meeting: Make,
    karin: Any,
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(5):
        ask_for(day, f"Onderwerp {number}", by=person(), now=NOON)
        meeting(day, f"Onderwerp {number}", giver=person())
    for page in ("vragen/?zoek=onderwerp", "aanbod/gevraagd/"):
        with django_assert_max_num_queries(12):
            karin.get(f"/ronde/studiedag/{page}")
