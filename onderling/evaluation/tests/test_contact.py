"""Contact between organisations over editions, never of people (X-91)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from onderling.evaluation.actions.asking import close_questions, make_questions
from onderling.evaluation.models import Evaluation
from onderling.evaluation.queries.contact import contact_over
from onderling.evaluation.rules.asking import Wave
from onderling.evaluation.rules.contact import Met, Seat, again, many_enough, pairs_met
from onderling.offers.models import Meeting
from onderling.people.models import Organisation, Person
from onderling.rounds.models import Round
from onderling.signups.models import Signup
from onderling.surveys.actions.answering import Filled, take_answer
from onderling.surveys.actions.surveys import Asked, open_survey
from onderling.surveys.forms import filled_in
from onderling.surveys.models import Survey, Tie
from onderling.surveys.queries import questions_of
from onderling.surveys.rules import NOBODY, Cell
from tests.makers import NOON, make_organisation

A, B, C = 1, 2, 3


def seats(meeting: int, organisation: int, *people: int) -> list[Seat]:
    return [Seat(meeting, organisation, person) for person in people]


def test_two_organisations_met_when_people_of_both_sat_in_one_workshop() -> None:
    given = [
        *seats(1, A, 1, 2, 3),
        *seats(1, B, 4, 5),
        *seats(2, A, 1),
        *seats(2, B, 4),
        *seats(2, C, 6),
    ]
    assert pairs_met(given, least=5) == {(A, B): Met(2, 5)}


def test_pairs_that_met_before_are_counted_again_and_small_ones_not_asked_about() -> None:
    assert again([(A, B), (A, C)], [(A, B), (B, C)]) == 1
    assert many_enough({A: 5, B: 4, C: 30}, least=5) == [A, C]


@pytest.fixture
def police(held: Round) -> Organisation:
    """Eight of those who were there are of another organisation; all sat in the soup."""
    police = make_organisation("Politie Waterlinde")
    soup = Meeting.objects.get(offer__round=held)
    for number, taking in enumerate(held.participations.order_by("pk")[:16]):
        if number < 8:
            taking.person.affiliations.update(organisation=police)
        Signup.objects.create(
            participation=taking, meeting=soup, state="attended", sequence=number, since=NOON
        )
    return police


def test_the_second_questions_offer_organisations_of_which_enough_people_were_there(
    held: Round, police: Organisation
) -> None:
    survey = make_questions(held, Wave.PULSE)
    assert [str(police.pk), police.name] in survey.choices
    assert make_questions(held, Wave.AFTER).choices == []
    one = next(one for one in questions_of(survey, "everyone") if one.choices)
    from_form: Any = Client().post("/", {one.key: [str(police.pk), NOBODY, "999"]}).wsgi_request
    assert filled_in(from_form.POST, [one]).ties == [str(police.pk)]


def test_who_is_still_spoken_with_is_told_from_many_answers_only(
    held: Round, police: Organisation, karin: Person, sign_in: Callable[..., Client]
) -> None:
    survey = make_questions(held, Wave.PULSE)
    people = held.participations.values_list("person", flat=True)
    days: dict[str, Any] = {"last_day": NOON.date() + timedelta(days=9), "today": NOON.date()}
    asked = [Asked(person, "everyone", "") for person in people]
    open_survey(survey, asked, **days, scope=held, by=karin, now=NOON)
    for number in range(12):
        ties = [str(police.pk)] if number < 7 else [NOBODY]
        filled = Filled({"kept_contact": "soms"}, {}, ties)
        take_answer(survey, Cell("everyone", ""), filled, once=f"f{number}")
    assert Tie.objects.count() == 12
    after = make_questions(held, Wave.AFTER)
    Evaluation.objects.create(round=held, after=after, pulse=survey)
    close_questions(held, survey, by=None, now=NOON)
    assert Survey.objects.get(pk=survey.pk).result["ties"] == [[str(police.pk), 7], [NOBODY, 5]]
    [edition], [row] = contact_over([held])
    assert (edition.pairs, edition.again, edition.still) == (1, None, [(police.name, 7)])
    assert {row.one, row.other} == {police.name, "Welzijn Havermonde"}
    page = sign_in(karin).get("/ronde/studiedag/terugkijken/contact/").content.decode()
    assert "Die vulden 12 mensen in." in page
