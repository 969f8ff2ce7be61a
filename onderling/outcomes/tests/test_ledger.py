"""What was said gets an answer with a reason, from a role, with its history (X-77 to X-81)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils.timezone import now

from onderling.base.errors import Refused
from onderling.base.models import AuditLine
from onderling.base.transactions import write_transaction
from onderling.mail.models import Mailing, Message
from onderling.outcomes.actions.addressees import set_addressee
from onderling.outcomes.actions.answering import (
    Author,
    assign,
    decide,
    finish,
    report_back,
    take_back,
    take_up,
)
from onderling.outcomes.actions.answers import BUSY, answer
from onderling.outcomes.actions.asking import ask_for_answers, waiting_in
from onderling.outcomes.actions.merging import merge_rows, put_apart, split_row
from onderling.outcomes.models import Disposition
from onderling.outcomes.queries.ledger import numbers_of_round
from onderling.outcomes.rules.ledger import By
from onderling.outcomes.rules.numbers import Answered
from onderling.outcomes.tasks import remind_of_answers
from onderling.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(soup: Any, write: Any) -> list[Disposition]:
    write(soup, "Een sleutel", "Een kast met een slot", "Koffie", now=now())
    return list(Disposition.objects.order_by("pk"))


def test_a_decision_without_a_reason_cannot_be_saved(rows: Any, karin: Person) -> None:
    who = Author(karin, By.COORDINATOR)
    with pytest.raises(Refused, match="Zonder reden is het geen antwoord"):
        decide(rows[0], "not_adopted", "  ", who=who, now=now())
    with pytest.raises(IntegrityError), write_transaction():
        Disposition.objects.filter(pk=rows[0].pk).update(state="decided", decision="adopted")


def test_each_step_is_a_dated_text_with_its_author(rows: Any, board: Any, karin: Any) -> None:
    me = Author(board.person, By.ADDRESSEE)
    assign(rows[0], board, by=karin, now=now())
    answer(rows[0], BUSY, reason="Wij zoeken een kast", who=me, now=now())
    decide(rows[0], "partly", "Alleen in De Pomp", who=me, now=now())
    decide(rows[0], "partly", "Alleen in De Pomp", who=me, now=now())  # twice is once
    done = finish(rows[0], who=me, now=now())
    assert (done.state, done.decision, done.reason) == ("done", "partly", "Alleen in De Pomp")
    steps = rows[0].changes.values_list("deed", "state", "text", "role")
    assert list(steps)[1:] == [
        ("assign", "received", "Directie", ""),
        ("take_up", "in_consideration", "Wij zoeken een kast", "Directie"),
        ("decide", "decided", "Alleen in De Pomp", "Directie"),
        ("finish", "done", "", "Directie"),
    ]
    deeds = AuditLine.objects.filter(deed__startswith="row_").order_by("pk")
    assert [line.deed for line in deeds] == [
        "row_assign",
        "row_take_up",
        "row_decide",
        "row_finish",
    ]


def test_a_wrong_decision_is_taken_back_while_nobody_was_told(rows: Any, karin: Any) -> None:
    who = Author(karin, By.COORDINATOR)
    decide(rows[0], "adopted", "Ja", who=who, now=now())
    back = take_back(rows[0], who=who, now=now())
    assert (back.state, back.decision, back.decided) == ("in_consideration", "", None)
    assert (back.reason, back.typed) == ("", "Ja"), "off the page, and still in the form"
    take_up(rows[0], text="We vragen het na", who=who, now=now())
    decide(rows[0], "adopted", "Ja hoor", who=who, now=now())
    back = take_back(rows[0], who=who, now=now())
    assert (back.reason, back.typed) == ("We vragen het na", "Ja hoor")
    decide(rows[0], "not_adopted", "Toch niet", who=who, now=now())
    report_back(rows[0], by=None, now=now())
    with pytest.raises(Refused, match="Dat kan niet meer"):
        take_back(rows[0], who=who, now=now())


def test_what_is_not_done_after_all_has_its_earlier_reason_again(rows: Any, karin: Any) -> None:
    who = Author(karin, By.COORDINATOR)
    decide(rows[0], "adopted", "Toch eerst dit", who=who, now=now())
    take_back(rows[0], who=who, now=now())
    decide(rows[0], "adopted", "Ja, in januari", who=who, now=now())
    done = finish(rows[0], text="De kast staat er", who=who, now=now())
    assert done.reason == "De kast staat er"
    back = take_back(rows[0], who=who, now=now())
    assert (back.state, back.finished, back.reason) == ("decided", None, "Ja, in januari")
    report_back(rows[0], by=None, now=now())
    finish(rows[0], text="Nu echt", who=who, now=now())
    assert take_back(rows[0], who=who, now=now()).reason == "Ja, in januari"


def test_merging_keeps_parents_and_tells_all_who_asked(
    rows: Any, day: Any, karin: Any, meeting: Any, write: Any
) -> None:
    other = meeting(day, "De spiegel", slot=2)
    write(other, "Ook een sleutel", now=now())
    picked = [rows[0], Disposition.objects.get(text="Ook een sleutel")]
    one = merge_rows(day, picked, "Sleutels", by=karin, now=now())
    titles = one.contributors.values_list("meeting__offer__title", flat=True)
    assert set(titles) == {
        "Soep",
        "De spiegel",
    }
    assert [link.parent.text for link in one.parents.all()] == [
        "Een sleutel",
        "Ook een sleutel",
    ]
    decide(one, "adopted", "Ja", who=Author(karin, By.COORDINATOR), now=now())
    assert numbers_of_round(day) == Answered(4, 2, 0)
    with pytest.raises(Refused, match="samengevoegd of gesplitst"):
        decide(picked[0], "adopted", "Ja", who=Author(karin, By.COORDINATOR), now=now())
    with pytest.raises(Refused, match="al op geantwoord"):
        put_apart(one, by=karin, now=now())


def test_a_merge_and_a_split_can_be_put_apart(rows: Any, day: Any, karin: Any) -> None:
    one = merge_rows(day, rows[:2], "Sleutel en kast", by=karin, now=now())
    parts = split_row(one, ["Sleutel", "", "Kast"], by=karin, now=now())
    assert [part.text for part in parts] == ["Sleutel", "Kast"]
    assert put_apart(parts[0], by=karin, now=now()) == 1
    assert put_apart(one, by=karin, now=now()) == 2
    current = Disposition.objects.current().order_by("pk")
    assert [row.text for row in current] == ["Een sleutel", "Een kast met een slot", "Koffie"]


def test_who_answers_hears_once_of_all_that_waits(
    rows: Any, day: Any, board: Any, karin: Any
) -> None:
    for row in rows:
        assign(row, board, by=karin, now=now())
    waiting = waiting_in(day)
    assert waiting.reach.number == 1
    assert ask_for_answers(day, digest="anders", by=karin, now=now()) is None
    assert ask_for_answers(day, digest=waiting.reach.digest, by=karin, now=now())
    letter = Message.objects.get(kind="answers_asked")
    assert letter.subject == "3 vragen wachten op uw antwoord"
    assert "?naar=/mijn/antwoorden/" in letter.body
    assert "- Een kast met een slot (tot en met 21 januari 2027)" in letter.body
    assert Mailing.objects.get().messages.count() == 1
    assert waiting_in(day).reach.number == 0


def test_what_is_passed_on_is_asked_of_the_next_at_once(
    rows: Any, day: Any, board: Any, karin: Any, person: Any
) -> None:
    team = person("Zeynep", email="zeynep@voorbeeld.example")
    next_one = set_addressee(
        day, None, role="Wijkteam", organisation=None, person=team, by=karin, now=now()
    )
    assign(rows[0], board, by=karin, now=now())
    me = Author(board.person, By.ADDRESSEE)
    with pytest.raises(Refused, match="waarom u het doorstuurt"):
        answer(rows[0], "passed_on", reason="", to=next_one, who=me, now=now())
    answer(
        rows[0], "passed_on", reason="Gaat over het buurthuis", to=next_one, who=me, now=now()
    )
    rows[0].refresh_from_db()
    assert (rows[0].addressee, rows[0].state, rows[0].asked) == (next_one, "received", now())
    assert [one.to_name for one in Message.objects.all()] == [team.name]
    outside = answer(rows[1], "passed_on", reason="De gemeente beslist", who=me, now=now())
    assert (outside.state, outside.decision) == ("decided", "passed_on")


def test_reminders_stop_with_the_answer(
    rows: Any, day: Any, board: Any, karin: Any, after: Any
) -> None:
    """One letter a week at most, however many rows wait; nobody is written about an answer."""
    for row in rows:
        assign(row, board, by=karin, now=now())
    ask_for_answers(day, digest=waiting_in(day).reach.digest, by=karin, now=now())
    sent = []
    for _day in range(60):
        after.shift(timedelta(days=1))
        before = Message.objects.count()
        for _twice in range(2):
            remind_of_answers()
        if Message.objects.count() > before:
            sent.append(now().date().isoformat())
        if len(sent) == 3:
            for row in rows:
                who = Author(board.person, By.ADDRESSEE)
                decide(row, "adopted", "Ja", who=who, now=now())
    assert sent == ["2027-01-14", "2027-01-21", "2027-01-28"]
    last = Message.objects.filter(kind="answers_reminded").first()
    assert last is not None
    assert "3 antwoorden zijn te laat." in last.body


def test_another_person_in_the_role_gets_what_is_open(
    rows: Any, day: Any, board: Any, karin: Any, person: Any
) -> None:
    assign(rows[0], board, by=karin, now=now())
    ask_for_answers(day, digest=waiting_in(day).reach.digest, by=karin, now=now())
    anneke = person("Anneke")
    set_addressee(
        day, board, role="Directie", organisation=None, person=anneke, by=karin, now=now()
    )
    assert list(Disposition.objects.asked_of(anneke)) == [rows[0]]
    assert [one.name for one in waiting_in(day).reach.mails] == [anneke.name]
