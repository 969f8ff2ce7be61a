"""The kit: posters, flyers, a page for management, a picture and texts (S3a-6, X-62)."""

import struct
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pypdfium2
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from onderling.base.shades import LOOKS, contrast
from onderling.formats.workshops.rules.kit import few_times
from onderling.formats.workshops.tests.papers import (
    alternatives_of,
    codes_of,
    sticking_out,
    words_of,
)
from onderling.offers.models import Meeting, Offer
from onderling.offers.rules import OfferState
from onderling.people.models import Organisation, Person
from onderling.people.rules import Group
from onderling.rounds.models import Round
from onderling.rounds.rules import Colour, State

pytestmark = [pytest.mark.sqlite_only, pytest.mark.django_db]

Make = Callable[..., Any]
SHEETS = ("affiche-a3.pdf", "affiche-a4.pdf", "flyer.pdf")
LONG_TITLE = (
    "Vrijwilligerscoördinatorenoverleg: hoe wij met elkaar in gesprek blijven over wat er in"
    " de wijk gebeurt, en wat niet dan"
)
LONG_WORD = "Wolfeschlegelsteinhausenbergerdorff"


@pytest.fixture
def festival(study_day: Make, meeting: Make, person: Make, organisation: Make) -> Round:
    """Soup by Bea of Welzijn Havermonde, a mirror by nobody yet."""
    round: Round = study_day()
    bea = person("Bea", "Naaijkens")
    soup = meeting(round, "Soep als gespreksleider", giver=bea, room="Keuken")
    at = organisation("Welzijn Havermonde")
    soup.offer.organisation, soup.offer.afterwards = at, "praat u makkelijker."
    soup.offer.save()
    meeting(round, "De spiegel", slot=2)
    return round


def soup_of(round: Round) -> Offer:
    return Offer.objects.get(round=round, title__startswith="Soep")


def kit_of(round: Round, about: object = None) -> str:
    if isinstance(about, Offer):
        return reverse("workshops:kit_workshop", args=[round.slug, about.pk])
    if isinstance(about, Organisation):
        return reverse("workshops:kit_organisation", args=[round.slug, about.pk])
    return reverse("workshops:kit", args=[round.slug])


def get(round: Round, paper: str, about: object = None) -> bytes:
    answer = Client().get(f"{kit_of(round, about)}{paper}")
    assert answer.status_code == 200
    return bytes(answer.content)


@pytest.mark.parametrize("colour", list(Colour))
def test_every_colour_can_be_read(colour: Colour) -> None:
    assert contrast(LOOKS[colour].ground, LOOKS[colour].letter) >= 4.5


def test_contrast_is_counted_as_the_guideline_does() -> None:
    assert (contrast("#000000", "#ffffff"), contrast("#777777", "#777777")) == (21.0, 1.0)
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


def test_a_poster_names_four_times_or_three_and_how_many_more() -> None:
    assert few_times(list("abcd")) == (["a", "b", "c", "d"], 0)
    assert few_times(list("abcdefg")) == (["a", "b", "c"], 4)


@pytest.mark.parametrize("paper", SHEETS)
def test_the_code_on_a_workshop_s_sheet_leads_to_its_page(festival: Round, paper: str) -> None:
    soup = soup_of(festival)
    page = reverse("workshops:workshop", args=[festival.slug, soup.pk])
    pdf = get(festival, paper, soup)
    assert set(codes_of(pdf)) == {settings.BASE_ADDRESS + page}
    assert Client().get(page).status_code == 200
    assert alternatives_of(pdf) == ["QR-code naar de pagina van deze workshop"]
    assert pypdfium2.PdfDocument(pdf).is_tagged()
    assert "Donderdag 10 december, 10.00 tot 11.15 uur" in words_of(pdf)


