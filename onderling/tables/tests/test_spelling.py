"""Which title is meant: the demo's own odd titles are in test_demo_files."""

import pytest

from onderling.tables.spelling import nearest

TITLES = (
    "Theater: Het gaat wel, hoor",
    "Wie doet wat? Het kookboek van een goede samenwerking",
    "Wie zit er aan tafel? De keten op de vloer",
    "Het kind dat niets zegt",
    "Het kind dat alles zegt",
    "Workshop 1",
    "Café Zuid",
    "Soep",
)


@pytest.mark.parametrize(
    ("text", "choice", "how"),
    [
        ("Soep", "Soep", "same"),
        (" soep ", "Soep", "other_spelling"),
        ("theater - het gaat wel hoor", "Theater: Het gaat wel, hoor", "other_spelling"),
        ("Cafe zuid", "Café Zuid", "other_spelling"),
        ("Theater: Het gaa", "Theater: Het gaat wel, hoor", "cut_off"),
        ("Wie zit er aan ta…", "Wie zit er aan tafel? De keten op de vloer", "cut_off"),
        ("Teater: Het gaat wel, hoor", "Theater: Het gaat wel, hoor", "typo"),
        ("Het knid dat niets zegt", "Het kind dat niets zegt", "typo"),
    ],
)
def test_a_title_is_recognised_and_it_says_how(text: str, choice: str, how: str) -> None:
    found = nearest(text, TITLES)
    assert found is not None
    assert (found.choice, found.how) == (choice, how)


@pytest.mark.parametrize(
    "text",
    ["", "?!", "Iets heel anders", "Het kind dat", "Theater", "Workshop 2", "Work", "Sop"],
)
def test_in_doubt_there_is_no_answer(text: str) -> None:
    assert nearest(text, TITLES) is None


def test_a_text_between_two_titles_is_neither() -> None:
    assert nearest("Het kind dat weinig zegt", TITLES) is None
    assert nearest("ZUID", ("Zuid!", "zuid")) is None


def test_the_answer_does_not_depend_on_the_order_of_the_titles() -> None:
    texts = ["Het knid dat niets zegt", "Wie zit er", "soep", "Workshop 2"]
    assert [nearest(text, TITLES) for text in texts] == [
        nearest(text, TITLES[::-1]) for text in texts
    ]
