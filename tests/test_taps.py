"""A volunteer with only a link, on a phone of 390 px without script: every tap is counted
(acceptance 4; X-2, X-70)."""

import re
from typing import Any

import pytest
from django.test import override_settings

from onderling.demo.actions.build import allocate, build
from onderling.demo.actions.places import publish_places
from onderling.demo.models import Example
from onderling.demo.rules import Stage
from onderling.offers.models import Meeting
from onderling.people.actions.links import personal_address
from onderling.signups.checks import broken_invariants
from onderling.signups.models import Participation, Signup
from onderling.signups.rules import SignupState
from tests.browser import look
from tests.makers import NOON

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Thumb:
    """Taps on what stands on the page, and counts."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.taps = 0

    def tap(self, words: str) -> None:
        """Tap the first link or button that begins with these words."""
        name = re.compile(f"^{words}")
        found = self.page.get_by_role("link", name=name)
        found = found.or_(self.page.get_by_role("button", name=name))
        with self.page.expect_navigation():
            found.first.tap()
        self.taps += 1
        look(self.page)

    def choose(self, field: Any, number: int) -> None:
        """Choose from a list: one tap opens it, one tap takes the line."""
        field.select_option(index=number)
        self.taps += 2


@pytest.fixture
def example(transactional_db: None) -> Any:
    with override_settings(DEMO=True):
        yield build(Stage.WISHES, now=NOON)


def test_choosing_reading_and_cancelling_take_twelve_taps_at_most(
    example: Example, live_server: Any, no_script_page: Any
) -> None:
    volunteer = (
        Participation.objects.filter(group="volunteer", chosen=None, person__givings=None)
        .exclude(person__email=None)
        .earliest("pk")
    )
    link = personal_address(volunteer.person, now=NOON)
    at_the_door = live_server.url + "/" + link.split("/", 3)[3]
    no_script_page.goto(at_the_door)
    thumb = Thumb(no_script_page)

    thumb.tap("Ga naar mijn pagina")
    thumb.tap("Geef mijn wensen door")
    for slot in no_script_page.locator("fieldset.ond-slot").all():
        thumb.choose(slot.locator("select").first, 1)
    thumb.tap("Bewaar mijn wensen")
    assert "Uw wensen zijn bewaard" in no_script_page.content()
    volunteer.refresh_from_db()
    assert volunteer.wishes.values("meeting__slot").distinct().count() == 3  # every slot

    with override_settings(DEMO=True):
        allocate(example, now=NOON)
        publish_places(example, now=NOON)
    assert broken_invariants() == []
    assert not Signup.objects.seated().filter(meeting__state="cancelled").exists()
    assert Signup.objects.seated().count() == sum(
        Meeting.objects.values_list("taken", flat=True)
    )
    mine = Signup.objects.filter(participation=volunteer, state=SignupState.CONFIRMED)
    before = mine.count()

    no_script_page.goto(at_the_door)  # the mail with the programme leads there again
    thumb.tap("Ga naar mijn pagina")
    assert mine.earliest("pk").meeting.offer.title in no_script_page.content()
    thumb.tap("Ik kan toch niet")
    thumb.tap("Meld mij af")
    assert mine.count() == before - 1
    assert broken_invariants() == []
    assert thumb.taps <= 12, thumb.taps