def test_the_code_of_an_organisation_leads_to_its_own_workshops(festival: Round) -> None:
    at = Organisation.objects.get(name="Welzijn Havermonde")
    pdf = get(festival, "affiche-a4.pdf", at)
    (address,) = codes_of(pdf)
    page = Client().get(address.removeprefix(settings.BASE_ADDRESS)).content.decode()
    assert ("Soep als gespreksleider" in page, "De spiegel" in page) == (True, False)
    assert "Welzijn Havermonde geeft 1 workshop." in words_of(pdf)


@pytest.mark.parametrize("paper", ["affiche-a3.pdf", "een-pagina.pdf"])
def test_the_code_of_the_round_leads_to_its_page(festival: Round, paper: str) -> None:
    pdf = get(festival, paper)
    assert codes_of(pdf) == [settings.BASE_ADDRESS + reverse("home:round", args=["studiedag"])]
    assert "Meld u aan tot en met 19 november, 23:59." in words_of(pdf)
    assert len(pypdfium2.PdfDocument(pdf)) == 1


@pytest.mark.parametrize("paper", SHEETS)
def test_nothing_is_cut_off_however_long_the_texts(
    festival: Round, meeting: Make, person: Make, paper: str
) -> None:
    """The longest title, five names, many times, a text as long as the form takes."""
    soup = soup_of(festival)
    soup.title, soup.about = LONG_TITLE, ("Samen snijden en praten over wat er speelt. " * 23)
    soup.afterwards = "weet u hoe wij samen een huisbezoek voorbereiden en nabespreken. " * 3
    soup.preparation = f"Lees het boek van {LONG_WORD}"
    soup.save()
    at = Organisation.objects.get(name="Welzijn Havermonde")
    Organisation.objects.filter(pk=at.pk).update(name=f"Stichting {LONG_WORD} Groot-Waterlinde")
    last = Meeting.objects.get(offer=soup)
    for number in (2, 3):
        copy = Meeting.objects.create(
            offer=soup, slot=festival.slots.get(number=number), seats=9, minimum=1
        )
        copy.givers.add(person(f"Maria {number}", LONG_WORD))
    assert last.slot_id
    pdf = get(festival, paper, soup)
    said = words_of(pdf).replace("- ", "-").replace("-", "").replace(" ", "")
    wanted = [soup.title, soup.afterwards, f"Stichting {LONG_WORD} GrootWaterlinde"]
    if paper == "flyer.pdf":
        wanted += [soup.about, soup.preparation]
    missing = [text for text in wanted if text.replace("-", "").replace(" ", "") not in said]
    assert missing == []
    assert sticking_out(pdf) == []
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    assert len(set(codes_of(pdf))) == 1


def test_the_picture_of_a_link_has_the_size_that_chats_show(festival: Round) -> None:
    picture = get(festival, "plaatje.png", soup_of(festival))
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", picture[16:24]) == (1200, 630)


def test_all_posters_come_in_one_file_one_on_a_page(festival: Round) -> None:
    pdf = get(festival, "affiches-a4.pdf")
    assert len(pypdfium2.PdfDocument(pdf)) == 2
    pages = [
        settings.BASE_ADDRESS + reverse("workshops:workshop", args=[festival.slug, pk])
        for pk in Offer.objects.order_by("title").values_list("pk", flat=True)
    ]
    assert codes_of(pdf) == pages


def test_the_page_for_management_tells_numbers_that_are_true_and_none_that_is_small(
    festival: Round, participation: Make, person: Make, organisation: Make
) -> None:
    """X-100: what the counter does not tell, this page does not tell either."""
    elsewhere = organisation("Bibliotheek Waterlinde")
    for number in range(14):
        at = elsewhere if number < 6 else None
        participation(festival, person(group=Group.PAID, at=at))
    participation(festival, person(group=Group.VOLUNTEER))
    whole = words_of(get(festival, "een-pagina.pdf"))
    assert ("mensen doen mee 15" in whole, "beroepskracht" in whole) == (True, False)
    assert "Getallen onder de 5 mensen tonen wij niet." in whole
    mine = words_of(get(festival, "een-pagina.pdf", elsewhere))
    assert "mensen van Bibliotheek Waterlinde doen mee 6" in mine


