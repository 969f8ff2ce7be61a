"""The loop closes: said on a phone, answered, told to all 214 (acceptance 1)."""

from typing import Any

import pytest
import time_machine
from django.utils.timezone import now
from playwright.sync_api import Page

from onderling.feedback.tasks import keep_audiences, tell_who_asked
from onderling.mail.tasks import send_waiting
from onderling.outcomes.actions.addressees import set_addressee
from onderling.people.models import Affiliation, Organisation, Person
from onderling.people.rules import Entry
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.models import Participation, Signup
from tests.browser import look, press
from tests.makers import (
    give_role,
    make_meeting,
    make_organisation,
    make_participation,
    make_person,
    make_study_day,
)
from tests.postbox import Postbox

pytestmark = [
    pytest.mark.browser,
    pytest.mark.sqlite_only,
    pytest.mark.django_db(transaction=True),
]
ALL, CAME = 214, 150
REASON = "De deur is altijd open"


def fill_up(day: Round, home: Organisation) -> None:
    """Everybody else of the 214: most take part, the others never answered anything."""
    number = ALL - Affiliation.objects.filter(organisation=home).count()
    people = Person.objects.bulk_create(
        Person(
            first_name="Mens",
            last_name=f"{n}",
            email=f"mens{n}@voorbeeld.example",
            state=Person.State.GUEST,
        )
        for n in range(number)
    )
    Affiliation.objects.bulk_create(
        Affiliation(person=one, organisation=home, group="volunteer") for one in people
    )
    missing = CAME - Participation.objects.count()
    Participation.objects.bulk_create(
        Participation(round=day, person=one, group="volunteer", state="coming")
        for one in people[:missing]
    )


def test_what_a_workshop_said_is_answered_and_told_to_everybody_who_was_invited(
    sign_in: Any, live_server: Any, phone_page: Page, postbox: Postbox
) -> None:
    def go(who: Person, where: str, entry: Entry = Entry.LINK) -> None:
        cookie = sign_in(who, entry=entry).cookies["sessie"].value
        jar: Any = [{"name": "sessie", "value": cookie, "url": live_server.url}]
        phone_page.context.add_cookies(jar)
        phone_page.goto(live_server.url + where)
        look(phone_page)

    with time_machine.travel("2026-12-10T18:00:00+00:00", tick=False):
        day = make_study_day(state=State.RUNNING)
        home = day.programme.organisation
        karin = make_person("Karin", at=make_organisation("Elders"))
        give_role(karin, "coordinator", "round", day.pk)
        gijs, decides, ria = (make_person(name) for name in ("Gijs", "Bernadette", "Ria"))
        absent = make_person("Nel")
        soup = make_meeting(day, "Soep", giver=gijs)
        Signup.objects.create(
            participation=make_participation(day, ria),
            meeting=soup,
            state="confirmed",
            sequence=1,
            since=now(),
        )
        fill_up(day, home)
        keep_audiences()

        go(gijs, f"/bijeenkomst/{soup.pk}/opbrengst/")
        phone_page.fill("[name=text_1]", "elke vrijwilliger een sleutel te geven")
        press(phone_page, "Bewaar wat eruit kwam")
        set_addressee(
            day,
            None,
            role="Directie",
            organisation=None,
            person=decides,
            by=karin,
            now=now(),
        )
        go(karin, f"/ronde/{day.slug}/antwoorden/", Entry.CODE)
        phone_page.get_by_label("een sleutel te geven").check()
        phone_page.get_by_label("Wie antwoordt?").select_option(label="Directie")
        press(phone_page, "Geef aan wie antwoordt")

        go(decides, "/mijn/antwoorden/")
        phone_page.get_by_label("Wij nemen dit niet over").check()
        phone_page.get_by_label("Waarom?").fill(REASON)
        press(phone_page, "Bewaar dit antwoord")

        Round.objects.update(state=State.WRAPPING_UP)
        go(karin, f"/ronde/{day.slug}/terugkoppeling/schrijf/", Entry.CODE)
        press(phone_page, "Bewaar de tekst")
        press(phone_page, "Publiceer de pagina")
        press(phone_page, "Kijk wie het krijgt", role="link")
        look(phone_page)
        press(phone_page, f"Verstuur aan {ALL} mensen")

    with time_machine.travel("2026-12-10T18:06:00+00:00", tick=False):
        while send_waiting():
            pass
        tell_who_asked()
        bulletins = {to: told for to, told in postbox.arrived if REASON.encode() in told}
        assert len(bulletins) == ALL
        assert absent.email in bulletins
        phone_page.context.clear_cookies()
        phone_page.goto(f"{live_server.url}/ronde/{day.slug}/")
        look(phone_page)
        told = phone_page.inner_text("main")
        for words in (
            f"Dit bereikte {ALL} van de {ALL} mensen",
            f"100 procent ({CAME} van {CAME})",
            f"100 procent ({ALL - CAME} van {ALL - CAME})",
            "1 van 1",
        ):
            assert words in told
        go(ria, "/mijn/opbrengst/")
        assert REASON in phone_page.inner_text("main")
