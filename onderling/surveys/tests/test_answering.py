"""An answer comes in once, leaves no trace of who gave it, and nothing of it is lost (X-49)."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError
from django.test import Client

from onderling.base.errors import Refused
from onderling.base.models import AuditLine, Receipt
from onderling.base.transactions import write_transaction
from onderling.surveys.actions import answering
from onderling.surveys.actions.answering import (
    Filled,
    address_of,
    answer,
    is_spent,
    take_answer,
)
from onderling.surveys.actions.questions import known, versions_of
from onderling.surveys.actions.surveys import close_survey, mark_completed, purge_survey
from onderling.surveys.models import Invitation, OpenAnswer, Response, Spent, Survey
from onderling.surveys.queries import coming_in
from onderling.surveys.rules import Cell
from onderling.surveys.tasks import forget_old_answers
from onderling.surveys.tests.conftest import TODAY, Opened
from tests.makers import NOON

SEVEN = Filled({"day_grade": "7"}, {})


def path_of(one: Invitation) -> str:
    return "/" + address_of(one).split("/", 3)[3]


def send(client: Client, one: Invitation, **typed: str) -> str:
    response = client.post(path_of(one), {"sleutel": "een-formulier", **typed})
    assert response.status_code == 302
    return str(response["Location"])


def test_the_five_benefits_and_no_other_are_asked_of_both() -> None:
    """S0-15."""
    sets = known()[1]
    benefits = [
        *("benefit_knowledge", "benefit_relations", "benefit_belonging"),
        *("benefit_growth", "benefit_network"),
    ]
    for role in ("participant", "giver"):
        assert [key for key in sets["round"][role] if key.startswith("benefit")] == benefits


def test_every_item_of_the_list_of_thirty_is_there() -> None:
    demo = [
        mark for one in known()[0].values() for mark in one.get("demo", "").split(", ") if mark
    ]
    assert sorted(demo) == [f"ev-{number:02}" for number in range(1, 31)]


def test_a_wording_is_written_once(db: None) -> None:
    assert versions_of("round") == versions_of("round")


def test_who_has_the_address_answers_without_an_account(opened: Opened, client: Client) -> None:
    survey, made = opened()
    page = client.get(path_of(made[0]))
    assert page.status_code == 200
    assert "sessie" not in client.cookies
    where = send(client, made[0], day_grade="8", to_work_on="De koffie.", kleur="rood")
    assert where == "/vragen/binnen/"
    kept = Response.objects.get(survey=survey)
    assert (kept.role, kept.group, kept.answers) == ("participant", "paid", {"day_grade": "8"})
    assert OpenAnswer.objects.get(survey=survey).text == "De koffie."
    assert "Uw antwoorden zijn binnen" in client.get(path_of(made[0])).content.decode()


def test_opening_the_address_does_nothing(opened: Opened, client: Client) -> None:
    _survey, made = opened()
    client.get(path_of(made[0]))
    assert is_spent(made[0]) is False


def test_an_answer_leaves_no_line_no_receipt_and_no_moment(
    opened: Opened, client: Client
) -> None:
    _survey, made = opened()
    before = AuditLine.objects.count()
    send(client, made[0], day_grade="8")
    assert AuditLine.objects.count() == before
    assert Receipt.objects.count() == 0
    kinds = {field.get_internal_type() for field in Response._meta.fields}
    kinds |= {field.get_internal_type() for field in Spent._meta.fields}
    assert kinds & {"DateTimeField", "DateField", "TimeField", "BigAutoField"} == set()


def test_the_same_form_sent_again_counts_once(opened: Opened, client: Client) -> None:
    _survey, made = opened()
    send(client, made[0], day_grade="8")
    send_again = client.post(path_of(made[0]), {"sleutel": "een-formulier", "day_grade": "8"})
    assert "Uw antwoorden zijn binnen" in send_again.content.decode()
    assert Response.objects.count() == 1


def test_a_kill_between_the_two_transactions_loses_and_doubles_nothing(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey, made = opened()
    take_answer(survey, Cell("participant", "paid"), SEVEN, once="f")  # and then the light went
    assert answer(made[0], SEVEN, once="f") is True
    assert Response.objects.count() == 1
    assert is_spent(made[0]) is True


def test_two_windows_at_one_moment_give_one_answer(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    _survey, made = opened()
    monkeypatch.setattr(answering, "is_spent", lambda _one: False)  # both looked before
    assert answer(made[0], SEVEN, once="eerste") is True
    assert answer(made[0], SEVEN, once="tweede") is False
    assert Response.objects.count() == 1


def test_an_empty_form_is_asked_again(opened: Opened, client: Client) -> None:
    _survey, made = opened()
    page = client.post(path_of(made[0]), {"sleutel": "f", "day_grade": "99"})
    assert "U vulde nog niets in" in page.content.decode()
    assert is_spent(made[0]) is False


def test_a_forged_address_is_not_there(opened: Opened, client: Client) -> None:
    _survey, made = opened()
    assert client.get(f"/vragen/{made[0].key}/").status_code == 404


def test_a_closed_survey_takes_no_answer(opened: Opened, client: Client, round: Any) -> None:
    survey, made = opened()
    close_survey(survey, today=TODAY, scope=round, by=None, now=NOON)
    page = client.post(path_of(made[0]), {"day_grade": "7"})
    assert "Deze vragenlijst is gesloten" in page.content.decode()
    with pytest.raises(Refused):
        take_answer(survey, Cell("participant", "paid"), SEVEN, once="f")


def answer_all(made: list[Invitation]) -> None:
    for number, one in enumerate(made):
        answer(one, SEVEN, once=f"f{number}")


def test_nine_are_not_marked_and_ten_are_marked_at_once(opened: Opened) -> None:
    survey, made = opened()
    answer_all(made[:9])
    assert mark_completed() == 0
    assert coming_in(survey).answered == 0
    answer(made[9], SEVEN, once="f9")
    assert mark_completed() == 10
    assert Spent.objects.count() == 0
    assert is_spent(Invitation.objects.get(pk=made[3].pk)) is True


def test_while_open_a_group_of_a_few_is_not_told(opened: Opened) -> None:
    """statistics.md L5: all ten are paid; of the volunteers nothing is said."""
    survey, made = opened(paid=12, volunteers=12)
    answer_all([*made[:10], *made[12:15]])
    mark_completed()
    assert coming_in(survey).groups == {"paid": 10}


def refused_by_the_database(survey: Survey, **fields: object) -> bool:
    try:
        with write_transaction():
            Survey.objects.filter(pk=survey.pk).update(**fields)
    except DatabaseError:
        return True
    return False


def test_the_database_keeps_what_was_declared(opened: Opened) -> None:
    """X-49: breakdowns after opening, anonymity after the first answer, and no way back."""
    survey, made = opened()
    assert refused_by_the_database(survey, breakdowns="group role") is True
    assert refused_by_the_database(survey, state="draft") is True
    assert refused_by_the_database(survey, anonymous=False) is False
    assert refused_by_the_database(survey, anonymous=True) is False
    answer(made[0], SEVEN, once="f")
    assert refused_by_the_database(survey, anonymous=False) is True


def test_answers_are_forgotten_when_their_term_is_over(opened: Opened, round: Any) -> None:
    survey, made = opened()
    answer_all(made)
    close_survey(survey, today=date(2024, 10, 1), scope=round, by=None, now=NOON)
    shown = Survey.objects.get(pk=survey.pk).result
    assert shown["answered"] == 24
    forget_old_answers()
    assert (Response.objects.count(), Invitation.objects.count()) == (0, 0)
    kept = Survey.objects.get(pk=survey.pk)
    assert (kept.state, kept.result) == ("purged", shown)


def test_answers_are_not_forgotten_before_their_term(opened: Opened, round: Any) -> None:
    survey, made = opened()
    answer_all(made)
    close_survey(survey, today=TODAY, scope=round, by=None, now=NOON)
    forget_old_answers()
    assert Response.objects.count() == 24
    with pytest.raises(Refused):
        purge_survey(Survey(pk=survey.pk, state="draft"))
    with pytest.raises(ObjectDoesNotExist):
        Spent.objects.get(survey=survey)
