"""The decisions of this room, as tables."""

from datetime import UTC, datetime, timedelta

import pytest

from onderling.offers.rules import (
    Booking,
    By,
    Clash,
    OfferDeed,
    OfferState,
    clashes,
    next_code,
    next_state,
    steps_from,
)

NINE = datetime(2026, 12, 10, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "hats", "deeds"),
    [
        (OfferState.DRAFT, {By.MAKER}, [OfferDeed.SUBMIT, OfferDeed.WITHDRAW]),
        (OfferState.SUBMITTED, {By.MAKER}, [OfferDeed.WITHDRAW]),
        (
            OfferState.SUBMITTED,
            {By.COORDINATOR},
            [OfferDeed.ASK_CHANGES, OfferDeed.PUBLISH, OfferDeed.WITHDRAW],
        ),
        (OfferState.CHANGES_ASKED, {By.MAKER}, [OfferDeed.SUBMIT, OfferDeed.WITHDRAW]),
        (OfferState.PUBLISHED, {By.MAKER}, [OfferDeed.WITHDRAW]),
        (
            OfferState.PUBLISHED,
            {By.MAKER, By.COORDINATOR},
            [OfferDeed.WITHDRAW, OfferDeed.TAKE_BACK, OfferDeed.DELIVER],
        ),
        (OfferState.WITHDRAWN, {By.COORDINATOR}, []),
        (OfferState.PUBLISHED, set(), []),
    ],
)
def test_each_role_sees_the_steps_it_may_take(
    state: OfferState, hats: set[By], deeds: list[OfferDeed]
) -> None:
    assert steps_from(state, hats) == deeds


def test_no_step_leaves_what_is_withdrawn_or_given() -> None:
    ended = [OfferState.WITHDRAWN, OfferState.DELIVERED]
    found = [next_state(s, d, by=b) for s in ended for d in OfferDeed for b in By]
    assert found == [None] * len(found)


@pytest.mark.parametrize(
    ("codes", "next_one"),
    [
        ([], "ws-01"),
        (["ws-09"], "ws-10"),
        (["ws-99"], "ws-100"),
        (["W7", "W8", "extra-1"], "W9"),
        (["soep"], "ws-01"),
        (["1", "2"], "3"),
    ],
)
def test_a_code_continues_the_list_that_is_there(codes: list[str], next_one: str) -> None:
    assert next_code(codes, prefix="ws") == next_one


def booking(
    pk: int, *, at: int = 0, minutes: int = 75, room: int = 0, giver: int = 0
) -> Booking:
    starts = NINE + timedelta(minutes=at)
    ends = starts + timedelta(minutes=minutes)
    return Booking(pk, starts, ends, room or None, frozenset({giver} if giver else ()))


@pytest.mark.parametrize(
    ("bookings", "found"),
    [
        ([booking(1, room=1), booking(2, at=75, room=1)], []),  # back to back
        (
            [booking(1, room=1), booking(2, at=74, room=1)],
            [Clash(1, 2, 1, frozenset())],
        ),
        ([booking(2, giver=5), booking(1, giver=5)], [Clash(1, 2, None, frozenset({5}))]),
        ([booking(1), booking(2)], []),  # no room and no giver is no clash
        (
            [
                booking(1, minutes=165, room=1),
                booking(2, at=10, room=2),
                booking(3, at=90, room=1),
            ],
            [Clash(1, 3, 1, frozenset())],
        ),
    ],
)
def test_clashes_are_found_and_nothing_else(
    bookings: list[Booking], found: list[Clash]
) -> None:
    assert clashes(bookings) == found
