"""Photos come in on a telephone; who is on them is asked, and a coordinator sees what waits."""

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now
from PIL import Image

from onderling.mail.models import Message
from onderling.outcomes.actions.photos import answer_photo, take_off_photo
from onderling.outcomes.models import Photo, Recognisable
from onderling.outcomes.rules.photos import Answer
from onderling.outcomes.tasks import look_after_photos
from onderling.people.models import Person
from onderling.people.rules import Entry
from onderling.signups.models import Signup
from onderling.signups.rules import SignupState

pytestmark = pytest.mark.django_db


def page(meeting: Any) -> str:
    return f"/bijeenkomst/{meeting.pk}/opbrengst/fotos/"


def file(name: str, content: bytes = b"") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "#b84a12").save(out, "JPEG")
    return SimpleUploadedFile(name, content or out.getvalue(), "image/jpeg")


@pytest.fixture
def ria(soup: Any, day: Any, participation: Any, now_seated: Any) -> Person:
    there = participation(day)
    now_seated(there, soup)
    made: Person = there.person
    return made


@pytest.fixture
def now_seated() -> Any:
    def do(there: Any, meeting: Any) -> None:
        Signup.objects.create(
            participation=there,
            meeting=meeting,
            state=SignupState.ATTENDED,
            sequence=1,
            since=now(),
        )

    return do


@pytest.fixture
def karin(person: Any, grant: Any, sign_in: Any) -> Any:
    made = person("Karin")
    grant(made)
    return sign_in(made)


def test_a_giver_sends_several_photos_and_one_bad_file_loses_none(
    soup: Any, giver: Person, sign_in: Any, settings: Any, tmp_path: Any
) -> None:
    """Assurance S26: HEIC, a program and a flood of dots are refused by name."""
    settings.MEDIA_ROOT = tmp_path
    me = sign_in(giver, entry=Entry.LINK)
    heic = b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40
    for _twice in range(2):
        sent = [file("een.jpg"), file("h.heic", heic), file("v.jpg", b"MZ"), file("twee.jpg")]
        answer = me.post(page(soup), {"photos": sent, "sleutel": "a"}, follow=True)
    shown = answer.content.decode()
    assert "2 foto’s zijn binnen" in shown
    assert "h.heic: Deze foto is van de soort HEIC" in shown
    assert "v.jpg: Dit is geen foto" in shown
    assert Photo.objects.count() == 2
    assert Photo.objects.shown().count() == 0
    assert (
        "Kies eerst een foto."
        in me.post(page(soup), {"stuur": "ja", "sleutel": "b"}, follow=True).content.decode()
    )


def test_what_is_complete_is_saved_and_what_is_half_typed_stays(
    soup: Any, ria: Person, giver: Person, snap: Any, sign_in: Any
) -> None:
    first, second = snap(), snap()
    Photo.objects.update(alt="", nobody=False)
    me = sign_in(giver, entry=Entry.LINK)
    typed = {
        f"foto-{first.pk}-alt": "Soep in een pan",
        f"foto-{first.pk}-who": "iemand",
        f"foto-{first.pk}-people": [ria.pk],
        f"foto-{first.pk}-names": "Buurman Bo",
        f"foto-{second.pk}-alt": "Half",
        "sleutel": "k",
    }
    shown = me.post(page(soup), typed).content.decode()
    assert "1 foto is bewaard." in shown
    assert (shown.count("Kies of er iemand herkenbaar is."), 'value="Half"' in shown) == (
        1,
        True,
    )
    first.refresh_from_db()
    assert first.alt == "Soep in een pan"
    assert [str(one) for one in first.recognisables.all()] == [ria.name, "Buurman Bo"]
    who = {f"foto-{second.pk}-alt": "Half", f"foto-{second.pk}-who": "iemand", "sleutel": "l"}
    assert "Kies wie erop staat" in me.post(page(soup), who).content.decode()
    me.post(page(soup), {"weg": second.pk, "sleutel": "m"})
    assert list(Photo.objects.filter(gone=None)) == [first]


