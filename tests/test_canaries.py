"""What is nobody’s business stands in no public byte (S0b-5, S38, acceptance 3)."""

import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
from django.test import Client, RequestFactory

from onderling.base.middleware import later, something_broke
from onderling.discussion.actions.writing import confirm_comment, write_as_guest
from onderling.discussion.models import Comment, Thread
from onderling.formats.library.actions import giving, judging
from onderling.formats.library.models import Practice
from onderling.formats.library.rules import LONGEST_TITLE
from onderling.mail.models import Message
from onderling.people.actions.exporting import export_for
from onderling.people.actions.links import mail_lost_link
from onderling.people.actions.staying import tell_who_goes
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.actions.mailing import Draft, send_mailing
from tests import world as worlds
from tests.makers import NOON
from tests.test_permissions import MEANING, ROWS, address

pytestmark = [pytest.mark.sqlite_only, pytest.mark.django_db]
CANARY = "kanarie"
HIDDEN = ("@verborgen", "0690 00", "schuilstraat", "kanarienood")
KINDS = {
    "card_goes",
    "confirm_comment",
    "contribution_judged",
    "contribution_received",
    "export_told",
    "notice",
    "personal_link",
}
MORE = [
    "/zoeken/?zoek=kanarie",
    "/zoeken/?zoek=geplaatst",
    "/zoeken/?zoek=schuilstraat+verborgen",
    "/sitemap.xml",
    "/robots.txt",
    "/bestaat-niet/",
    "/blijven/niemand/",
    "/link/niemand/",
]


def plant(by: Person) -> None:
    """Give something in every state, each from an address that nobody else has."""
    for state in ("onbevestigd", "wacht", "geplaatst", "geweigerd", "voorbeeld"):
        given = giving.Given("tip", f"Tip {state}"[:LONGEST_TITLE], "Doe mee.", "Hennie")
        made = giving.give(given, email=f"{CANARY}.{state}@verborgen.example", now=NOON)
        if state != "onbevestigd":
            made = giving.confirm(made, now=NOON)
        if state == "geplaatst":
            judging.publish(made, by=by, now=NOON)
        elif state == "geweigerd":
            judging.reject(made, "twice", by=by, now=NOON)
        elif state == "voorbeeld":
            judging.promote(made, Practice(title="Tip", words="Zo."), by=by, now=NOON)


def hide_everybody() -> None:
    """Give everybody a mailbox, a telephone and a street that nobody else may ever read."""
    for person in Person.objects.order_by("pk"):
        Person.objects.filter(pk=person.pk).update(
            email=f"{CANARY}.{person.pk}@verborgen.example",
            phone=f"{HIDDEN[1]}{person.pk:04}",
            post_address=f"{HIDDEN[2]} {person.pk}",
            access_needs=f"{HIDDEN[3]} {person.pk}",
            diet=f"{HIDDEN[3]} {person.pk}",
        )


def talk(by: Person) -> None:
    """A guest says something under every public conversation, and vouches for it."""
    for thread in Thread.objects.filter(state=Thread.State.OPEN, wall=False):
        said = write_as_guest(
            thread, "Mooi.", name="Hennie", email=f"{CANARY}.zegt@verborgen.example", now=NOON
        )
        confirm_comment(said, now=NOON)
    Comment.objects.update(state="visible")


def write_to_everybody(round: Round, *, by: Person) -> None:
    """Queue what waits for each of them: a mail to all, a link, a file, a last question."""
    draft = Draft(round, "iedereen", "bericht", "Dag {voornaam}", "Dag {voornaam}")
    send_mailing(draft, digest=draft.reach.digest, by=by, now=NOON)
    for person in Person.objects.present():
        export_for(person, by=by, asked="mail", now=NOON)
        mail_lost_link(person.email or "", now=NOON)
    tell_who_goes(now=NOON + timedelta(days=1000))


def told_to_others(letters: Iterable[Message]) -> list[str]:
    """The kinds of letter in which, beside the own address of the reader, is one of another."""
    wrong = []
    for letter in letters:
        text = f"{letter.subject} {letter.body}"
        if letter.to_address:
            text = text.replace(letter.to_address, "")
        if told_by(text.encode()):
            wrong.append(letter.kind)
    return wrong


