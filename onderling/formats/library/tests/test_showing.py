"""What everybody reads in the library, also on paper and in their own mail (S2-16, X-129)."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pypdfium2
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils.html import escape
from django.utils.timezone import now

from onderling.formats.library.actions import judging
from onderling.formats.library.models import Contribution, Practice
from onderling.formats.library.tests.conftest import ADDRESS
from onderling.offers.models import Theme
from onderling.people.models import Person
from tests.makers import NOON

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
Made = Callable[..., Contribution]


@pytest.fixture
def editor(person: Callable[..., Person], grant: Callable[..., object]) -> Person:
    peter = person("Peter", "Dijkgraaf")
    grant(peter)
    return peter


def text_of(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    return re.sub(r"\s+", " ", text)


@pytest.mark.sqlite_only
def test_placed_after_midnight_the_paper_has_the_day_of_the_page(
    contribution: Made, editor: Person, client: Client
) -> None:
    night = NOON.replace(hour=23, minute=30)  # half past twelve in Amsterdam
    made = judging.publish(contribution(), by=editor, now=night)
    assert "Hennie, 3 november 2026" in text_of(client.get(f"/bijdragen/{made.pk}.pdf").content)


@pytest.mark.sqlite_only
def test_a_practice_on_paper_says_first_what_one_must_know(client: Client) -> None:
    made = Practice.objects.create(
        title="Zet de stoelen in een kring",
        words="Doe het vooraf.\n\nDan kiest niemand #de *achterste* rij.",
        source="Hennie",
        theme=Theme.objects.create(name="In gesprek"),
        for_whom="wie een zaal klaarzet",
        minutes=10,
        published=NOON,
    )
    answer = client.get(f"/praktijkvoorbeelden/{made.pk}.pdf")
    said = text_of(answer.content)
    for words in (
        "Zet de stoelen in een kring Hennie Thema In gesprek Voor wie een zaal klaarzet"
        " Duurt 10 minuten Doe het vooraf. Dan kiest niemand #de *achterste* rij.",
        f"{settings.BASE_ADDRESS}/praktijkvoorbeelden/{made.pk}/",
    ):
        assert words in said
    assert "zet-de-stoelen-in-een-kring.pdf" in answer["Content-Disposition"]
    page = client.get(f"/praktijkvoorbeelden/{made.pk}/").content.decode()
    assert "mailto:?subject=Zet%20de%20stoelen%20in%20een%20kring&amp;body=http" in page


@pytest.mark.sqlite_only
def test_a_contribution_on_paper_is_there_as_long_as_it_is_public(
    contribution: Made, editor: Person, client: Client
) -> None:
    made = contribution()
    address = f"/bijdragen/{made.pk}.pdf"
    assert client.get(address).status_code == 404
    judging.publish(made, by=editor, now=NOON)
    answer = client.get(address)
    assert answer["Cache-Control"] == "no-store"
    with connection.cursor() as cursor:
        cursor.execute("SELECT expires FROM cache WHERE cache_key LIKE '%paper-pdf-%'")
        [[kept_until]] = cursor.fetchall()
    assert datetime.fromisoformat(str(kept_until)).replace(tzinfo=UTC) < now() + timedelta(
        seconds=61
    )
    said = text_of(answer.content)
    assert "Begin met de jas Hennie, 2 november 2026 Laat iemand meteen iets doen." in said
    assert ADDRESS not in said


def test_above_the_list_stands_how_many_of_each_kind(
    contribution: Made, editor: Person, client: Client
) -> None:
    judging.publish(contribution(), by=editor, now=NOON)
    judging.publish(contribution("Anders", kind="remark"), by=editor, now=NOON)
    contribution("Wacht nog")
    page = client.get("/bijdragen/?soort=remark").content.decode()
    tabs = re.findall(r"<a href=\"\?(?:soort=\w+)?\"[^>]*>([^<]+)</a>", page)
    assert tabs == ["Alles (2)", "Tip (1)", "Voorbeeld (0)", "Opmerking (1)"]
    assert re.search(r"aria-current=\"page\">Opmerking", page)
    assert ("Anders" in page, "Begin met de jas" in page) == (True, False)


def test_the_feed_is_one_that_readers_understand(
    contribution: Made, editor: Person, client: Client
) -> None:
    """X-89: what Atom asks of a feed and its entries; a text is text, also with signs in it."""
    words = "Minder dan 3 <b>mensen</b> & toch gezellig"
    judging.publish(contribution(words=words), by=editor, now=NOON)
    Practice.objects.create(title="Kring", words="Zet klaar.", published=NOON)
    answer = client.get("/bijdragen/atom.xml")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)  # noqa: S314 -- our own
    for name in ("id", "title", "updated"):
        assert feed.findtext(ATOM + name)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"{settings.BASE_ADDRESS}/bijdragen/atom.xml"
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        for name in ("id", "title", "updated", "summary", f"author/{ATOM}name"):
            assert entry.findtext(ATOM + name)
    said = {entry.findtext(f"{ATOM}summary") for entry in entries}
    assert f"<p>{escape(words)}</p>" in said
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
