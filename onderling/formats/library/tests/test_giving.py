"""Giving a tip, an example or a remark without an account (S0b-1 to S0b-5, X-127)."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from onderling.base.errors import Refused
from onderling.base.models import Upload
from onderling.base.tasks import look_at_uploads
from onderling.base.tests import pdfs
from onderling.formats.library.actions import giving, judging
from onderling.formats.library.forms.giving import BEGUN
from onderling.formats.library.models import Contribution
from onderling.formats.library.rules import MOST_A_DAY
from onderling.formats.library.tests.conftest import ADDRESS
from onderling.mail.models import Message
from onderling.people.models import Person
from tests.makers import NOON

GIVE = "/bijdragen/nieuw/"
Typed = Callable[..., dict[str, Any]]
Made = Callable[..., Contribution]


def pdf(content: bytes, name: str = "plan.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def address_in(message: Message) -> str:
    found = re.search(settings.BASE_ADDRESS + r"(/bijdragen/van-mij/\S+)", message.body)
    assert found
    return found[1]


@pytest.mark.django_db
def test_a_contribution_goes_from_the_form_to_an_editor(client: Client, typed: Typed) -> None:
    answer = client.post(GIVE, typed(about="/praktijkvoorbeelden/"))
    assert (answer.status_code, answer["Location"]) == (302, "/bijdragen/verstuurd/")
    made = Contribution.objects.get()
    assert (made.state, made.email, made.sender) == ("submitted_unconfirmed", ADDRESS, None)
    assert made.about == "/praktijkvoorbeelden/"
    mail = Message.objects.get()
    assert (mail.to_address, mail.kind, mail.secret) == (ADDRESS, "contribution_received", True)
    assert made.words in mail.body
    assert "Stand: nog niet bevestigd." in mail.body

    mine = address_in(mail)
    page = client.get(mine)
    assert "Stuurde u dit?" in page.content.decode()
    made.refresh_from_db()
    assert made.state == "submitted_unconfirmed"  # opening the address does nothing
    client.post(mine, {"bevestig": "ja"})
    made.refresh_from_db()
    assert made.sender is not None
    assert (made.state, made.email, made.sender.email) == ("in_moderation", "", ADDRESS)
    assert made.sender.state == Person.State.GUEST


@pytest.mark.django_db
def test_what_was_typed_comes_back_when_the_file_is_refused(
    client: Client, typed: Typed
) -> None:
    answer = client.post(GIVE, typed(file=pdf(b"MZ kwaad", "plan.pdf")))
    page = answer.content.decode()
    assert "Dit is een programma, geen PDF." in page
    assert "Laat iemand meteen iets doen: jas ophangen, koffie zetten." in page
    assert ADDRESS in page
    assert Contribution.objects.count() == 0


@pytest.mark.django_db
def test_a_good_file_need_not_be_sent_twice(client: Client, typed: Typed) -> None:
    """A browser forgets a file when a form comes back; we do not."""
    page = client.post(GIVE, typed(title="", file=pdf(pdfs.honest()))).content.decode()
    assert "Uw bestand plan.pdf is er al." in page
    sealed = re.search(r'name="kept_file" value="([^"]+)"', page)
    assert sealed
    client.post(GIVE, typed(kept_file=sealed[1]))
    upload = Contribution.objects.get().upload
    assert upload is not None
    assert (upload.file_name, upload.kept_ref[:20]) == ("plan.pdf", "library.contribution")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("odd", "answer", "said"),
    [
        ({"homepage": "http://spam.example"}, 302, ""),
        ({"begun": ""}, 200, "Dat ging heel snel."),
        ({"words": "Mail mij op jan@thuis.example"}, 200, "Er staat een e-mailadres in"),
        ({"shown_name": "jan@thuis.example"}, 200, "Er staat een e-mailadres in"),
    ],
)
def test_robots_and_addresses_stay_out(
    odd: dict[str, str], answer: int, said: str, client: Client, typed: Typed
) -> None:
    response = client.post(GIVE, typed(**odd))
    assert response.status_code == answer
    assert said in response.content.decode()
    assert (Contribution.objects.count(), Message.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_a_form_filled_in_within_three_seconds_asks_for_one_more_look(client: Client) -> None:
    typed = {"kind": "tip", "title": "T", "words": "W", "email": ADDRESS}
    page = client.post(GIVE, {**typed, "begun": BEGUN.sign("nu")}).content.decode()
    assert "Dat ging heel snel." in page
    assert Contribution.objects.count() == 0


@pytest.mark.django_db
def test_a_thousand_posts_of_a_robot_make_fewer_than_twenty_mails(
    client: Client, typed: Typed
) -> None:
    """Assurance S37; thirty say the same as a thousand: after fifteen nothing comes through."""
    pages = [client.post(GIVE, typed(email=f"a{n}@x.example")) for n in range(30)]
    assert [page.status_code for page in pages] == [302] * 15 + [200] * 15
    assert "U probeerde dit te vaak." in pages[-1].content.decode()
    assert Message.objects.count() == 15


@pytest.mark.django_db
def test_one_address_gives_five_times_a_day_at_most(contribution: Made) -> None:
    for number in range(MOST_A_DAY):
        contribution(f"Tip {number}", confirmed=number % 2 == 0)
    with pytest.raises(Refused) as refusal:
        contribution()
    assert str(refusal.value) == (
        "Van dit e-mailadres kwamen vandaag al 5 bijdragen. Probeer het morgen."
    )
    assert Contribution.objects.count() == MOST_A_DAY


@pytest.mark.django_db
def test_a_correction_is_looked_at_again_before_anybody_sees_it(
    contribution: Made, person: Callable[..., Person], client: Client, typed: Typed
) -> None:
    made = judging.publish(contribution(), by=person(), now=NOON)
    page = f"/bijdragen/{made.pk}/"
    assert client.get(page).status_code == 200
    mine = giving.address_of(made).removeprefix(settings.BASE_ADDRESS)
    assert client.get(f"{mine}verbeter/").status_code == 200
    client.post(f"{mine}verbeter/", typed(words="Zet de stoelen in een kring."))
    made.refresh_from_db()
    assert (made.state, made.words) == ("in_moderation", "Zet de stoelen in een kring.")
    assert client.get(page).status_code == 410


@pytest.mark.django_db
def test_withdrawing_takes_the_words_and_the_file_away(
    contribution: Made, person: Callable[..., Person], client: Client, typed: Typed
) -> None:
    client.post(GIVE, typed(file=pdf(pdfs.honest())))
    look_at_uploads()
    made = giving.confirm(Contribution.objects.get(), now=NOON)
    made = judging.publish(made, by=person(), now=NOON)
    assert made.upload is not None
    file = f"/bestanden/{made.upload.key}/"
    answer: Any = client.get(file)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    mine = giving.address_of(made).removeprefix(settings.BASE_ADDRESS)
    client.post(mine, {"intrekken": "ja"})
    left = Contribution.objects.get()
    assert (left.state, left.title, left.words, left.upload) == ("withdrawn", "", "", None)
    assert client.get(file).status_code == 404
    assert client.get(f"/bijdragen/{made.pk}/").status_code == 410
    assert Upload.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (pdfs.acting(), "Dit haalden wij eruit"),
        (pdfs.honest().replace(b"/Kids", b"/Kiss"), "Deze PDF is kapot"),
        (pdfs.honest(), ""),
    ],
)
def test_a_sender_hears_what_became_of_the_file(
    content: bytes, said: str, client: Client, typed: Typed
) -> None:
    client.post(GIVE, typed(file=pdf(content)))
    look_at_uploads()
    giving.tell_about_files(now=NOON)
    assert giving.tell_about_files(now=NOON) == 0
    told = Message.objects.filter(kind="contribution_file")
    assert [said in mail.body for mail in told] == ([True] if said else [])


@pytest.mark.django_db
def test_what_nobody_confirmed_is_forgotten_after_a_week(contribution: Made) -> None:
    """X-48, for contributions."""
    contribution("Blijft")
    contribution("Gaat", email="nooit@bevestigd.example", confirmed=False)
    assert giving.forget_unconfirmed(now=NOON + timedelta(days=6)) == 0
    assert giving.forget_unconfirmed(now=NOON + timedelta(days=8)) == 1
    assert [one.title for one in Contribution.objects.all()] == ["Blijft"]


@pytest.mark.django_db
def test_pressing_twice_confirms_once(contribution: Made) -> None:
    made = contribution()
    sender = made.sender
    assert giving.confirm(made, now=NOON + timedelta(hours=1)).sender == sender
    assert Person.objects.filter(email=ADDRESS).count() == 1


@pytest.mark.django_db
def test_every_public_page_leads_to_the_form_and_no_other_does(
    client: Client, person: Callable[..., Person], sign_in: Callable[..., Client]
) -> None:
    link = '<a href="/bijdragen/nieuw/?over=/praktijkvoorbeelden/" rel="nofollow">'
    assert link in client.get("/praktijkvoorbeelden/").content.decode()
    assert "bijdragen/nieuw" not in sign_in(person()).get("/mijn/").content.decode()


def test_after_withdrawing_a_sender_finds_a_way_on(
    contribution: Callable[..., Contribution], client: Client
) -> None:
    made = contribution()
    giving.withdraw(made, now=NOON)
    page = client.get(giving.address_of(made)).content.decode()
    assert "De tekst en het bestand zijn weg." in page
    assert 'href="/bijdragen/nieuw/"' in page
