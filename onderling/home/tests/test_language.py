"""Pages and letters in the language of who reads them, with the programme’s u or je (X-8)."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from onderling.base.language import form_now, html_language, speak_to_all, speaking
from onderling.formats.workshops.queries.kept import forget
from onderling.mail.models import Message
from onderling.offers.models import Meeting
from onderling.people.models import Person
from onderling.rounds.models import Programme, Round
from onderling.signups.actions.wishes import save_wishes
from tests.makers import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]


@pytest.fixture
def day(study_day: Any, meeting: Any) -> Round:
    round: Round = study_day()
    meeting(round, "Soep")
    return round


@pytest.fixture
def ria(day: Round, participation: Any, sign_in: Any) -> Any:
    client = sign_in(participation(day).person)
    client.person = day.participations.get().person
    return client


@pytest.fixture
def karin(person: Any, grant: Any) -> Person:
    who: Person = person("Karin")
    grant(who, "coordinator")
    return who


def read(client: Any, path: str, language: str = "") -> str:
    client.cookies.pop(settings.LANGUAGE_COOKIE_NAME, None)
    if language:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page: str = client.get(path).content.decode()
    return page


@pytest.mark.parametrize(
    ("language", "lang", "said"),
    [
        ("", "nl", "Komt u er niet uit?"),
        ("nl-be", "nl-BE", "Raakt u er niet uit?"),
        ("en", "en", "Are you stuck?"),
        ("xx", "nl", "Komt u er niet uit?"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/mijn/", "/ronde/studiedag/wensen/"])
def test_a_page_is_in_the_language_that_somebody_chose(
    ria: Any, path: str, language: str, lang: str, said: str
) -> None:
    page = read(ria, path, language)
    assert (f'<html lang="{lang}"' in page, said in page) == (True, True)


def test_dates_and_numbers_are_english_too(ria: Any) -> None:
    page = read(ria, "/ronde/studiedag/wensen/", "en")
    assert ("until 19 November, 23:59" in page, "tot en met" in page) == (True, False)


def test_a_programme_that_says_je_says_it_on_its_own_pages_only(
    day: Round, ria: Any, karin: Any, sign_in: Any
) -> None:
    Programme.objects.update(form_of_address="je")
    assert "Kom je er niet uit?" in read(ria, "/ronde/studiedag/wensen/")
    assert "Kom je er niet uit?" in read(ria, "/mijn/")
    assert "Raak je er niet uit?" in read(ria, "/mijn/", "nl-be")
    assert "Komt u er niet uit?" in read(ria, "/mijn/gegevens/")
    assert "Komt u er niet uit?" in read(sign_in(karin), "/ronde/studiedag/deelnemers/")


def test_paper_speaks_as_the_install_does_whoever_prints_it() -> None:
    with speaking("en"):
        speak_to_all("je")
        assert (html_language(), form_now()) == ("nl", "je")


@pytest.fixture
def keeping(settings: Any) -> Iterator[None]:
    """Keep what was drawn, and forget it afterwards."""
    settings.KEEP_PROGRAMME_SECONDS = 60
    forget()
    yield
    forget()


def test_a_page_that_is_drawn_once_for_all_is_drawn_once_per_language(
    day: Round, keeping: None
) -> None:
    asked = ["", "en", "nl-be", "en", ""]
    pages = [read(Client(), "/ronde/studiedag/programma/", one) for one in asked]
    found = [page.split("<h2", 1)[0].count("Search the programme") for page in pages]
    assert [f'<html lang="{one}"' in page for one, page in zip(
        ["nl", "en", "nl-BE", "en", "nl"], pages, strict=True
    )] == [True] * 5  # fmt: skip
    assert found[1] == found[3] != found[0] == found[4]


def test_the_choice_stays_in_the_browser_and_with_the_person(ria: Any) -> None:
    page = ria.get("/taal/?terug=/mijn/").content.decode()
    assert ("Read in English" in page, 'value="/mijn/"' in page) == (True, True)
    answer = ria.post("/taal/", {"taal": "en", "terug": "/mijn/"})
    assert (answer.status_code, answer["Location"]) == (302, "/mijn/")
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert Person.objects.get(pk=ria.person.pk).language == "en"
    assert 'lang="en"' in read(ria, "/mijn/")  # another browser: no cookie


def test_the_way_back_stays_on_this_site(client: Any) -> None:
    answer = client.post("/taal/", {"taal": "en", "terug": "https://kwaad.example/"})
    assert answer["Location"] == "/"


@pytest.mark.parametrize(
    ("language", "form", "subject", "greeting"),
    [
        ("", "u", "Uw wensen voor", "Beste"),
        ("", "je", "Je wensen voor", "Beste"),
        ("nl-be", "u", "Uw voorkeuren voor", "Beste"),
        ("nl-be", "je", "Je voorkeuren voor", "Beste"),
        ("en", "je", "Your wishes for", "Dear"),
    ],
)
def test_a_letter_is_in_the_language_of_who_gets_it(
    day: Round, ria: Any, language: str, form: str, subject: str, greeting: str
) -> None:
    """X-33"""
    Person.objects.filter(pk=ria.person.pk).update(language=language)
    Programme.objects.update(form_of_address=form)
    who = day.participations.select_related("person", "round__programme").get()
    soup = Meeting.objects.get()
    chosen = {soup.slot_id or 0: [soup.pk]}
    save_wishes(who, absent=[], ranked=chosen, opinions={}, by=who.person, now=NOON)
    letter = Message.objects.get(kind="wishes_saved")
    assert letter.subject.startswith(subject)
    assert letter.body.startswith(greeting)
    assert letter.language == {"nl-be": "nl-BE", "en": "en"}.get(language, "nl")
