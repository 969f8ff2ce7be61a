"""The pages of who gives a workshop (X-62, X-63, S0-12, S3a-5)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onderling.offers.actions.offers import step
from onderling.offers.models import Meeting, Offer
from onderling.offers.rules import OfferDeed, OfferState
from onderling.people.models import Person
from onderling.people.rules import Entry
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from tests.makers import NOON

TYPED = {
    "title": "Ik kan niet iedereen redden",
    "afterwards": "weet u waar uw grens ligt",
    "about": "Wij oefenen het gesprek met uzelf.",
    "minimum": "5",
    "maximum": "8",
    "minutes": "75",
    "preparation": "U hoeft niets voor te bereiden",
    "language": "Nederlands",
    "level": "iedereen",
    "accessible": "on",
}
GIVE = "/ronde/studiedag/geef/"


def text(response: Any) -> str:
    page: str = response.content.decode()
    return page


@pytest.mark.parametrize("button", ["aanbieden", "concept"])
def test_a_guest_with_a_personal_link_offers_a_workshop(
    study_day: Callable[..., Round],
    person: Callable[..., Person],
    sign_in: Callable[..., Client],
    button: str,
) -> None:
    study_day()
    ria = person("Ria")
    page = sign_in(ria, entry=Entry.LINK).post(GIVE, {**TYPED, "doe": button}, follow=True)
    made = Offer.objects.get()
    expected = {"aanbieden": OfferState.SUBMITTED, "concept": OfferState.DRAFT}[button]
    assert (made.maker, made.state, made.maximum, made.mixed) == (ria, expected, 8, False)
    assert made.organisation == ria.affiliations.get().organisation
    assert page.request["PATH_INFO"] == f"/aanbod/{made.pk}/"


def test_nothing_to_prepare_is_filled_in_beforehand(
    client: Client, study_day: Callable[..., Round]
) -> None:
    study_day()
    answer = client.get(GIVE)
    page, form = text(answer), answer.context["form"]
    assert form["preparation"].value() == "U hoeft niets voor te bereiden"
    assert "Pas aan het eind vragen wij wie u bent." in page


def test_who_is_not_signed_in_loses_no_typed_word(
    client: Client,
    study_day: Callable[..., Round],
    person: Callable[..., Person],
    sign_in: Callable[..., Client],
) -> None:
    study_day()
    answer = client.post(GIVE, {**TYPED, "doe": "aanbieden"})
    assert answer["Location"] == "/inloggen/?next=%2Fronde%2Fstudiedag%2Fgeef%2F"
    assert Offer.objects.count() == 0
    kept = sign_in(person("Ria"), client)
    page = text(kept.get(GIVE))
    assert "Uw tekst staat er nog" in page
    assert 'value="Ik kan niet iedereen redden"' in page
    kept.post(GIVE, {**TYPED, "doe": "aanbieden"})
    assert "Uw tekst staat er nog" not in text(kept.get(GIVE))


def test_a_mistake_is_told_and_what_was_typed_stays(
    study_day: Callable[..., Round],
    person: Callable[..., Person],
    sign_in: Callable[..., Client],
) -> None:
    study_day()
    page = text(sign_in(person()).post(GIVE, {**TYPED, "minimum": "9"}))
    assert "Dit is minder dan het aantal waarbij het doorgaat." in page
    assert 'value="Ik kan niet iedereen redden"' in page
    assert Offer.objects.count() == 0


def test_a_closed_round_says_why_and_shows_no_form(
    client: Client, study_day: Callable[..., Round]
) -> None:
    study_day(state=State.CONFIRMED)
    page = text(client.get(GIVE))
    assert "Voor Studiedag 2026 kunt u geen workshops meer aanbieden of wijzigen." in page
    assert "<form" not in page


def test_what_comes_too_late_is_shown_to_copy(
    study_day: Callable[..., Round],
    offer: Callable[..., Offer],
    sign_in: Callable[..., Client],
) -> None:
    soup = offer(study_day())
    assert soup.maker is not None
    Round.objects.update(state=State.CONFIRMED)
    Offer.objects.update(state=OfferState.WITHDRAWN)
    for address in (GIVE, f"/aanbod/{soup.pk}/wijzig/"):
        answer = sign_in(soup.maker).post(address, TYPED)
        assert answer.status_code == 409
        assert f'<dd class="ond-verbatim">{TYPED["about"]}</dd>' in text(answer)
    soup.refresh_from_db()
    assert (Offer.objects.count(), soup.about) == (1, "")


def test_a_double_click_makes_one_workshop(
    study_day: Callable[..., Round],
    person: Callable[..., Person],
    sign_in: Callable[..., Client],
) -> None:
    study_day()
    ria = sign_in(person())
    for _click in range(2):
        ria.post(GIVE, {**TYPED, "sleutel": "een-sleutel"})
    assert Offer.objects.count() == 1


def test_a_coordinator_writes_down_a_workshop_of_somebody_else(
    study_day: Callable[..., Round],
    person: Callable[..., Person],
    sign_in: Callable[..., Client],
    coordinator: Person,
) -> None:
    study_day(state=State.CONFIRMED)
    tineke = person("Tineke", "Jansonius")
    karin = sign_in(coordinator)
    wrong = text(karin.post(GIVE, {**TYPED, "maker": "Tineke Janssen"}))
    assert "Wij kennen niemand met deze naam" in wrong
    karin.post(GIVE, {**TYPED, "maker": "tineke jansonius"})
    assert Offer.objects.get().maker == tineke


def test_only_what_is_published_is_for_everybody(
    client: Client,
    study_day: Callable[..., Round],
    offer: Callable[..., Offer],
    person: Callable[..., Person],
    sign_in: Callable[..., Client],
    coordinator: Person,
) -> None:
    waiting = offer(study_day(), state=OfferState.SUBMITTED)
    assert waiting.maker is not None
    seen = {
        "passer-by": client.get(f"/aanbod/{waiting.pk}/").status_code,
        "other": sign_in(person("Ander")).get(f"/aanbod/{waiting.pk}/").status_code,
        "maker": sign_in(waiting.maker).get(f"/aanbod/{waiting.pk}/").status_code,
        "coordinator": sign_in(coordinator).get(f"/aanbod/{waiting.pk}/").status_code,
    }
    assert seen == {"passer-by": 404, "other": 404, "maker": 200, "coordinator": 200}
    step(waiting, OfferDeed.PUBLISH, by=coordinator, now=NOON)
    page = text(client.get(f"/aanbod/{waiting.pk}/"))
    assert "Wat er tot nu toe gebeurde" not in page
    assert "Aangeboden door" not in page


def test_maker_and_coordinator_see_the_same_history_on_the_page(
    study_day: Callable[..., Round],
    offer: Callable[..., Offer],
    sign_in: Callable[..., Client],
    coordinator: Person,
) -> None:
    soup = offer(study_day(), state=OfferState.SUBMITTED)
    assert soup.maker is not None
    sign_in(coordinator).post(
        f"/aanbod/{soup.pk}/stap/", {"stap": "ask_changes", "reden": "Noem de tijd."}
    )
    pages = [text(sign_in(who).get(f"/aanbod/{soup.pk}/")) for who in (soup.maker, coordinator)]
    stories = [page[page.index('id="verloop"') : page.index("</ol>")] for page in pages]
    assert stories[0] == stories[1]
    assert "‘Noem de tijd.’" in stories[0]
    assert "vroeg om een aanpassing" in stories[0]


def test_a_maker_changes_and_offers_again(
    study_day: Callable[..., Round],
    offer: Callable[..., Offer],
    sign_in: Callable[..., Client],
) -> None:
    soup = offer(study_day(), state=OfferState.SUBMITTED)
    assert soup.maker is not None
    step(soup, OfferDeed.ASK_CHANGES, by=None, because="Korter", now=NOON)
    maker = sign_in(soup.maker)
    assert 'value="De spiegel' in text(maker.get(f"/aanbod/{soup.pk}/wijzig/"))
    maker.post(f"/aanbod/{soup.pk}/wijzig/", TYPED)
    maker.post(f"/aanbod/{soup.pk}/stap/", {"stap": "submit"})
    soup.refresh_from_db()
    assert (soup.title, soup.state) == (TYPED["title"], OfferState.SUBMITTED)


def test_who_is_neither_maker_nor_coordinator_takes_no_step(
    study_day: Callable[..., Round],
    meeting: Callable[..., Meeting],
    person: Callable[..., Person],
    sign_in: Callable[..., Client],
    coordinator: Person,
) -> None:
    soup = meeting(study_day(), giver=person("Theo")).offer
    by_link = sign_in(coordinator, entry=Entry.LINK)  # a link opens no role
    answers = [
        visitor.post(f"/aanbod/{soup.pk}/{deed}/", {"stap": "withdraw"}).status_code
        for visitor in (sign_in(person("Ander")), by_link)
        for deed in ("stap", "wijzig")
    ]
    assert answers == [404, 404, 404, 404]


def test_a_maker_cannot_publish_by_sending_the_form(
    study_day: Callable[..., Round],
    offer: Callable[..., Offer],
    sign_in: Callable[..., Client],
) -> None:
    soup = offer(study_day(), state=OfferState.SUBMITTED)
    assert soup.maker is not None
    page = sign_in(soup.maker).post(f"/aanbod/{soup.pk}/stap/", {"stap": "publish"})
    soup.refresh_from_db()
    assert soup.state == OfferState.SUBMITTED
    assert "Er is niets veranderd" in text(page)


def test_the_page_of_a_workshop_asks_no_more_for_more_meetings(
    client: Client,
    study_day: Callable[..., Round],
    meeting: Callable[..., Meeting],
    person: Callable[..., Person],
) -> None:
    day = study_day()
    asked = []
    for number in (1, 2, 3):
        card = meeting(day, f"Soep {number}", slot=number, giver=person(), room="Keuken")
        Meeting.objects.update(offer=card.offer)
        with CaptureQueriesContext(connection) as queries:
            page = text(client.get(f"/aanbod/{card.offer_id}/"))
        asked.append(len(queries))
        assert page.count("<p>Keuken</p>") == number
    assert asked == [asked[0]] * 3
    assert asked[0] <= 5
