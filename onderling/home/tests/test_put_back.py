"""What a coordinator changed is put back from the log book (X-4)."""

from datetime import date
from typing import Any

import pytest

from onderling.base.errors import Refused
from onderling.base.models import AuditLine
from onderling.home.actions import put_back
from onderling.people.rules import Role, Scope
from onderling.rounds import actions
from onderling.rounds.models import CalendarLine, Phase, Round
from tests.makers import NOON

DAYS = {"first_day": date(2026, 11, 20), "last_day": date(2026, 11, 25)}


@pytest.fixture
def of(study_day: Any) -> Round:
    made: Round = study_day()
    return made


@pytest.fixture
def karin(person: Any, grant: Any, of: Round) -> Any:
    karin = person("Karin")
    grant(karin, Role.COORDINATOR, Scope.ROUND, of.pk)
    return karin


def last(deed: str) -> AuditLine:
    return AuditLine.objects.filter(deed=deed).latest("pk")


def test_what_a_round_said_comes_back(of: Round, karin: Any) -> None:
    actions.change_round(of, theme="Nieuw", venue="Zaal 3", by=karin, now=NOON)
    put_back(last("change_round"), of, by=karin, now=NOON)
    of.refresh_from_db()
    assert (of.theme, of.venue) == ("", "")


def test_a_changed_phase_a_new_one_and_one_taken_out(of: Round, karin: Any) -> None:
    # As in the product: whole days, where the maker of this test took noon.
    weeks = {"first_day": date(2026, 10, 26), "last_day": date(2026, 11, 19)}
    actions.set_phase(of, "wishing", label="Wensen", by=karin, now=NOON, **weeks)
    before = of.phases.values_list("kind", "label", "opens", "closes")
    as_it_was = list(before)
    actions.set_phase(of, "wishing", label="Later", by=karin, now=NOON, **DAYS)
    put_back(last("set_phase"), of, by=karin, now=NOON)
    assert list(before.all()) == as_it_was
    actions.set_phase(of, "matching", label="Verdelen", by=karin, now=NOON, **DAYS)
    put_back(last("set_phase"), of, by=karin, now=NOON)
    assert list(before.all()) == as_it_was
    actions.remove_phase(Phase.objects.get(), by=karin, now=NOON)
    put_back(last("remove_phase"), of, by=karin, now=NOON)
    assert list(before.all()) == as_it_was


def test_a_task_comes_back_as_it_was(of: Round, karin: Any) -> None:
    task = actions.add_calendar_line(of, offset="T-1 week", who="Karin", what="Zaal", now=NOON)
    told = {"offset": "T-2 weken", "who": "Noor", "what": "Zalen"}
    actions.change_calendar_line(task, by=karin, now=NOON, **told)
    put_back(last("change_calendar_line"), of, by=karin, now=NOON)
    actions.mark_line(task, CalendarLine.State.DONE, by=karin, now=NOON)
    put_back(last("mark_line"), of, by=karin, now=NOON)
    task = CalendarLine.objects.get()
    assert (task.offset, task.who, task.what) == ("T-1 week", "Karin", "Zaal")
    assert (task.state, task.on) == ("planned", date(2026, 12, 3))


def test_what_was_changed_again_since_is_not_lost(of: Round, karin: Any) -> None:
    actions.change_round(of, theme="Een", by=karin, now=NOON)
    first = last("change_round")
    actions.change_round(of, theme="Twee", by=karin, now=NOON)
    with pytest.raises(Refused, match="daarna nog eens veranderd"):
        put_back(first, of, by=karin, now=NOON)
    of.refresh_from_db()
    assert of.theme == "Twee"


def test_the_log_book_offers_it_and_asks_first(of: Round, karin: Any, sign_in: Any) -> None:
    actions.change_round(of, theme="Nieuw", by=karin, now=NOON)
    client = sign_in(karin)
    address = f"/ronde/studiedag/logboek/{last('change_round').pk}/terug/"
    assert address in client.get("/ronde/studiedag/logboek/").content.decode()
    assert "Dit terugzetten?" in client.get(address).content.decode()
    page = client.post(address, follow=True).content.decode()
    assert "Teruggezet. Ook dit staat in het logboek." in page
    of.refresh_from_db()
    assert of.theme == ""
