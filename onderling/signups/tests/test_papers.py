"""Papers of the day: who stands on which, what does not, and nothing cut (X-74, X-135)."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import openpyxl
import pypdfium2
import pytest
from django.conf import settings
from django.urls import reverse

from onderling.base.qr import qr_picture
from onderling.offers.models import Meeting, Slot
from onderling.people.actions.consent import answer_consent
from onderling.people.models import Consent, Organisation, Person
from onderling.people.rules import Group
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.actions.papers.day import guests_of
from onderling.signups.actions.papers.door import door_lists
from onderling.signups.actions.papers.lunch import kitchen_of
from onderling.signups.models import Absence
from onderling.signups.rules import there_at
from tests.makers import NOON
from tests.proofreader import ProofreadingClient

pytestmark = [pytest.mark.sqlite_only, pytest.mark.django_db]

Make = Callable[..., Any]
LISTS = ("papers", "paper_doors", "paper_people", "paper_lunch")
PDFS = ("paper_doors_pdf", "paper_badges_pdf", "paper_programmes_pdf", "paper_lunch_pdf")


@pytest.fixture
def full_day(
    published: Round, meeting: Make, participation: Make, person: Make, seat: Make
) -> Round:
    """Two rounds with lunch between; Ria and Jan make soup, Bea gives it, Ria leaves early."""
    first, second = published.slots.order_by("number")[:2]
    published.slots.exclude(pk__in=[first.pk, second.pk]).delete()
    Slot.objects.create(
        round=published,
        kind=Slot.Kind.BREAK,
        label="Lunch",
        starts=first.ends,
        ends=second.starts,
        where="Foyer",
    )
    bea = person("Bea", "Naaijkens")
    soup = meeting(published, "Soep", giver=bea, room="Keuken")
    mirror = meeting(published, "De spiegel", slot=2, room="Wilg")
    ria = participation(
        published,
        person(
            "Ria",
            "Leenheer",
            group=Group.VOLUNTEER,
            email=None,
            access_needs="ringleiding",
            diet="Vegetarisch",
            post_address="Geheime straat 1",
        ),
    )
    answer_consent(ria.person, Consent.Purpose.NEEDS, "given", channel="web", now=NOON)
    stairs = {"access_needs": "geen trappen"}  # and did not agree that others read it
    jan = participation(published, person("Jan", "Slagter", diet="vegetarisch.", **stairs))
    seat(ria, soup)
    seat(jan, soup)
    seat(jan, mirror)
    Absence.objects.create(participation=ria, slot=second)
    return published


def texts_of(pdf: bytes) -> list[str]:
    return [
        " ".join(
            page.get_textpage()
            .get_text_range()
            .replace("\u200b", "")
            .replace("\ufffe", "")
            .split()
        )
        for page in pypdfium2.PdfDocument(pdf)
    ]


def test_a_door_list_names_who_comes_and_what_the_host_must_arrange(full_day: Round) -> None:
    """X-74, X-138: what Jan needs the kitchen counts, and no door tells."""
    soup, mirror = door_lists(full_day)
    assert (soup.room, soup.title, soup.givers) == ("Keuken", "Soep", "Bea Naaijkens")
    assert [(one.name, one.needs) for one in soup.guests] == [
        ("Leenheer, Ria", "ringleiding"),
        ("Slagter, Jan", ""),
    ]
    assert [one.name for one in mirror.guests] == ["Slagter, Jan"]


def test_what_was_called_off_has_no_door_list(full_day: Round) -> None:
    Meeting.objects.filter(offer__title="De spiegel").update(state=Meeting.State.CANCELLED)
    assert [door.title for door in door_lists(full_day)] == ["Soep"]


def test_a_round_that_keeps_places_for_the_door_has_a_code_on_each_door_list(
    full_day: Round, sign_in: Make, person: Make, grant: Make
) -> None:
    """Whoever scans it sits down with the own link; without such places there is no code."""
    assert {door.code for door in door_lists(full_day)} == {None}
    full_day.walk_ins = 10
    full_day.save()
    at_the_door = [
        settings.BASE_ADDRESS + reverse("signups:room_door", args=[room.pk])
        for room in full_day.rooms.order_by("pk")
    ]
    pictures = [door.code and door.code["picture"] for door in door_lists(full_day)]
    assert pictures == [qr_picture(address) for address in at_the_door]
    client = sign_in(karin := person("Karin"))
    grant(karin)
    pdf = client.get(reverse("signups:paper_doors_pdf", args=[full_day.slug])).content
    pages = texts_of(pdf)
    assert len(pages) == 2
    assert all("Nog geen plek? Scan de code en schuif aan." in page for page in pages)
    assert pypdfium2.PdfDocument(pdf).is_tagged()


def test_somebody_who_only_gives_has_a_badge_and_a_programme_too(full_day: Round) -> None:
    guests = {guest.person.first_name: guest for guest in guests_of(full_day)}
    assert sorted(guests) == ["Bea", "Jan", "Ria"]
    assert guests["Bea"].gives
    assert [part.title for part in guests["Bea"].parts] == ["Soep", "Lunch"]
    assert [part.title for part in guests["Jan"].parts] == ["Soep", "Lunch", "De spiegel"]
    assert guests["Ria"].parts[-1].says == "U bent er dan niet."


def test_a_workshop_over_two_rounds_goes_on_in_the_second(full_day: Round) -> None:
    last = full_day.slots.get(number=2)
    Meeting.objects.filter(offer__title="De spiegel").delete()
    Meeting.objects.filter(offer__title="Soep").update(last_slot=last)
    jan = next(guest for guest in guests_of(full_day) if guest.person.first_name == "Jan")
    assert [(part.slot.label, part.goes_on) for part in jan.parts if part.own] == [
        ("Ronde 1", False),
        ("Lunch", True),
        ("Ronde 2", True),
    ]


def test_the_kitchen_counts_who_eats_and_reads_no_names(
    full_day: Round, her: ProofreadingClient
) -> None:
    kitchen = kitchen_of(full_day, guests_of(full_day))
    assert [(row.number) for row in kitchen.meals] == [3]
    assert [(row.what, row.number) for row in kitchen.diets] == [("Vegetarisch", 2)]
    assert sorted((row.what, row.number) for row in kitchen.needs) == [
        ("geen trappen", 1),
        ("ringleiding", 1),
    ]
    page = her.get(reverse("signups:paper_lunch", args=[full_day.slug])).content.decode()
    (paper,) = texts_of(
        her.get(reverse("signups:paper_lunch_pdf", args=[full_day.slug])).content
    )
    for name in ("Leenheer", "Slagter", "Ria "):
        assert name not in page
        assert name not in paper


@pytest.mark.parametrize(
    ("absent", "eats"), [({1, 2}, False), ({1}, True), ({2}, True), (set(), True), ({3}, True)]
)
def test_who_goes_home_before_lunch_does_not_eat_along(absent: set[int], eats: bool) -> None:
    slots = [(NOON + timedelta(hours=hour), hour) for hour in (1, 2, 3)]
    assert there_at(NOON + timedelta(minutes=90), slots, absent) is eats


def test_no_paper_tells_where_somebody_lives(full_day: Round, her: ProofreadingClient) -> None:
    address = Person.objects.exclude(post_address="").get().post_address
    for name in LISTS:
        assert (
            address
            not in her.get(reverse(f"signups:{name}", args=[full_day.slug])).content.decode()
        )
    for name in PDFS:
        pdf = her.get(reverse(f"signups:{name}", args=[full_day.slug])).content
        assert address not in " ".join(texts_of(pdf))


def test_who_has_no_mail_is_printed_alone(full_day: Round, her: ProofreadingClient) -> None:
    address = reverse("signups:paper_programmes_pdf", args=[full_day.slug])
    (sheet,) = texts_of(her.get(address, {"wie": "zonder-mail"}).content)
    assert "Ria Leenheer" in sheet
    assert len(texts_of(her.get(address).content)) == 3


def test_the_doors_of_one_round_are_printed_alone(
    full_day: Round, her: ProofreadingClient
) -> None:
    address = reverse("signups:paper_doors_pdf", args=[full_day.slug])
    second = full_day.slots.get(number=2)
    (sheet,) = texts_of(her.get(address, {"ronde": second.pk}).content)
    assert "De spiegel" in sheet
    assert len(texts_of(her.get(address).content)) == 2


def test_a_long_list_is_printed_in_parts(
    full_day: Round, her: ProofreadingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onderling.signups.views.papers.AT_ONCE", 2)
    page = her.get(reverse("signups:papers", args=[full_day.slug])).content.decode()
    assert "Badges van Leenheer tot en met Naaijkens" in page
    assert "Badges van Slagter tot en met Slagter" in page
    address = reverse("signups:paper_programmes_pdf", args=[full_day.slug])
    first, second = (texts_of(her.get(address, {"deel": part}).content) for part in (1, 2))
    assert (len(first), len(second)) == (2, 1)
    assert "Jan Slagter" in second[0]


def test_excel_holds_the_same_lists(full_day: Round, her: ProofreadingClient) -> None:
    content = her.get(reverse("signups:paper_sheets", args=[full_day.slug])).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Deurlijsten", "Deelnemers", "Lunch"]
    doors = [row[3] for row in book["Deurlijsten"].values][1:]
    assert doors == ["Leenheer, Ria", "Slagter, Jan", "Slagter, Jan"]
    people = [row[0] for row in book["Deelnemers"].values][1:]
    assert people == ["Leenheer, Ria", "Naaijkens, Bea", "Slagter, Jan"]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_takes_as_many_queries_for_three_as_for_one(
    name: str,
    full_day: Round,
    her: ProofreadingClient,
    participation: Make,
    seat: Make,
    django_assert_max_num_queries: Any,
) -> None:
    address = reverse(f"signups:{name}", args=[full_day.slug])
    for _ in range(2):
        with django_assert_max_num_queries(16):
            assert her.get(address).status_code == 200
        seat(participation(full_day), Meeting.objects.get(offer__title="De spiegel"))


def test_papers_of_a_round_without_a_programme_say_so(
    study_day: Make, her: ProofreadingClient
) -> None:
    empty = study_day(state=State.ANNOUNCED)
    for name in LISTS:
        assert her.get(reverse(f"signups:{name}", args=[empty.slug])).status_code == 200


def test_nothing_is_cut_from_the_badge_of_somebody_with_a_long_name(
    full_day: Round, her: ProofreadingClient, participation: Make, person: Make, seat: Make
) -> None:
    family = "Oudenalder-Wolfeschlegelsteinhausenbergerdorff-Nieuwenhuizen"
    home = "Stichting Maatschappelijke Dienstverlening, Ouderenwerk en Vluchtelingenwerk"
    long = person("Maria Johanna Antoinette", family, infix="van den")
    Organisation.objects.filter(affiliations__person=long).update(name=home)
    seat(participation(full_day, long), Meeting.objects.get(offer__title="De spiegel"))
    pdf = her.get(reverse("signups:paper_badges_pdf", args=[full_day.slug])).content
    (sheet,) = texts_of(pdf)
    whole = sheet.replace(" ", "").replace("-", "")
    assert family.replace("-", "") in whole
    assert home.replace(" ", "") in whole
    page = pypdfium2.PdfDocument(pdf)[0]
    wide, high = page.get_size()
    for found in page.get_objects():
        left, low, right, up = found.get_bounds()
        assert 0 <= left < right + 1 <= wide + 1
        assert 0 <= low < up + 1 <= high + 1