def bytes_of(answer: Any) -> bytes:
    """All that leaves: the body as people read it, also of a PDF, and what stands above it."""
    body = bytes(b"".join(answer.streaming_content) if answer.streaming else answer.content)
    if body.startswith(b"%PDF"):
        paper = pypdfium2.PdfDocument(body)
        body += "".join(page.get_textpage().get_text_bounded() for page in paper).encode()
    return body + repr(answer.headers).encode()


def told_by(body: bytes) -> list[str]:
    """Which of the hidden things stand in this."""
    return [one for one in HIDDEN if one.encode() in body.lower()]


def test_what_nobody_may_know_is_in_no_public_byte(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Of a contributor, of a guest who spoke, and of everybody else: no mailbox, telephone,
    street or need, in pages, papers, feeds, files, the search, pages of faults and the log."""
    world = worlds.build(now=NOON)
    owner = world.visitors["beheerder"][0]
    assert owner
    talk(owner)
    hide_everybody()
    plant(owner)
    public = [row for row in ROWS if MEANING.get(row["anoniem"], (False, False))[0]]
    urls = [address(row, world.own) for row in public if row["van wie"] != "andermans"]
    client, found = Client(raise_request_exception=False), []
    with caplog.at_level(logging.INFO):
        for url in [*urls, *MORE]:
            body = bytes_of(client.get(url))
            asked = b"kanarie" in url.encode()
            told = [one for one in told_by(body) if one not in url]
            if told or (CANARY.encode() in body and not asked):
                found.append((url, told))
    assert found == []
    assert told_by(caplog.text.encode()) == []
    assert len(urls) > 40


def test_a_page_that_tells_of_a_fault_tells_nothing_else(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """403, 404, 500 and 503, and what they leave in the log: not even what was typed."""
    typed = {"email": f"{CANARY}@verborgen.example", "words": "Schuilstraat 3"}
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    with caplog.at_level(logging.INFO):
        answers = [
            strict.post("/bijdragen/nieuw/", typed),
            strict.get("/bestaat-niet/"),
            something_broke(RequestFactory().post("/bijdragen/nieuw/", typed)),
            later(RequestFactory().get("/bijdragen/")),
        ]
        again = later(RequestFactory().post("/bijdragen/nieuw/", typed))
    assert [answer.status_code for answer in answers] == [403, 404, 500, 503]
    assert [told_by(bytes_of(answer)) for answer in answers] == [[], [], [], []]
    assert told_by(bytes_of(again)) != []  # who typed it gets it back, to send once more
    assert told_by(caplog.text.encode()) == []


def test_a_mail_names_nobodys_address_but_that_of_its_reader() -> None:
    """What an editor, a giver or a coordinator reads holds no mailbox of somebody else."""
    world = worlds.build(now=NOON)
    owner = world.visitors["beheerder"][0]
    assert owner
    hide_everybody()
    owner.refresh_from_db()
    before = set(Message.objects.values_list("pk", flat=True))
    plant(owner)
    talk(owner)
    write_to_everybody(world.own.round, by=owner)
    fresh = Message.objects.exclude(pk__in=before).exclude(body="")
    assert told_to_others(fresh) == []
    assert {one.kind for one in fresh} >= KINDS
    assert fresh.filter(to_address__contains="@verborgen").exists()
    # The negative control: who reads their own address beside another's, reads too much.
    letter = fresh.filter(to_address__contains="@verborgen").first()
    assert letter
    letter.body = f"{letter.to_address} {CANARY}.999@verborgen.example"
    assert told_to_others([letter]) == [letter.kind]


def test_the_canary_is_there_to_be_found() -> None:
    """The negative control: where mail waits, it stands."""
    world = worlds.build(now=NOON)
    owner = world.visitors["beheerder"][0]
    assert owner
    plant(owner)
    assert Person.objects.filter(email__startswith=CANARY).count() == 4
