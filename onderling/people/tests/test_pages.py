"""The pages of people and mail on a desk (X-132); tests/test_every_page.py holds the phone."""

import os
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.utils.timezone import now

from onderling.mail.actions import queue
from onderling.mail.rules import Recipient
from onderling.people.actions.consent import answer_consent
from onderling.people.actions.links import personal_address
from onderling.people.actions.roles import make_first_entry
from onderling.people.actions.second_step import add_second_step
from onderling.people.models import Membership, Organisation, Person
from onderling.people.rules import Entry, Group, Role, Scope
from tests.browser import look, press
from tests.proofreader import ProofreadingClient

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MakePerson = Callable[..., Person]
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def show(page: Any, url: str, name: str) -> None:
    """Open a page and look at it; keep a picture when somebody asks for one."""
    page.goto(url)
    look(page)
    if folder := os.environ.get("ONDERLING_PICTURES"):
        width = page.viewport_size["width"]
        page.screenshot(path=f"{folder}/people-{name}-{width}.png", full_page=True)


@pytest.fixture
def come_in(
    sign_in: Callable[..., ProofreadingClient], live_server: Any
) -> Callable[..., None]:
    """Let a browser in as somebody."""

    def enter(page: Any, person: Person, entry: str = Entry.CODE) -> None:
        cookie = sign_in(person, entry=entry).cookies["sessie"].value
        page.context.add_cookies([{"name": "sessie", "value": cookie, "url": live_server.url}])

    return enter


def test_the_ways_in_are_clear(desk_page: Any, live_server: Any, person: MakePerson) -> None:
    page, ria = desk_page, person("Ria")
    here = live_server.url
    show(page, f"{here}/inloggen/", "login")
    page.get_by_label("E-mailadres").fill("geen adres")
    press(page, "Mail mij een code")
    look(page)
    page.get_by_label("E-mailadres").fill(str(ria.email))
    press(page, "Mail mij een code")
    show(page, page.url, "code")
    page.get_by_label("De code uit uw e-mail").fill("0000-0000")
    press(page, "Log in")
    look(page)
    show(page, f"{here}/link-kwijt/", "lost")
    show(page, f"{here}/link-kwijt/gemaild/", "sent")
    show(page, here + urlsplit(personal_address(ria, now=now())).path, "link")
    show(page, f"{here}/link/verzonnen/", "gone")
    show(page, here + urlsplit(make_first_entry(now())).path, "first")
    show(page, f"{here}/eerste/verzonnen/", "first-gone")


def test_the_own_pages_are_clear(
    desk_page: Any,
    live_server: Any,
    person: MakePerson,
    come_in: Callable[..., None],
) -> None:
    page, ria = desk_page, person("Ria", group=Group.VOLUNTEER)
    for answer in ("given", "withdrawn"):
        answer_consent(ria, "photo", answer, channel="web", now=now())
    answer_consent(ria, "quote", "given", channel="web", now=now())
    come_in(page, ria, Entry.LINK)
    here = f"{live_server.url}/mijn"
    show(page, f"{here}/gegevens/", "mine")
    show(page, f"{here}/gegevens/adres/", "address")
    page.get_by_label("E-mailadres").fill("nieuw@voorbeeld.example")
    press(page, "Mail een code naar dit adres")
    show(page, page.url, "address-code")
    come_in(page, ria)
    show(page, f"{here}/tweede-stap/", "second-new")
    add_second_step(ria, SECRET, now=now())
    come_in(page, ria)
    show(page, f"{here}/tweede-stap/", "second")


def test_the_pages_of_the_owner_are_clear(
    desk_page: Any,
    live_server: Any,
    person: MakePerson,
    grant: Callable[..., Membership],
    study_day: Callable[..., Any],
    come_in: Callable[..., None],
) -> None:
    page, peter, day = desk_page, person("Peter"), study_day()
    grant(peter)
    for number, name in enumerate(["Vrijwilligerssteunpunt Havermonde-Lindebeke", "Buurtzorg"]):
        where = Organisation.objects.create(
            name=name, place="Lindebeke", sector="welzijn", volunteer_count=30 * number
        )
        bep = person(f"Bep{number}", at=where, group=Group.VOLUNTEER)
        grant(bep, Role.COORDINATOR, Scope.ORGANISATION, where.pk)
        queue(
            "invitation",
            to=Recipient(bep.name, str(bep.email) if number else ""),
            subject="U bent uitgenodigd voor de studiedag over eenzaamheid",
            body="Dag Bep,\n\nKomt u ook?\n\nHartelijke groet,\nKarin\n",
            scope_ref=f"rounds.round:{day.pk}",
            now=now(),
        )
    grant(peter, Role.COORDINATOR, Scope.ROUND, day.pk)
    come_in(page, peter)
    here = live_server.url
    show(page, f"{here}/beheer/rollen/", "roles")
    press(page, "Beëindig", role="link")
    show(page, page.url, "role-end")
    show(page, f"{here}/beheer/organisaties/", "organisations")
    show(page, f"{here}/beheer/organisaties/?zoek=nergens", "organisations-none")
    show(page, f"{here}/beheer/organisaties/nieuw/", "organisation")
    show(page, f"{here}/ronde/studiedag/berichten/", "outbox")
    press(page, "Lees", role="link")
    show(page, page.url, "message")


def test_coming_in_by_link_takes_one_tap_and_no_script(
    no_script_page: Any, live_server: Any, person: MakePerson
) -> None:
    ria = person("Ria")
    address = urlsplit(personal_address(ria, now=now())).path + "?naar=/mijn/gegevens/"
    no_script_page.goto(live_server.url + address)
    press(no_script_page, "Ga naar mijn pagina")
    assert no_script_page.url == f"{live_server.url}/mijn/gegevens/"


def test_a_scanner_with_script_consumes_nothing(
    desk_page: Any,
    live_server: Any,
    person: MakePerson,
    database_hash: Callable[[], str],
) -> None:
    """S17: it opens the page, waits, leaves; then the person comes in."""
    address = live_server.url + urlsplit(personal_address(person("Ria"), now=now())).path
    before = database_hash()
    desk_page.goto(address)
    desk_page.wait_for_timeout(2_000)
    assert database_hash() == before
    press(desk_page, "Ga naar mijn pagina")
    assert "/link/" not in desk_page.url
