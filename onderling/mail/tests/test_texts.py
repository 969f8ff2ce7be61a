"""The texts of messages: ours, per u and je, and what a round makes of them (X-33, X-140)."""

from collections.abc import Callable
from typing import Any

import pytest

from onderling.base.errors import Refused
from onderling.mail.actions.texts import change_text, reset_text, texts_of
from onderling.mail.models import OwnText
from onderling.mail.rules import (
    PLACEHOLDERS,
    filled,
    unknown_in,
    unlinked,
    voices_for,
)
from tests.makers import NOON

Maker = Callable[..., Any]
PAGE = "/ronde/studiedag/berichten/teksten/"
DEMO = """
    uitnodiging_festival bevestiging_gever wens_ontvangen plaatsing zin_eerste_wens
    zin_niet_alles wachtlijst_vrij herinnering_week herinnering_dag wisseldag_koppeling
    wisseldag_gastheer afgezegd_door_plek evaluatie terugkoppeling drie_maanden
    bijdrage_bevestigen vraag_aangehaakt vraagstuk_gematcht
"""
VALUES = {
    "voornaam": "Ria",
    "programma": "Studiedag 2026",
    "contactnaam": "Karin",
    "contacttelefoon": "088 000 00 00",
    "afzender": "Karin",
    "link": "http://127.0.0.1:8000/link/abc/",
}


@pytest.mark.parametrize("form", ["u", "je"])
def test_the_first_set_is_complete_and_asks_only_what_it_may(form: str, db: None) -> None:
    texts = texts_of(None, form=form).of
    assert set(DEMO.split()) - set(texts) == set()
    odd = {
        key: found
        for key, text in texts.items()
        if (found := unknown_in(f"{text.subject}{text.body}", text.takes))
    }
    assert odd == {}
    assert {name for text in texts.values() for name in text.takes} - set(PLACEHOLDERS) == set()


@pytest.mark.parametrize(
    ("locale", "form", "voices"),
    [
        ("nl-NL", "u", ["nl_nl_u", "nl_u"]),
        ("nl-BE", "je", ["nl_be_je", "nl_je", "nl_u"]),
        ("en", "u", ["en_u", "nl_u"]),
    ],
)
def test_a_voice_that_is_not_there_falls_back_to_plain_dutch(
    locale: str, form: str, voices: list[str], db: None
) -> None:
    assert voices_for(locale, form) == voices
    assert texts_of(None, locale=locale, form=form).of["evaluatie"].subject != ""


@pytest.mark.parametrize(
    ("form", "said"), [("u", "Uw eigen pagina"), ("je", "Je eigen pagina")]
)
def test_the_foot_speaks_as_the_letter_does(form: str, said: str, db: None) -> None:
    letter = texts_of(None, form=form).letter("verdeling_ongedaan", VALUES, by_mail=True)
    assert (said in letter.body, "088 000 00 00" in letter.body) == (True, True)
    assert letter.subject.endswith("programma voor Studiedag 2026 verandert")


def test_a_text_is_filled_in_once(db: None) -> None:
    """S23: what people typed is never read as a placeholder, a template or a format."""
    typed = {"titel": "{link} {a.__class__} %s {{ x }}", "link": "http://geheim.example/"}
    assert filled("Over ‘{titel}’", typed) == "Over ‘{link} {a.__class__} %s {{ x }}’"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Win op http://evil.example/x", "Win op http evil. example/x"),
        ("www.evil.com", "www. evil. com"),
        ("jan@evil.com", "jan@evil. com"),
        ("Dhr. J.P. de Vries, 10.00 uur", "Dhr. J.P. de Vries, 10.00 uur"),
        ("088 000 00 00", "088 000 00 00"),
    ],
)
def test_what_people_typed_never_becomes_a_link(typed: str, kept: str) -> None:
    """S2."""
    assert unlinked(typed) == kept
    assert filled("{titel}", {"titel": typed}) == kept
    assert filled("{link}", {"link": "https://ons.example/a"}) == "https://ons.example/a"


def test_an_empty_value_leaves_no_hole() -> None:
    assert filled("Een\n\n{reden}\n\nTwee", {}) == "Een\n\nTwee"


def test_a_round_has_its_own_text_until_it_goes_back(karin: Any, study_day: Maker) -> None:
    day, other = karin.memberships.get().scope_id, study_day(slug="andere-dag")
    own = type(other).objects.get(pk=day)
    change_text(own, "plaatsing", subject="Hoera", body="Dag {voornaam}", by=karin, now=NOON)
    assert texts_of(own).of["plaatsing"].subject == "Hoera"
    assert texts_of(other).of["plaatsing"].subject == "Uw programma voor {datum}"
    reset_text(own, "plaatsing", by=karin, now=NOON)
    assert texts_of(own).of["plaatsing"].own is False


@pytest.mark.parametrize("key", ["voet", "zin_vol", "bestaat-niet"])
def test_the_foot_is_not_the_rounds_to_change(key: str, karin: Any) -> None:
    with pytest.raises(Refused):
        change_text(karin, key, subject="", body="", by=karin, now=NOON)


def test_a_placeholder_that_does_not_exist_is_named_in_the_form(
    karin: Any, sign_in: Callable[..., Any]
) -> None:
    client = sign_in(karin)
    typed = {"subject": "Hoi {voornam}", "body": "Dag {voornaam}, {a.__class__}"}
    page = client.post(f"{PAGE}plaatsing/", typed).content.decode()
    assert ["{voornam}" in page, "{a.__class__}" in page] == [True, True]
    assert "Dit kunnen wij hier niet invullen: {voornam}." in page
    assert not OwnText.objects.exists()


def test_a_text_is_changed_and_put_back_on_its_page(
    karin: Any, sign_in: Callable[..., Any]
) -> None:
    client = sign_in(karin)
    typed = {"subject": "Uw dag", "body": "Dag {voornaam},\r\n\r\n{programmalijst}"}
    page = client.post(f"{PAGE}plaatsing/", typed, follow=True).content.decode()
    assert ["Uw dag" in page, "eigen tekst" in page] == [True, True]
    assert OwnText.objects.get().body == "Dag {voornaam},\n\n{programmalijst}"
    client.post(f"{PAGE}plaatsing/", {"terug": "ja"})
    assert not OwnText.objects.exists()
