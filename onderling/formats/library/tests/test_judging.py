"""What editors do with contributions, and what their senders hear (X-47, X-127, X-129)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from onderling.base.errors import Refused
from onderling.base.finding import find
from onderling.formats.library.actions import giving, judging
from onderling.formats.library.models import Contribution, Practice
from onderling.formats.library.tests.conftest import ADDRESS
from onderling.mail.models import Message
from onderling.people.models import Person
from onderling.people.rules import Entry, Role, Scope
from onderling.rounds.models import Round
from tests.makers import NOON

pytestmark = pytest.mark.django_db
Made = Callable[..., Contribution]
NEIGHBOUR = "Mijn buurman op nummer 14 slaat zijn vrouw, dat moeten jullie weten."


@pytest.fixture
def editor(person: Callable[..., Person], grant: Callable[..., object]) -> Person:
    peter = person("Peter", "Dijkgraaf")
    grant(peter)
    return peter


def mails() -> list[Message]:
    return list(Message.objects.filter(kind="contribution_judged").order_by("pk"))


def test_a_placed_contribution_is_read_and_found_and_its_sender_hears(
    contribution: Made, editor: Person, client: Client
) -> None:
    made = judging.publish(contribution(), by=editor, now=NOON)
    page = client.get(f"/bijdragen/{made.pk}/").content.decode()
    assert "Laat iemand meteen iets doen." in page
    assert [one.document.url for one in find("jas")] == [f"/bijdragen/{made.pk}/"]
    (mail,) = mails()
    assert "is geplaatst" in mail.body
    assert f"{settings.BASE_ADDRESS}/bijdragen/{made.pk}/" in mail.body
    assert giving.address_of(made) in mail.body


def test_a_refusal_says_why_and_what_the_sender_can_do(
    contribution: Made, editor: Person
) -> None:
    made = judging.reject(
        contribution(), "advertising", because="Geen winkel.", by=editor, now=NOON
    )
    (mail,) = mails()
    assert "is niet geplaatst. Reden: dit is reclame." in mail.body
    assert "Geen winkel." in mail.body
    assert (made.state, made.reason_said) == ("rejected", "dit is reclame")


def test_who_writes_about_harm_gets_the_right_desk_and_not_the_text(
    contribution: Made, editor: Person, sign_in: Callable[..., Client]
) -> None:
    """Also before the sender confirmed: harm does not wait for a button."""
    made = contribution("Over mijn buurman", NEIGHBOUR, confirmed=False)
    page = sign_in(editor).get(f"/bijdragen/beoordelen/{made.pk}/").content.decode()
    assert "het kan over iemand gaan die gevaar loopt" in page
    made = judging.refer(made, "safe_home", by=editor, now=NOON)
    (mail,) = mails()
    assert mail.to_address == ADDRESS
    assert "Veilig Thuis: bel 0800 2000" in mail.body
    assert "buurman" not in mail.body
    assert (made.state, made.reason, made.desk) == ("rejected", "referred", "safe_home")


def test_a_contribution_becomes_a_practical_example(
    contribution: Made, editor: Person, sign_in: Callable[..., Client], client: Client
) -> None:
    made = contribution()
    address = f"/bijdragen/beoordelen/{made.pk}/praktijkvoorbeeld/"
    typed = {
        "title": "De jas",
        "words": "Geef wie komt meteen iets te doen.",
        "source": "Hennie",
        "for_whom": "nieuwe vrijwilligers",
        "minutes": 10,
    }
    sign_in(editor).post(address, typed)
    practice = Practice.objects.get()
    page = client.get(f"/praktijkvoorbeelden/{practice.pk}/").content.decode()
    for said in ("De jas", "Hennie", "nieuwe vrijwilligers", "10 minuten"):
        assert said in page
    made.refresh_from_db()
    assert made.state == "promoted_to_example"
    assert [one.document.url for one in find("jas")] == [f"/praktijkvoorbeelden/{practice.pk}/"]
    judging.take_back(made, by=editor, now=NOON)
    assert client.get(f"/praktijkvoorbeelden/{practice.pk}/").status_code == 404
    assert [one.document.url for one in find("jas")] == [f"/bijdragen/{made.pk}/"]


def test_a_decision_can_be_taken_back_and_its_mail_stays(
    contribution: Made, editor: Person, sign_in: Callable[..., Client], client: Client
) -> None:
    made = judging.publish(contribution(), by=editor, now=NOON)
    sign_in(editor).post(f"/bijdragen/beoordelen/{made.pk}/", {"besluit": "terug"})
    made.refresh_from_db()
    assert made.state == "in_moderation"
    assert [mail.state for mail in mails()] == [Message.State.WITHHELD]
    assert client.get(f"/bijdragen/{made.pk}/").status_code == 410
    assert find("jas") == []


def test_a_withdrawn_contribution_is_not_placed_after_all(
    contribution: Made, editor: Person
) -> None:
    made = giving.withdraw(contribution(), now=NOON)
    with pytest.raises(Refused) as refusal:
        judging.publish(made, by=editor, now=NOON)
    assert str(refusal.value) == "Over deze bijdrage is al beslist, of zij is ingetrokken."


def test_an_editor_sees_own_rounds_and_what_is_about_no_round(
    contribution: Made,
    study_day: Callable[..., Round],
    person: Callable[..., Person],
    grant: Callable[..., object],
) -> None:
    own, other = study_day(slug="hier"), study_day(slug="daar")
    karin = person("Karin")
    grant(karin, Role.COORDINATOR, Scope.ROUND, own.pk)
    karin.entry = Entry.CODE
    for about in (f"/ronde/{own.slug}/", f"/ronde/{other.slug}/", "/privacy/"):
        contribution(about, about=about, email=f"{len(about)}@x.example")
    found = Contribution.objects.managed_by(karin).order_by("pk")
    assert [one.title for one in found] == ["/ronde/hier/", "/privacy/"]
    assert not Contribution.objects.managed_by(person("Ria")).exists()


def test_editors_never_read_the_address(
    contribution: Made, editor: Person, sign_in: Callable[..., Client]
) -> None:
    """S0b-5: also not on the pages of who decides."""
    made, waiting = contribution(), contribution("Nog niet", confirmed=False)
    visit = sign_in(editor)
    pages = [
        visit.get(address).content.decode()
        for address in (
            "/bijdragen/beoordelen/",
            f"/bijdragen/beoordelen/{made.pk}/",
            f"/bijdragen/beoordelen/{waiting.pk}/",
        )
    ]
    assert [ADDRESS in page for page in pages] == [False] * 3
    assert all("Hennie" in page for page in pages)


@pytest.mark.parametrize("number", [1, 3])
def test_lists_ask_as_much_for_three_as_for_one(
    number: int,
    contribution: Made,
    editor: Person,
    client: Client,
    sign_in: Callable[..., Client],
    django_assert_num_queries: Callable[..., Any],
) -> None:
    for n in range(number):
        judging.publish(contribution(f"A{n}", email=f"a{n}@x.example"), by=editor, now=NOON)
        contribution(f"B{n}", email=f"b{n}@x.example")
        Practice.objects.create(title=f"P{n}", words="W", published=NOON)
    visit = sign_in(editor)
    for browser, address, asked in (
        (client, "/bijdragen/", 5),
        (client, "/praktijkvoorbeelden/", 6),
        (client, "/bijdragen/atom.xml", 2),
        (visit, "/bijdragen/beoordelen/", 9),
    ):
        with django_assert_num_queries(asked):
            browser.get(address)


def test_the_feed_holds_both_and_no_address(
    contribution: Made, editor: Person, client: Client
) -> None:
    judging.publish(contribution(), by=editor, now=NOON)
    Practice.objects.create(title="Kring", words="Zet de stoelen klaar.", published=NOON)
    feed = client.get("/bijdragen/atom.xml").content.decode()
    assert feed.count("<entry>") == 2
    assert ADDRESS not in feed
