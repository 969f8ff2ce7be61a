"""The pages as one sees them: a desk, the width of a phone, and no script (acceptance 4, 7)."""

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from onderling.offers.models import Meeting, Slot
from onderling.people.actions.links import personal_address
from onderling.people.rules import Entry, Group
from onderling.rounds.models import Phase, Round
from onderling.rounds.rules import State
from onderling.signups.actions.seats import take_place
from onderling.signups.actions.wishes import save_wishes
from onderling.signups.models import ChoiceRule, Participation, Signup
from tests.browser import look_wide_and_narrow, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Make = Callable[..., Any]
TITLES = [
    "Theater: Het gaat wel, hoor",
    "Koffie, geen overleg: zo houd je korte lijnen kort",
    "De spiegel: zo zien jullie ons, zo zien wij jullie",
    "Laaggeletterdheid herkennen zonder te kwetsen",
    "Wie doet wat? Het kookboek van een goede samenwerking",
]


def show(page: Any, url: str, name: str) -> None:
    """Open a page and look at it; keep a picture when somebody asks for one."""
    page.goto(url)
    look_wide_and_narrow(page)
    if folder := os.environ.get("ONDERLING_PICTURES"):
        width = page.viewport_size["width"]
        page.screenshot(path=f"{folder}/signups-{name}-{width}.png", full_page=True)


@pytest.fixture
def come_in(sign_in: Make, live_server: Any) -> Callable[..., None]:
    """Let a browser in as somebody."""

    def enter(page: Any, person: Any, entry: str = Entry.CODE) -> None:
        cookie = sign_in(person, entry=entry).cookies["sessie"].value
        page.context.add_cookies([{"name": "sessie", "value": cookie, "url": live_server.url}])

    return enter


@pytest.fixture
def day(study_day: Make, meeting: Make) -> Round:
    """Three slots of five workshops and a plenary part; choosing is open right now."""
    round_: Round = study_day()
    for slot in (1, 2, 3):
        for number, title in enumerate(TITLES):
            meeting(round_, title, slot=slot, seats=2 + number, room=f"Zaal {number + 1}")
    last = round_.slots.latest("starts")
    Slot.objects.create(
        round=round_,
        kind=Slot.Kind.PLENARY,
        label="Afsluiting",
        starts=last.ends,
        ends=last.ends + timedelta(minutes=30),
        where="Grote zaal",
    )
    round_.phases.update(opens=now() - timedelta(days=9), closes=now() + timedelta(days=9))
    Phase.objects.create(
        round=round_,
        kind=Phase.Kind.MATCHING,
        label="Verdelen",
        opens=now() + timedelta(days=9),
        closes=now() + timedelta(days=16),
    )
    return round_


def in_slot(round_: Round, number: int) -> list[Meeting]:
    return list(Meeting.objects.filter(slot__round=round_, slot__number=number).order_by("pk"))


@pytest.fixture
def sabine(day: Round, person: Make, participation: Make) -> Participation:
    """Somebody who chose in two slots and is away in the third."""
    who: Participation = participation(day, person("Sabine", group=Group.VOLUNTEER))
    first, second = in_slot(day, 1), in_slot(day, 2)
    return save_wishes(
        who,
        absent=[day.slots.get(number=3).pk],
        ranked={
            first[0].slot_id or 0: [first[2].pk, first[0].pk, first[3].pk],
            second[0].slot_id or 0: [second[1].pk],
        },
        opinions={first[1].pk: "also_good", first[4].pk: "cannot"},
        brings="tien jaar aan de eettafel",
        by=who.person,
        now=now(),
    )


@pytest.fixture
def divided(day: Round, sabine: Participation, participation: Make) -> Participation:
    """The places are divided: Sabine has one, waits for one, and may choose one."""
    Round.objects.update(state=State.CONFIRMED)
    first, second = in_slot(day, 1), in_slot(day, 2)
    for _ in range(2):
        other = participation(day)
        take_place(other, first[0], by=other.person, now=now())
    sabine = Participation.objects.get(pk=sabine.pk)
    take_place(sabine, second[1], by=sabine.person, now=now())
    take_place(sabine, first[0], by=sabine.person, now=now())
    return sabine


def test_choosing_is_clear(
    live_server: Any,
    sabine: Participation,
    participation: Make,
    come_in: Make,
    desk_page: Any,
) -> None:
    page, here = desk_page, f"{live_server.url}/ronde/studiedag"
    show(page, f"{here}/meedoen/", "join")
    press(page, "Meld mij aan")
    look_wide_and_narrow(page)
    show(page, f"{here}/meedoen/gemaild/", "mailed")
    come_in(page, sabine.person, Entry.LINK)
    show(page, f"{here}/wensen/", "wishes")
    first = page.get_by_label("Eerste wens").first
    page.get_by_label("Tweede wens").first.select_option(first.input_value())
    press(page, "Bewaar mijn wensen")
    show_here(page, "wishes-fault")
    show(page, f"{here}/ik-kom-niet/", "not-coming")
    fresh = participation(sabine.round)
    come_in(page, fresh.person, Entry.LINK)
    show(page, f"{here}/wensen/", "wishes-new")
    Phase.objects.filter(kind=Phase.Kind.WISHING).update(closes=now() - timedelta(hours=1))
    show(page, f"{here}/wensen/", "wishes-late")
    come_in(page, sabine.person, Entry.LINK)
    show(page, f"{here}/wensen/", "wishes-closed")


