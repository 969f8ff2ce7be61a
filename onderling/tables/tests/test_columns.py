"""Recognising columns by what people write above them: X-2."""

import pytest

from onderling.tables.columns import NUMBER, Column, Found, find_columns, missing, recognise

NAME = Column("name", ("Naam", "Naam deelnemer"), required=True)
EMAIL = Column("email", ("E-mailadres", "E-mail", "Mail"))
ROLE = Column("role", ("Beroepskracht/vrijwilliger", "Groep"))
WISH = Column(
    "wish",
    patterns=(
        rf".*ronde (?P<slot>{NUMBER}) (?P<rank>{NUMBER}) keuze",
        rf"keuze ronde (?P<slot>{NUMBER})",
        rf"keuze ?(?P<rank>{NUMBER})",
    ),
)
REMARK = Column("remark", ("Opmerkingen",), repeated=True)
ALL = (NAME, EMAIL, ROLE, WISH, REMARK)


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Naam", "name"),
        ("naam ", "name"),
        ("NAAM:", "name"),
        ("E-mailadres", "email"),
        ("e mail adres", "email"),
        ("Email", "email"),
        ("É-mail", "email"),
        ("Beroepskracht / vrijwilliger", "role"),
    ],
)
def test_a_header_is_known_in_every_spelling(title: str, key: str) -> None:
    assert recognise([title], ALL) == {0: key}


@pytest.mark.parametrize("title", ["", " ", "???", "Naam partner", "Lunch", "Mailing"])
def test_a_header_that_only_looks_alike_stays_unknown(title: str) -> None:
    assert recognise([title], ALL) == {}


@pytest.mark.parametrize(
    ("title", "numbers"),
    [
        ("Welke workshop kiest u in ronde 1? (eerste keuze)", {"slot": 1, "rank": 1}),
        ("Welke workshop kiest u in ronde 2? (tweede keuze)", {"slot": 2, "rank": 2}),
        ("Ronde 3, 2e keuze", {"slot": 3, "rank": 2}),
        ("Keuze ronde 2", {"slot": 2}),
        ("Keuze ronde twee", {"slot": 2}),
        ("keuze3", {"rank": 3}),
    ],
)
def test_a_long_question_gives_its_numbers(title: str, numbers: dict[str, int]) -> None:
    (found,) = find_columns([title], ALL)
    assert (found.key, dict(found.numbers)) == ("wish", numbers)


def test_two_headers_for_one_thing_the_better_name_wins_and_the_other_is_left() -> None:
    assert recognise(["Mail", "Naam", "E-mailadres", "naam"], ALL) == {1: "name", 2: "email"}


def test_columns_that_differ_in_their_numbers_are_not_one_thing() -> None:
    header = ["Keuze ronde 1", "Keuze ronde 2", "keuze ronde 1"]
    assert find_columns(header, ALL) == (
        Found(0, "wish", {"slot": 1}),
        Found(1, "wish", {"slot": 2}),
    )


def test_a_column_that_may_repeat_is_found_each_time() -> None:
    assert recognise(["Opmerkingen", "Opmerkingen"], ALL) == {0: "remark", 1: "remark"}


def test_a_list_without_names_misses_that_column() -> None:
    assert missing(find_columns(["E-mail"], ALL), ALL) == (NAME,)
    assert missing(find_columns(["Naam"], ALL), ALL) == ()
