"""What is answered or done after a bulletin left: told by itself, a day later (X-31)."""

from datetime import date, timedelta
from typing import Any

from django.utils.timezone import now

from onderling.feedback.actions.telling import tell_later_answers, tell_who_asked
from onderling.feedback.models import Bulletin
from onderling.feedback.tests.conftest import leave, own, state_of
from onderling.mail.models import Message
from onderling.offers.models import Meeting
from onderling.outcomes.actions.answering import Author, decide, finish, take_back
from onderling.outcomes.models import Contributor, Disposition
from onderling.outcomes.rules.ledger import By
from onderling.rounds.models import Round

SIX_MINUTES = timedelta(minutes=6)
HOUR = timedelta(hours=1)


def test_what_is_answered_after_the_bulletin_is_told_a_day_later_and_once(
    said: Disposition, day: Round, bulletin: Bulletin, soup: Meeting, sit: Any, send: Any
) -> None:
    """X-31"""
    ria = sit("Ria", soup)
    Disposition.objects.update(state="received", decision="", reason="", decided=None)
    leave(send())
    tell_who_asked(bulletin, now=now() + SIX_MINUTES)
    chief = Author(ria, By.COORDINATOR)
    decide(Disposition.objects.get(), "adopted", "Komt er", who=chief, now=now() + HOUR)
    sent = [tell_later_answers(day, now=now() + hours * HOUR) for hours in (24, 25, 26)]
    assert (sent, own(), state_of(said)) == ([0, 1, 0], [ria.name], "reported_back")


def test_what_is_done_after_it_was_told_is_told_as_done_a_day_later_and_once(
    said: Disposition, day: Round, bulletin: Bulletin, soup: Meeting, sit: Any, send: Any
) -> None:
    chief = Author(sit("Ria", soup), By.COORDINATOR)
    Disposition.objects.update(decision="adopted", reason="Komt er")
    leave(send())
    tell_who_asked(bulletin, now=now() + SIX_MINUTES)
    finish(said, text="De sleutels zijn er", who=chief, now=now() + 48 * HOUR)
    sent = [tell_later_answers(day, now=now() + hours * HOUR) for hours in (49, 73, 74)]
    assert (sent, state_of(said)) == ([0, 1, 0], "reported_back")
    first, second = Message.objects.filter(kind="feedback").order_by("pk")
    assert ("Overgenomen.\n  Komt er" in first.body, "Gedaan" in first.body) == (True, False)
    assert "Gedaan.\n  De sleutels zijn er" in second.body


def test_who_takes_back_that_it_is_done_has_nothing_told_again(
    said: Disposition, day: Round, bulletin: Bulletin, soup: Meeting, sit: Any, send: Any
) -> None:
    chief = Author(sit("Ria", soup), By.COORDINATOR)
    Disposition.objects.update(decision="adopted", reason="Komt er")
    leave(send())
    tell_who_asked(bulletin, now=now() + SIX_MINUTES)
    finish(said, who=chief, now=now() + 48 * HOUR)
    take_back(said, who=chief, now=now() + 49 * HOUR)
    assert tell_later_answers(day, now=now() + 96 * HOUR) == 0
    assert len(own()) == 1


def test_an_answer_of_today_does_not_go_along_with_one_of_yesterday(
    said: Disposition, day: Round, bulletin: Bulletin, soup: Meeting, sit: Any, send: Any
) -> None:
    chief = Author(sit("Ria", soup), By.COORDINATOR)
    leave(send())
    tell_who_asked(bulletin, now=now() + SIX_MINUTES)
    for text, hours in (("Een kast", 1), ("Een la", 24)):
        row = Disposition.objects.create(
            round=day,
            kind="note",
            text=text,
            addressee=said.addressee,
            due=date(2026, 12, 1),
            received=now(),
        )
        Contributor.objects.create(disposition=row, meeting=soup)
        decide(row, "adopted", "Komt er", who=chief, now=now() + hours * HOUR)
    assert [tell_later_answers(day, now=now() + hours * HOUR) for hours in (25, 48)] == [1, 1]
    _bulletin, first, second = Message.objects.filter(kind="feedback").order_by("pk")
    assert [("Een kast" in one.body, "Een la" in one.body) for one in (first, second)] == [
        (True, False),
        (False, True),
    ]


def test_a_late_answer_is_not_told_by_itself_before_a_bulletin_left(
    said: Disposition, day: Round, soup: Meeting, sit: Any
) -> None:
    sit("Ria", soup)
    assert tell_later_answers(day, now=now() + 48 * HOUR) == 0
