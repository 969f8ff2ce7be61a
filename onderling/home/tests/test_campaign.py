"""Which phase it is, what one can do now, what comes next and when (S3d-2, S3d-3, X-85)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from time_machine import travel

from onderling.formats.workshops.actions.presets import presets, start_round
from onderling.home.queries.progress import steps_of
from onderling.home.rules import Moment, moment_of, next_up
from onderling.rounds.models import Phase, Round
from onderling.rounds.rules import State, on_day, start_of
from onderling.signups.models import Participation
from tests.makers import NOON

FIRST_DAY = date(2026, 11, 9)
# Of the festival: so many days from its first day, in this state, what a visitor has.
WAY = [
    (-110, State.ANNOUNCED, Moment.BEFORE, "wishing"),
    (-60, State.ANNOUNCED, Moment.BEFORE, "wishing"),
    (-56, State.OPEN, Moment.WISHING, "matching"),
    (-29, State.OPEN, Moment.WISHING, "matching"),
    (-28, State.OPEN, Moment.MATCHING, "meeting"),
    (-25, State.MATCHING, Moment.MATCHING, "meeting"),
    (-20, State.CONFIRMED, Moment.CONFIRMED, "meeting"),
    (0, State.CONFIRMED, Moment.RUNNING, "answering"),
    (5, State.RUNNING, Moment.RUNNING, "answering"),
    (12, State.WRAPPING_UP, Moment.ANSWERING, "answering"),
    (20, State.WRAPPING_UP, Moment.ANSWERING, None),
    (80, State.CLOSED, Moment.OVER, None),
]


@dataclass(frozen=True)
class Told:
    kind: str
    first: date
    over: bool
    now: bool


def spans_on(day: date) -> list[Told]:
    found = []
    for phase in presets()["festival"]["phases"]:
        first, last = (on_day(phase[end], FIRST_DAY) for end in ("first", "last"))
        found.append(Told(phase["kind"], first, last < day, first <= day <= last))
    return found


@pytest.mark.parametrize(("days", "state", "moment", "following"), WAY)
def test_the_way_of_a_festival_leads_to_one_climax(
    days: int, state: State, moment: Moment, following: str | None
) -> None:
    spans = spans_on(FIRST_DAY + timedelta(days=days))
    assert moment_of(state, spans) == moment
    after = next_up(spans)
    assert (after and after.kind) == following


@pytest.mark.parametrize("state", [state for state in State if state != State.CANCELLED])
def test_a_round_without_phases_has_a_moment_too(state: State) -> None:
    assert moment_of(state, []) in Moment


@pytest.fixture
def festival(organisation: Any) -> Round:
    return start_round(
        "Festival",
        "festival",
        starts_on=FIRST_DAY,
        organisation=organisation(),
        contact_name="Karin Boshuizen",
        contact_phone="088 000 00 00",
        by=None,
        now=NOON,
    )


SAID = [
    (State.ANNOUNCED, -60, "<b>4</b><span>dagen, dan kunt u uw wensen doorgeven."),
    (State.OPEN, -50, "<b>21</b><span>dagen om uw wensen door te geven."),
    (State.MATCHING, -25, "Op 19 oktober weet u waar u een plek hebt."),
    (State.CONFIRMED, -20, "<b>20</b><span>dagen, dan is het zover."),
    (State.RUNNING, 3, "Het is zover. U kunt nog aanschuiven waar plek is."),
    (State.WRAPPING_UP, 20, "<b>36</b><span>dagen, dan hoort iedereen wat ermee gebeurt."),
    (State.WRAPPING_UP, 60, "Wij beloofden u antwoord op 4 januari. Dat is niet gelukt."),
    (State.CLOSED, 90, "Deze keer is voorbij."),
]


@pytest.mark.sqlite_only
@pytest.mark.parametrize(("state", "days", "said"), SAID)
def test_the_page_of_the_festival_says_what_is_on(
    festival: Round, client: Any, state: State, days: int, said: str
) -> None:
    Round.objects.update(state=state)
    day = start_of(FIRST_DAY + timedelta(days=days), "Europe/Amsterdam")
    with travel(day + timedelta(hours=10)):
        page = " ".join(client.get("/ronde/festival/").content.decode().split())
    assert said in page
    assert ("Hierna:" in page) is (next_up(steps_of(festival, now=day)) is not None)


@pytest.mark.sqlite_only
def test_one_click_leads_to_giving_and_one_to_taking_part(festival: Round, client: Any) -> None:
    """S3d-3"""
    Round.objects.update(state=State.ANNOUNCED)
    page = client.get("/ronde/festival/").content.decode()
    for door in ("/ronde/festival/meedoen/", "/ronde/festival/geef/"):
        assert f'href="{door}"><strong>' in page, door


@pytest.mark.sqlite_only
def test_who_signs_up_reads_by_when_they_hear_what_came_of_it(
    festival: Round, client: Any, person: Any, sign_in: Any
) -> None:
    """X-85: the last day of the phase of answering, for strangers and for people we know."""
    Round.objects.update(state=State.OPEN)
    said = "Op 4 januari weet u wat er met de uitkomsten gebeurt."
    for visitor in (client, sign_in(person())):
        assert said in visitor.get("/ronde/festival/meedoen/").content.decode()
    Phase.objects.filter(kind=Phase.Kind.ANSWERING).delete()
    assert "weet u wat er" not in client.get("/ronde/festival/meedoen/").content.decode()
    assert Participation.objects.count() == 0