def test_one_list_over_the_whole_programme_is_clear(
    live_server: Any, sabine: Participation, come_in: Make, desk_page: Any
) -> None:
    """From a heart in the programme to a list with a wish that does not fit (S3a)."""
    ChoiceRule.objects.update(per_slot=False)
    page, here = desk_page, f"{live_server.url}/ronde/studiedag"
    come_in(page, sabine.person, Entry.LINK)
    page.goto(f"{here}/programma/")
    heart = f"Bewaar: {TITLES[4]}"
    page.get_by_role("button", name=heart).nth(1).click()
    page.get_by_role("button", name=heart, pressed=True).wait_for()
    show(page, f"{here}/wensen/", "wish-list")
    assert page.get_by_label(TITLES[4]).count() == 2  # one saved as wish, one from the heart
    page.get_by_label("Zoek een workshop").fill("spiegel")
    press(page, "Zoek erbij")
    show_here(page, "wish-list-found")
    page.locator("#gevonden select").first.select_option(label="Eerste wens")
    page.get_by_label("Donderdag 10 december", exact=True).check()
    press(page, "Bewaar mijn wensen")
    show_here(page, "wish-list-fault")
    page.get_by_label("Donderdag 10 december", exact=True).uncheck()
    press(page, "Bewaar mijn wensen")
    page.get_by_text("Lees terug wat u koos").click()
    show_here(page, "wish-list-saved")


def show_here(page: Any, name: str) -> None:
    look_wide_and_narrow(page)
    if folder := os.environ.get("ONDERLING_PICTURES"):
        width = page.viewport_size["width"]
        page.screenshot(path=f"{folder}/signups-{name}-{width}.png", full_page=True)


def test_places_are_clear(
    live_server: Any,
    divided: Participation,
    come_in: Make,
    desk_page: Any,
) -> None:
    page, here = desk_page, live_server.url
    come_in(page, divided.person, Entry.LINK)
    show(page, f"{here}/ronde/studiedag/vrije-plekken/", "free")
    seat = divided.signups.seated().get()
    turn = Signup.objects.waiting().get(participation=divided)
    show(page, f"{here}/plek/{turn.pk}/wachtlijst-af/", "leave")
    show(page, f"{here}/plek/{seat.pk}/afmelden/", "cancel")
    press(page, "Meld mij af")
    show_here(page, "cancelled")


def test_the_pages_of_the_coordinator_are_clear(
    live_server: Any,
    divided: Participation,
    person: Make,
    participation: Make,
    grant: Make,
    come_in: Make,
    desk_page: Any,
) -> None:
    page, here, karin = desk_page, live_server.url, person("Karin")
    grant(karin, "coordinator")
    gerrit = person("Gerrit", "van den Nijboer", email=None, phone="0180 00 00 00")
    late = participation(divided.round, gerrit, late=True, source="hand")
    come_in(page, karin)
    show(page, f"{here}/ronde/studiedag/deelnemers/", "people")
    show(page, f"{here}/ronde/studiedag/deelnemers/?zoek=niemand", "people-none")
    show(page, f"{here}/ronde/studiedag/deelnemers/toevoegen/", "add")
    show(page, f"{here}/deelname/{divided.pk}/", "person")
    show(page, f"{here}/deelname/{divided.pk}/plekken/", "change")
    show(page, f"{here}/deelname/{divided.pk}/komt/", "coming")
    Round.objects.update(state=State.MATCHING)
    show(page, f"{here}/deelname/{late.pk}/", "person-late")
    show(page, f"{here}/deelname/{late.pk}/wensen/", "wishes-for")
    page.goto(f"{here}/deelname/{late.pk}/")
    press(page, "Toon de eigen link")
    show_here(page, "paper-link")


def test_a_volunteer_on_a_phone_without_script_chooses_through_a_personal_link(
    live_server: Any, day: Round, participation: Make, no_script_page: Any
) -> None:
    """Acceptance 4: from the link in the mail to saved wishes; no password, six taps."""
    who, page = participation(day), no_script_page
    path = personal_address(who.person, now=now()).split("/", 3)[3]
    page.goto(f"{live_server.url}/{path}?naar=/ronde/studiedag/wensen/")
    press(page, "Ga naar mijn pagina")
    wish = page.get_by_label("Eerste wens").first
    wish.select_option(label=TITLES[2])
    page.get_by_label("Ik ben er deze ronde niet").nth(1).check()
    press(page, "Bewaar mijn wensen")
    assert page.get_by_text("Uw wensen zijn bewaard").is_visible()
    assert page.evaluate("window.innerWidth") == 390
    assert [w.meeting.offer.title for w in who.wishes.all()] == [TITLES[2]]
