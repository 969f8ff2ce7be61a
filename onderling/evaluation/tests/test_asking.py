"""Everybody who was there is asked without a name (S0-15, X-30, X-55, X-93, S0-4)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from onderling.base.errors import Refused
from onderling.base.models import AuditLine, Receipt
from onderling.evaluation.actions.asking import (
    Plan,
    close_questions,
    evaluation_of,
    may_open,
    open_questions,
    remind,
)
from onderling.evaluation.queries.results import results_of
from onderling.evaluation.rules.asking import Wave
from onderling.evaluation.tasks import close_ended
from onderling.mail.models import Bounce, Message
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.surveys.actions.answering import Filled, answer, take_answer, take_out
from onderling.surveys.actions.surveys import mark_completed
from onderling.surveys.models import Response, Survey
from onderling.surveys.rules import Cell, SurveyState
from tests.makers import NOON

SignIn = Callable[..., Client]
HERE = "/ronde/studiedag/terugkijken/"


def test_everybody_who_took_part_or_gave_is_asked(held: Round, asked: Survey) -> None:
    """One giver is too few to tell apart: she gets the questions of all."""
    rows = asked.invitations.values_list("role", "group", "on_paper")
    assert len(rows) == 25
    assert {role for role, _group, _paper in rows} == {"participant"}
    assert sum(on_paper for *_rest, on_paper in rows) == 1
    letters = Message.objects.filter(kind="survey")
    assert letters.filter(channel="mail", body__contains="/vragen/").count() == 24
    assert letters.filter(channel="letter", body__contains="op papier").count() == 1


def test_the_outbox_covers_the_key_of_the_questions(
    asked: Survey, held: Round, karin: Person, sign_in: SignIn
) -> None:
    one = Message.objects.filter(kind="survey", channel="mail").first()
    assert one is not None
    page = sign_in(karin).get(f"/ronde/studiedag/berichten/{one.pk}/").content.decode()
    assert "/vragen/…" in page


def test_nobody_is_asked_when_the_group_changed(held: Round, karin: Person) -> None:
    sent = open_questions(
        held, Wave.AFTER, last_day=date(2026, 11, 16), digest="oud", by=karin, now=NOON
    )
    assert sent is None
    assert Survey.objects.count() == 0


def test_a_round_is_asked_once(held: Round, karin: Person, asked: Survey) -> None:
    digest = Plan(held, Wave.AFTER).reach.digest
    with pytest.raises(Refused):
        open_questions(
            held, Wave.AFTER, last_day=date(2026, 11, 16), digest=digest, by=karin, now=NOON
        )


def test_a_reminder_goes_to_who_is_not_marked(
    held: Round, karin: Person, asked: Survey
) -> None:
    invitations = list(asked.invitations.filter(on_paper=False).select_related("survey"))
    for number, one in enumerate(invitations[:11]):
        answer(one, Filled({"day_grade": "8"}, {}), once=f"f{number}")
    with pytest.raises(Refused):
        remind(held, Wave.AFTER, asked, by=karin, now=NOON)  # the day of the invitation
    mark_completed()
    tomorrow = NOON + timedelta(days=1)
    assert remind(held, Wave.AFTER, asked, by=karin, now=tomorrow) is not None
    assert Message.objects.filter(kind="survey_reminder").count() == 13
    with pytest.raises(Refused):
        remind(held, Wave.AFTER, asked, by=karin, now=tomorrow)


def test_the_questions_close_by_themselves_after_their_last_day(asked: Survey) -> None:
    with time_machine.travel(NOON + timedelta(days=14)):
        close_ended()
        assert Survey.objects.get(pk=asked.pk).state == SurveyState.FIELDING
    with time_machine.travel(NOON + timedelta(days=15)):
        close_ended()
    assert Survey.objects.get(pk=asked.pk).state == SurveyState.CLOSED


def test_the_second_time_comes_after_thirteen_weeks(
    held: Round, karin: Person, asked: Survey
) -> None:
    later = held.ends_on + timedelta(weeks=13)
    assert may_open(held, evaluation_of(held), Wave.PULSE, later) is False
    close_questions(held, asked, by=karin, now=NOON)
    assert may_open(held, evaluation_of(held), Wave.PULSE, later - timedelta(days=1)) is False
    assert may_open(held, evaluation_of(held), Wave.PULSE, later) is True


def test_an_answer_from_paper_is_as_nameless_as_one_from_the_web(
    held: Round, karin: Person, asked: Survey, sign_in: SignIn
) -> None:
    client = sign_in(karin)
    before = AuditLine.objects.count()
    typed = {"sleutel": "papier", "groep": "volunteer", "day_grade": "9", "rol": "participant"}
    for _twice in range(2):
        client.post(f"{HERE}invoeren/daarna/", typed)
    kept = Response.objects.get(survey=asked)
    assert (kept.role, kept.group) == ("participant", "volunteer")
    assert (AuditLine.objects.count(), Receipt.objects.count()) == (before, 0)


def test_a_paper_that_was_typed_in_wrong_is_taken_out_by_the_page_that_did_it(
    held: Round, karin: Person, asked: Survey, sign_in: SignIn
) -> None:
    """X-55: the key stands in that page only, and a closed survey keeps what it has."""
    client, page = sign_in(karin), f"{HERE}invoeren/daarna/"
    typed = {"rol": "participant", "day_grade": "9", "to_work_on": "De koffie."}
    answer_ = client.post(page, {"sleutel": "papier", **typed})
    assert 'name="weg" value="papier"' in answer_.content.decode()
    client.post(page, {"sleutel": "x", "rol": "participant", "weg": "iets anders"})
    assert Response.objects.count() == 1
    client.post(page, {"sleutel": "y", "rol": "participant", "weg": "papier"})
    assert (Response.objects.count(), asked.open_answers.count()) == (0, 0)
    client.post(page, {"sleutel": "papier", **typed})
    close_questions(held, asked, by=karin, now=NOON)
    assert client.post(page, {"sleutel": "z", "weg": "papier"}).status_code == 404
    with pytest.raises(Refused):
        take_out(asked, once="papier")
    assert Response.objects.count() == 1


def test_whose_mail_came_back_is_counted_when_the_questions_close(
    held: Round, asked: Survey
) -> None:
    """S1-3."""
    for one in Message.objects.filter(kind="survey", channel="mail")[:2]:
        for kind in ("hard", "soft"):
            Bounce.objects.create(message=one, kind=kind, at=NOON)
    assert close_questions(held, asked, by=None, now=NOON).result["bounced"] == 2


def test_a_mark_on_paper_that_few_share_is_not_kept(
    held: Round, karin: Person, asked: Survey, sign_in: SignIn
) -> None:
    typed = {"sleutel": "papier", "groep": "other", "day_grade": "9", "rol": "giver"}
    sign_in(karin).post(f"{HERE}invoeren/daarna/", typed)
    kept = Response.objects.get(survey=asked)
    assert (kept.role, kept.group) == ("participant", "")


def test_givers_and_participants_stand_side_by_side(held: Round, asked: Survey) -> None:
    """X-93: forty of fifty against ten of forty; the interval allows for five comparisons."""
    for role, agree, not_ in (("participant", 40, 10), ("giver", 10, 30)):
        for number in range(agree + not_):
            filled = Filled({"benefit_growth": "4" if number < agree else "2"}, {})
            take_answer(asked, Cell(role, ""), filled, once=f"{role}{number}")
    survey = close_questions(held, asked, by=None, now=NOON)
    [one] = results_of(survey).mirror
    assert (one.first.count, one.first.of, one.second.count, one.second.of) == (40, 50, 10, 40)
    assert one.gap.is_clear is True
    assert one.points == 55


def test_the_pages_of_looking_back_can_be_read(
    held: Round, karin: Person, asked: Survey, sign_in: SignIn
) -> None:
    client = sign_in(karin)
    for place in ("", "open/daarna/", "voorbeeld/daarna/?als=giver", "sluit/daarna/"):
        assert client.get(HERE + place).status_code == 200
    assert client.get(f"{HERE}uitkomsten/daarna/").status_code == 404
    for number in range(12):
        filled = Filled({"benefit_growth": "4", "day_grade": "8"}, {})
        take_answer(asked, Cell("participant", "paid"), filled, once=f"f{number}")
    client.post(f"{HERE}sluit/daarna/")
    page = client.get(f"{HERE}uitkomsten/daarna/").content.decode()
    assert "12 van de 25 mensen antwoordden" in page


def test_a_pdf_of_the_questions_has_no_names(
    held: Round, karin: Person, sign_in: SignIn
) -> None:
    answer_ = sign_in(karin).get(f"{HERE}papier/daarna/")
    assert answer_["Content-Type"] == "application/pdf"
    assert answer_.content.startswith(b"%PDF-")
