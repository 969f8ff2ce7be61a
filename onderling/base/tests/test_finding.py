"""Searching by the stem of Dutch words, the same on both databases (issue 6 part 5)."""

import pytest

from onderling.base.finding import find, forget, remember, stems_of
from onderling.base.models import SearchDocument, SearchWord, Setting


def show(number: int, title: str, words: str = "") -> None:
    remember(Setting(pk=number), kind="tip", title=title, words=words, url=f"/{number}/")


def found(asked: str) -> list[str]:
    return [one.document.url for one in find(asked)]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("vrijwilligers", "vrijwilliger"),
        ("Workshops", "workshop"),
        ("coördinatoren", "COORDINATOREN"),
        ("verhalen", "verhaal"),
        ("wandelingen", "wandeling"),
    ],
)
def test_one_word_has_one_stem_however_it_is_written(typed: str, kept: str) -> None:
    assert stems_of(typed) == stems_of(kept)


def test_the_commonest_words_tell_nothing() -> None:
    assert stems_of("Wat is het van de") == []


@pytest.mark.django_db
def test_all_words_must_be_there_and_a_title_weighs_more() -> None:
    show(1, "Soep met vrijwilligers", "Kook samen.")
    show(2, "Koken", "Een vrijwilliger maakt soep voor iedereen.")
    show(3, "Fietsen maken", "Met gereedschap.")
    assert found("vrijwilliger soep") == ["/1/", "/2/"]
    assert found("fiets") == ["/3/"]
    assert found("soep fiets") == []
    assert found("") == []
    assert found("de het een") == []


@pytest.mark.django_db
def test_a_piece_of_a_long_word_is_found_after_the_word_itself() -> None:
    show(1, "Schuldhulpverlening")
    show(2, "Hulp vragen")
    assert found("hulp") == ["/2/", "/1/"]


@pytest.mark.django_db
def test_showing_again_takes_the_place_and_forgetting_leaves_nothing() -> None:
    show(1, "Soep")
    show(1, "Brood")
    assert (found("soep"), found("brood")) == ([], ["/1/"])
    forget(Setting(pk=1))
    assert (SearchDocument.objects.count(), SearchWord.objects.count()) == (0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["%", "_", "'; --", "a" * 5000, "ﬁ\0", "☃ ☃"])
def test_no_sign_makes_a_search_stumble(asked: str) -> None:
    show(1, "Soep")
    assert found(asked) == []