def test_a_poster_says_for_whom_a_workshop_is(festival: Round) -> None:
    Offer.objects.filter(pk=soup_of(festival).pk).update(audience="own")
    said = words_of(get(festival, "affiche-a4.pdf", soup_of(festival)))
    assert "Alleen voor Welzijn Havermonde" in said


def test_a_workshop_has_a_poster_before_it_is_published_for_its_maker_only(
    festival: Round, sign_in: Make
) -> None:
    soup = soup_of(festival)
    Offer.objects.filter(pk=soup.pk).update(state=OfferState.SUBMITTED)
    page = kit_of(festival, soup)
    assert Client().get(page).status_code == 404
    assert Client().get(f"{page}affiche-a4.pdf").status_code == 404
    maker = sign_in(Person.objects.get(first_name="Bea"))
    assert "De code werkt zodra uw workshop" in maker.get(page).content.decode()
    assert maker.get(f"{page}affiche-a4.pdf").status_code == 200
    own = maker.get(reverse("offers:offer", args=[soup.pk])).content.decode()
    assert page in own


def test_a_workshop_that_was_called_off_has_no_poster_any_more(
    festival: Round, sign_in: Make
) -> None:
    soup = soup_of(festival)
    Meeting.objects.filter(offer=soup).update(state=Meeting.State.CANCELLED)
    maker = sign_in(Person.objects.get(first_name="Bea"))
    assert maker.get(kit_of(festival, soup)).status_code == 404
    assert len(pypdfium2.PdfDocument(get(festival, "affiches-a4.pdf"))) == 1
    assert "workshops 1" in words_of(get(festival, "een-pagina.pdf"))


def test_a_round_in_preparation_has_no_kit_and_a_stranger_s_organisation_neither(
    festival: Round, organisation: Make
) -> None:
    elsewhere = organisation("Bibliotheek Waterlinde")
    assert Client().get(kit_of(festival, elsewhere)).status_code == 404
    assert Client().get(f"{kit_of(festival)}bestaat-niet.pdf").status_code == 404
    Round.objects.update(state=State.DRAFT)
    assert Client().get(kit_of(festival)).status_code == 404
    assert Client().get(f"{kit_of(festival)}affiche-a4.pdf").status_code == 404


def test_the_texts_to_share_end_with_the_address(festival: Round) -> None:
    page = Client().get(kit_of(festival, soup_of(festival))).content.decode()
    address = settings.BASE_ADDRESS + reverse(
        "workshops:workshop", args=[festival.slug, soup_of(festival).pk]
    )
    assert f"https://wa.me/?text={quote('Soep als gespreksleider')}" in page
    assert page.count(quote(address)) == 2  # in the chat and in the mail
    assert f"Doet u mee?\n{address}" in page


def test_a_kit_takes_few_queries_however_many_workshops(
    festival: Round, meeting: Make, django_assert_max_num_queries: Any
) -> None:
    for number in range(8):
        meeting(festival, f"Nog een {number}")
    with django_assert_max_num_queries(12):
        assert Client().get(kit_of(festival)).status_code == 200
    with django_assert_max_num_queries(12):
        get(festival, "affiches-a4.pdf")


@pytest.mark.parametrize("colour", [Colour.PETROL, Colour.LINEN])
def test_a_round_s_own_colour_is_on_its_sheets(festival: Round, colour: Colour) -> None:
    Round.objects.update(colour=colour)
    page = pypdfium2.PdfDocument(get(festival, "affiche-a4.pdf"))[0]
    width, height = (int(side) for side in page.get_size())
    picture = page.render(rev_byteorder=True).to_numpy()
    red, green, blue = (int(part) for part in picture[height // 2, width - 5][:3])
    assert f"#{red:02x}{green:02x}{blue:02x}" == LOOKS[colour].ground
