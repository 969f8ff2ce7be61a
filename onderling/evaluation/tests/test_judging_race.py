"""A maker saves new words at the moment that a coordinator takes the old ones off the page."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db.models import QuerySet

from onderling.base.errors import Refused
from onderling.evaluation.actions.groups import go_on
from onderling.evaluation.actions.judging import take_off_group
from onderling.evaluation.models import StandingGroup
from onderling.evaluation.tests.judged import BETTER, HOW, WHY
from onderling.offers.models import Offer
from onderling.people.models import Person
from tests.crowd import at_once
from tests.makers import NOON

pytestmark = pytest.mark.django_db(transaction=True)


def takes_off(group: StandingGroup, by: Person) -> Callable[[], object]:
    def press() -> None:
        with suppress(Refused):
            take_off_group(group, WHY, seen=HOW, by=by, now=NOON)

    return press


@pytest.mark.parametrize("time", range(4))
def test_new_words_are_never_judged_by_who_read_the_old_ones(
    time: int, group: StandingGroup, soup: Offer, chandra: Person, karin: Person
) -> None:
    deeds: list[Callable[[], object]] = [
        takes_off(group, karin),
        lambda: go_on(soup, BETTER, by=chandra, now=NOON),
    ]
    assert at_once(deeds[time % 2 :] + deeds[: time % 2]) == []
    group.refresh_from_db()
    assert group.how == BETTER
    assert group.off is None or group.waits


def test_without_a_look_under_the_lock_new_words_stay_off_and_wait_for_nobody(
    group: StandingGroup,
    soup: Offer,
    chandra: Person,
    karin: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: the maker's request read the row just before it was taken off."""
    stale = StandingGroup.objects.get(pk=group.pk)
    takes_off(group, karin)()
    monkeypatch.setattr(QuerySet, "first", lambda _rows: stale)
    go_on(soup, BETTER, by=chandra, now=NOON)
    group.refresh_from_db()
    assert (group.how, group.off, group.waits) == (BETTER, NOON, False)
