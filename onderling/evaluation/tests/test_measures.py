"""The fixed measures over editions, each with what it is a share of (X-92)."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from onderling.base import audit
from onderling.evaluation.models import Evaluation
from onderling.evaluation.queries.measures import lines_of
from onderling.evaluation.rules.measures import HIDDEN, Measure, Share, in_time, measured
from onderling.offers.models import Meeting
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.queries import editions_until
from onderling.rounds.rules import State
from onderling.signups.models import AllocationRun, Signup
from onderling.signups.rules import SignupState
from onderling.surveys.actions.surveys import make_survey
from tests.makers import NOON, make_meeting, make_study_day


@pytest.mark.parametrize(
    ("measure", "part", "whole", "said"),
    [
        (Measure.MISSED, 12, 60, Share(12, 60)),
        (Measure.MISSED, 3, 60, HIDDEN),
        (Measure.MISSED, 58, 60, HIDDEN),
        (Measure.MOVED, 1, 9, Share(1, 9)),  # workshops, not people
        (Measure.RESPONSE, 0, 0, None),
    ],
)
def test_a_share_of_a_few_people_is_hidden_and_of_nothing_unknown(
    measure: Measure, part: int, whole: int, said: Share | None
) -> None:
    assert measured(measure, part, whole, least=5) == said


def test_an_answer_on_the_last_day_is_in_time() -> None:
    assert in_time((0, 42, 43, 100), within=42) == 2


@pytest.fixture
def before(held: Round) -> Round:
    """The edition of a year earlier, closed, with the giver of this one."""
    earlier = make_study_day(slots=1, slug="vorig", state=State.CLOSED)
    days = {"starts_on": held.starts_on - timedelta(weeks=52)}
    Round.objects.filter(pk=earlier.pk).update(
        **days, ends_on=days["starts_on"], programme=held.programme
    )
    return Round.objects.get(pk=earlier.pk)


def told(rounds: Any) -> dict[Measure, list[Share | None]]:
    return {
        line.measure: [cell for _name, cell in line.cells] for line in lines_of(list(rounds))
    }


def test_places_workshops_and_answers_are_measured_for_every_edition(
    held: Round, before: Round
) -> None:
    soup = Meeting.objects.get(offer__round=held)
    for number, taking in enumerate(held.participations.order_by("pk")[:20]):
        state = SignupState.NO_SHOW if number < 6 else SignupState.ATTENDED
        Signup.objects.create(
            participation=taking,
            meeting=soup,
            state=state,
            rank=1 if number < 15 else None,
            sequence=number,
            since=NOON,
        )
    published = NOON - timedelta(days=5)
    AllocationRun.objects.create(
        round=held, state="published", seed="1", queued=published, published=published
    )
    Meeting.objects.filter(pk=soup.pk).update(seats=30, taken=20, minimum=25)
    old: dict[str, Any] = {"slot": 1}
    for at in (published - timedelta(days=1), published + timedelta(days=1)):
        audit.note(None, "place_meeting", on=soup, scope=held, old=old, now=at)
    found = told(editions_until(held))
    assert found[Measure.WISHES] == [Share(15, 20), None]
    assert found[Measure.MISSED] == [Share(6, 20), None]
    assert found[Measure.BELOW_MINIMUM] == [Share(1, 1), None]
    assert found[Measure.MOVED] == [Share(1, 1), None]


def test_givers_who_return_and_answers_of_surveys_are_measured(
    held: Round, before: Round
) -> None:
    after, pulse = make_survey("round", about="x"), make_survey("pulse", about="x")
    after.result = {
        **{"asked": 60, "answered": 40, "per_group": [], "per_role": []},
        "per_group": [{"group": "paid", "asked": 30, "answered": 22}],
    }
    row = {"top": [12, 30, 0.2, 0.6]}
    pulse.result = {"questions": [{"key": "kept_contact", "rows": [row, row]}]}
    for survey in (after, pulse):
        survey.save()
    Evaluation.objects.create(round=before, after=after, pulse=pulse, pulse_on=date(2026, 2, 1))
    givers = [giving.person for giving in Meeting.objects.get().givings.all()]
    make_meeting(before, "Zingen", giver=givers[0])
    found = told(editions_until(held))
    assert found[Measure.RESPONSE] == [None, Share(40, 60)]
    assert found[Measure.RESPONSE_PAID] == [None, Share(22, 30)]
    assert found[Measure.CONTACT] == [None, Share(24, 60)]
    assert found[Measure.GIVERS_AGAIN] == [HIDDEN, None], "one of one is somebody"


def test_the_file_has_a_row_for_each_measure_of_each_edition(
    held: Round, before: Round, karin: Person, sign_in: Callable[..., Client]
) -> None:
    answer = sign_in(karin).get("/ronde/studiedag/maten.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 1 + 2 * len(Measure)
    assert rows[0][:4] == ["Keer", "Datum", "Maat", "Betekenis"]
    assert rows[1][6] == "nog niet bekend"