def test_taking_one_photo_away_keeps_what_was_typed_at_the_others(
    soup: Any, giver: Person, snap: Any, sign_in: Any
) -> None:
    gone, whole, half = snap(), snap(), snap()
    Photo.objects.update(alt="", nobody=False)
    me = sign_in(giver, entry=Entry.LINK)
    typed = {
        f"foto-{whole.pk}-alt": "Soep in een pan",
        f"foto-{whole.pk}-who": "niemand",
        f"foto-{half.pk}-alt": "Handen",
        "weg": gone.pk,
        "sleutel": "a",
    }
    shown = me.post(page(soup), typed).content.decode()
    assert ("De foto is weg." in shown, 'value="Handen"' in shown) == (True, True)
    assert list(Photo.objects.filter(gone=None)) == [whole, half]
    assert [one.pk for one in Photo.objects.shown()] == [whole.pk]
    answer = me.post(page(soup), {"weg": half.pk, "sleutel": "b"})
    assert (answer.status_code, Photo.objects.filter(gone=None).count()) == (302, 1)


def test_what_was_typed_while_another_saved_stays_and_is_asked_about(
    soup: Any, ria: Person, giver: Person, snap: Any, sign_in: Any
) -> None:
    photo = snap(ria, alt="Soep van een ander")
    me, alt = sign_in(giver, entry=Entry.LINK), f"foto-{photo.pk}-alt"
    typed = {alt: "Soep van mij", f"foto-{photo.pk}-who": "niemand"}
    shown = me.post(page(soup), {**typed, "sleutel": "a"}).content.decode()
    assert f"intussen bewaard: ‘Soep van een ander, {ria.name}’" in shown
    assert 'value="Soep van mij"' in shown
    photo.refresh_from_db()
    assert photo.alt == "Soep van een ander"
    again = re.findall(r'name="foto" value="(\d+)"', shown)
    me.post(page(soup), {**typed, "foto": again, "sleutel": "b"})
    photo.refresh_from_db()
    assert (photo.alt, photo.nobody) == ("Soep van mij", True)
    untouched = {alt: "", "sleutel": "c"}  # a form that stood open says nothing of it
    assert me.post(page(soup), untouched).status_code == 302


def test_who_is_on_a_photo_is_asked_and_answers_with_the_link(
    day: Any,
    soup: Any,
    ria: Person,
    snap: Any,
    karin: Any,
    sign_in: Any,
    after: Any,
    client: Any,
) -> None:
    """One letter for all photos; no answer is no yes; one reminder (X-35, X-86)."""
    photo, other = snap(ria), snap(ria, names=["Bo"])
    where = f"/ronde/{day.slug}/antwoorden/fotos/vragen/"
    digest = karin.get(where).context["reach"].digest
    karin.post(where, {"groep": "een andere groep", "sleutel": "a"})
    karin.post(where, {"groep": digest, "sleutel": "b"})
    letter = Message.objects.get()
    assert letter.subject == "Mogen deze foto’s van u getoond worden?"
    assert re.findall(r"\?naar=(\S+)", letter.body) == ["/mijn/fotos/"]
    assert karin.get(where).context["reach"].number == 0
    for _hour in range(2):
        after.shift(timedelta(days=7))
        look_after_photos()
    assert [one.kind for one in Message.objects.order_by("pk")] == [
        "photos_asked",
        "photos_reminded",
    ]
    me = sign_in(ria, entry=Entry.LINK)
    assert "Ja, dit mag" in me.get("/mijn/fotos/").content.decode()
    me.post(f"/mijn/fotos/{photo.pk}/", {"zegt": "ja", "sleutel": "c"})
    harvest = f"/ronde/{day.slug}/opbrengst/"
    assert f"/foto/{photo.pk}/klein.jpg" in client.get(harvest).content.decode()
    assert f"/foto/{other.pk}/klein.jpg" not in client.get(harvest).content.decode()
    me.post(f"/mijn/fotos/{photo.pk}/", {"zegt": "nee", "sleutel": "d"})
    assert "/klein.jpg" not in client.get(harvest).content.decode()
    look_after_photos()
    assert list(Photo.objects.filter(gone=None)) == [other]


