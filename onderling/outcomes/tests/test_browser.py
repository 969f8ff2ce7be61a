"""A note on a phone without a network, answered, and read by everybody (X-82, X-84)."""

from typing import Any

import pytest
from django.utils.timezone import now
from PIL import Image

from onderling.outcomes.actions.addressees import set_addressee
from onderling.outcomes.actions.answering import assign
from onderling.outcomes.models import Disposition, Photo
from onderling.people.rules import Entry
from tests.browser import look, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_note_waits_for_a_connection_and_is_answered(
    soup: Any,
    day: Any,
    giver: Any,
    person: Any,
    sign_in: Any,
    live_server: Any,
    phone_page: Any,
) -> None:
    def enter(who: Any) -> None:
        cookie = sign_in(who, entry=Entry.LINK).cookies["sessie"].value
        jar = [{"name": "sessie", "value": cookie, "url": live_server.url}]
        phone_page.context.add_cookies(jar)

    enter(giver)
    notes = f"{live_server.url}/bijeenkomst/{soup.pk}/opbrengst/"
    phone_page.goto(notes)
    look(phone_page)
    phone_page.context.set_offline(True)
    phone_page.fill("[name=text_1]", "een sleutel te geven")
    phone_page.get_by_role("button", name="Bewaar wat eruit kwam").click()
    phone_page.get_by_text("Geen verbinding.").wait_for()
    assert soup.notes.count() == 0
    with phone_page.expect_navigation():
        phone_page.context.set_offline(False)
    look(phone_page)
    assert [note.text for note in soup.notes.all()] == [
        "Wij vragen de organisatie om een sleutel te geven"
    ]
    phone_page.fill("[name=text_2]", "Wat nog niet weg is")
    phone_page.goto(f"{live_server.url}/mijn/opbrengst/")
    look(phone_page)
    phone_page.goto(notes)
    assert phone_page.input_value("[name=text_2]") == "Wat nog niet weg is"

    decides = person("Bernadette", "Smit")
    board = set_addressee(
        day, None, role="Directie", organisation=None, person=decides, by=decides, now=now()
    )
    assign(Disposition.objects.get(), board, by=decides, now=now())
    enter(decides)
    phone_page.goto(f"{live_server.url}/mijn/antwoorden/")
    look(phone_page)
    phone_page.get_by_label("Wij nemen dit niet over").check()
    phone_page.get_by_label("Waarom?").fill("De deur is altijd open")
    press(phone_page, "Bewaar dit antwoord")
    look(phone_page)
    phone_page.context.clear_cookies()
    phone_page.goto(f"{live_server.url}/ronde/{day.slug}/opbrengst/")
    look(phone_page)
    assert phone_page.get_by_text("De deur is altijd open").count() == 1
    assert phone_page.get_by_text("Antwoord van Directie").count() == 1


def test_photos_are_sent_from_a_phone_told_about_and_answered(
    soup: Any,
    day: Any,
    giver: Any,
    person: Any,
    grant: Any,
    sign_in: Any,
    live_server: Any,
    phone_page: Any,
    settings: Any,
    tmp_path: Any,
) -> None:
    """S0-11, X-86: two photos at once, one with the giver on it, who then says yes."""
    settings.MEDIA_ROOT = tmp_path / "kept"
    for name, colour in (("een.jpg", "#0b5560"), ("twee.jpg", "#b84a12")):
        Image.new("RGB", (900, 600), colour).save(tmp_path / name)
    karin = person("Karin")
    grant(karin)

    def enter(who: Any, **how: Any) -> None:
        cookie = sign_in(who, **how).cookies["sessie"].value
        jar = [{"name": "sessie", "value": cookie, "url": live_server.url}]
        phone_page.context.add_cookies(jar)

    enter(giver, entry=Entry.LINK)
    phone_page.goto(f"{live_server.url}/bijeenkomst/{soup.pk}/opbrengst/")
    phone_page.get_by_role("link", name="Stuur foto’s").click()
    phone_page.set_input_files(
        "[name=photos]", [str(tmp_path / "een.jpg"), str(tmp_path / "twee.jpg")]
    )
    press(phone_page, "Stuur deze foto’s")
    look(phone_page)
    first, second = Photo.objects.order_by("pk")
    phone_page.fill(f"[name=foto-{first.pk}-alt]", "Soep in een pan")
    phone_page.check(f"[name=foto-{first.pk}-who][value=niemand]")
    phone_page.fill(f"[name=foto-{second.pk}-alt]", "Wie de soep kookt")
    phone_page.check(f"[name=foto-{second.pk}-who][value=iemand]")
    phone_page.locator(f"#foto-{second.pk} summary").first.click()
    phone_page.locator(f"#foto-{second.pk}").get_by_label(giver.name).check()
    press(phone_page, "Bewaar")
    look(phone_page)
    assert [photo.alt for photo in Photo.objects.shown()] == ["Soep in een pan"]
    phone_page.goto(f"{live_server.url}/mijn/fotos/")
    look(phone_page)
    press(phone_page, "Ja, dit mag")
    enter(karin)
    for page in (f"ronde/{day.slug}/antwoorden/fotos/", f"foto/{second.pk}/"):
        phone_page.goto(f"{live_server.url}/{page}")
        look(phone_page)
    phone_page.context.clear_cookies()
    phone_page.goto(f"{live_server.url}/ronde/{day.slug}/opbrengst/")
    look(phone_page)
    assert phone_page.get_by_role("img", name="Wie de soep kookt").count() == 1
