"""What is looked at first, and how fast one may write (X-46, X-47)."""

from datetime import timedelta

import pytest

from onderling.discussion.rules import (
    DESKS,
    Desk,
    Mode,
    State,
    first_state,
    may_be_judged,
    names_a_number,
    names_an_address,
    points_at_somebody,
    too_many,
)
from tests.makers import NOON


@pytest.mark.parametrize(
    ("text", "careful"),
    [
        ("Mijn buurman op nummer 14 slaat zijn vrouw, dat moeten jullie weten.", True),
        ("Onze cliënt wordt thuis mishandeld.", True),
        ("Ik denk aan zelfmoord.", True),
        ("Haar ex bedreigt haar.", True),
        ("Wij gingen meteen aan de slag met soep.", False),
        ("Mijn dochter past op, en ik op haar kinderen.", False),
        ("De workshop over huiselijk geweld was sterk.", False),
        ("Laat iemand die komt meelopen meteen iets doen: jas ophangen, koffie zetten.", False),
    ],
)
def test_a_text_that_may_point_at_a_victim_or_an_offender_is_seen(
    text: str, careful: bool
) -> None:
    assert points_at_somebody(text) is careful


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Mail mij: ria.leenheer@voorbeeld.example", True),
        ("Kom om 14.00 uur @ de keuken", False),
    ],
)
def test_a_mail_address_in_a_text_is_seen(text: str, named: bool) -> None:
    assert names_an_address(text) is named


@pytest.mark.parametrize(
    ("mode", "text", "by_manager", "state"),
    [
        (Mode.BEFORE, "Mooi.", False, State.HELD),
        (Mode.AFTER, "Mooi.", False, State.VISIBLE),
        (Mode.BEFORE, "Mooi.", True, State.VISIBLE),
        (Mode.AFTER, "Mijn buurman slaat zijn vrouw.", False, State.HELD),
        (Mode.AFTER, "Bel mijn tante: 06 12 34 56 78.", False, State.HELD),
        (Mode.AFTER, "In 2026 kwamen 1.200 mensen.", False, State.VISIBLE),
    ],
)
def test_where_a_comment_begins(mode: str, text: str, by_manager: bool, state: State) -> None:
    assert first_state(mode, text, by_manager=by_manager) == state


def test_the_eleventh_in_a_quarter_of_an_hour_waits() -> None:
    earlier = [NOON - timedelta(minutes=minute) for minute in range(10)]
    assert too_many(earlier, now=NOON)
    assert not too_many(earlier, now=NOON + timedelta(minutes=7))
    assert not too_many(earlier[:9], now=NOON)


def test_a_moderator_decides_only_about_what_somebody_vouched_for() -> None:
    found = [
        may_be_judged(state, confirmed=confirmed)
        for state in State
        for confirmed in (True, False)
    ]
    assert found == [True, False, True, False, True, False, False, False]


def test_every_country_knows_every_desk() -> None:
    assert [set(desks) for desks in DESKS.values()] == [set(Desk)] * 2


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Bel 06-12345678.", True),
        ("Bel 06-12-34-56-78.", True),
        ("Bel 088 000 00 44.", True),
        ("Bel +31 6 12345678.", True),
        ("Bel 02 123 45 67.", True),
        ("Vanaf 01-12-2026 19.30 uur, of 05/01/2027.", False),
        ("Elke week van 09.30 tot 11.00 uur.", False),
        ("Om 09.30-11.00 uur.", False),
    ],
)
def test_a_telephone_number_is_told_from_a_day_and_a_time(text: str, named: bool) -> None:
    assert names_a_number(text) is named