def test_a_coordinator_notes_what_somebody_said_and_takes_a_photo_off(
    day: Any, snap: Any, karin: Any, person: Any
) -> None:
    bo = person("Bo", "Bakker")
    photo = snap(names=["Tante Sjaan"], nobody=False)
    where, album = f"/foto/{photo.pk}/", f"/ronde/{day.slug}/antwoorden/fotos/"
    sjaan = photo.recognisables.get()
    assert "vraag het zelf" in karin.get(album).content.decode()
    noted = {"doe": "antwoord", "wie": sjaan.pk, "zegt": "ja", "sleutel": "a"}
    assert "Kies hoe u dit hoorde" in karin.post(where, noted, follow=True).content.decode()
    karin.post(where, {**noted, "hoe": "paper", "sleutel": "b"})
    assert [one.pk for one in Photo.objects.shown()] == [photo.pk]
    sjaan.refresh_from_db()
    assert (sjaan.answer, sjaan.channel, sjaan.text_version) == ("yes", "paper", "2026-1")
    typed = {
        f"foto-{photo.pk}-alt": "Soep",
        f"foto-{photo.pk}-who": "iemand",
        f"foto-{photo.pk}-names": "Tante Sjaan, bo bakker",
        "doe": "bewaar",
        "sleutel": "c",
    }
    karin.post(where, typed)  # a name of somebody we know becomes that person
    assert Recognisable.objects.get(person=bo).photo == photo
    Recognisable.objects.filter(person=bo).delete()
    for deed, shown in (("eraf", 0), ("terug", 1), ("weg", 0)):
        karin.post(where, {"doe": deed, "sleutel": deed})
        assert Photo.objects.shown().count() == shown
    assert karin.get(where).status_code == 404
    assert "1 foto is voorgoed weg" in karin.get(album).content.decode()


def test_a_noted_yes_of_a_name_we_know_stays_and_a_refusal_loses_no_text(
    snap: Any, karin: Any, person: Any, ria: Person
) -> None:
    photo = snap(ria, names=["Bo Bakker"])
    person("Bo", "Bakker")
    for one in photo.recognisables.all():
        said = {"doe": "antwoord", "wie": one.pk, "zegt": "ja", "hoe": "paper"}
        karin.post(f"/foto/{photo.pk}/", {**said, "sleutel": f"ja{one.pk}"})
    typed = {
        f"foto-{photo.pk}-alt": "Soep in een pan",
        f"foto-{photo.pk}-who": "iemand",
        f"foto-{photo.pk}-names": "Bo Bakker",
        "doe": "bewaar",
    }
    shown = karin.post(f"/foto/{photo.pk}/", {**typed, "sleutel": "a"}).content.decode()
    assert shown.count("Wie al ja of nee zei, blijft bij deze foto staan.") == 1
    assert 'value="Soep in een pan"' in shown
    whole = {**typed, f"foto-{photo.pk}-people": [ria.pk], "sleutel": "b"}
    assert karin.post(f"/foto/{photo.pk}/", whole).status_code == 302
    photo.refresh_from_db()
    assert photo.alt == "Soep in een pan"
    assert {str(one) for one in photo.recognisables.all()} == {ria.name, "Bo Bakker"}


def test_nobody_is_counted_who_cannot_be_asked_about_a_photo(
    day: Any, ria: Person, snap: Any, karin: Any, person: Any
) -> None:
    """What is off, what somebody refused, and who is gone is nothing to do."""
    off, refused, left = snap(person("Jan")), snap(ria, person("Bep")), snap(person("Wim"))
    take_off_photo(off, by=ria, now=now())
    answer_photo(
        refused.recognisables.get(person=ria), Answer.NO, channel="web", by=ria, now=now()
    )
    Person.objects.filter(recognisable_on__photo=left).update(state=Person.State.ERASED)
    manage = f"/ronde/{day.slug}/beheer/"
    assert "op een foto en" not in karin.get(manage).content.decode()
    snap(ria)
    assert "Eén mens staat op een foto en weet het niet" in karin.get(manage).content.decode()


def test_who_looks_after_a_round_hears_who_was_not_asked(
    day: Any, ria: Person, snap: Any, karin: Any, sign_in: Any
) -> None:
    snap(ria)
    assert (
        "Eén mens staat op een foto en weet het niet"
        in karin.get(f"/ronde/{day.slug}/beheer/").content.decode()
    )
    mine = sign_in(ria).get("/mijn/").content.decode()
    assert "U staat op een foto. Mag die getoond worden?" in mine


def test_pages_with_many_photos_ask_as_much_as_with_one(
    day: Any, soup: Any, ria: Person, snap: Any, karin: Any
) -> None:
    def asked(where: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            karin.get(where)
        return len(queries)

    pages = [
        f"/ronde/{day.slug}/opbrengst/",
        f"/ronde/{day.slug}/antwoorden/fotos/",
        page(soup),
    ]
    snap(ria, names=["Bo"])
    snap()
    karin.get(pages[0])
    few = [asked(where) for where in pages]
    for _more in range(4):
        snap(ria)
        snap()
    assert [asked(where) for where in pages] == few
