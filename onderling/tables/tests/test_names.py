"""Names and addresses as people type them: X-2."""

import pytest

from onderling.tables.names import Name, clean_address, split_name


@pytest.mark.parametrize(
    ("text", "first", "infix", "last"),
    [
        ("Bruijne, Nienke de", "Nienke", "de", "Bruijne"),
        ("Zandt, Sanne van der", "Sanne", "van der", "Zandt"),
        ("Boomgaard, Marc van den", "Marc", "van den", "Boomgaard"),
        ("Hove, Jelle ten", "Jelle", "ten", "Hove"),
        ("van den Boomgaard, Marc", "Marc", "van den", "Boomgaard"),
        ("Boomgaard, van den, Marc", "Marc", "van den", "Boomgaard"),
        ("Terpstra, Bea", "Bea", "", "Terpstra"),
        ("Vries, Anne Marie de", "Anne Marie", "de", "Vries"),
        ("Nienke van der Meulenkamp", "Nienke", "van der", "Meulenkamp"),
        ("Hanan el Mansouri", "Hanan", "el", "Mansouri"),
        ("Jan in ’t Veld", "Jan", "in ’t", "Veld"),
        ("Jan in 't Veld", "Jan", "in 't", "Veld"),
        ("Kees van 's-Gravesande", "Kees", "van", "'s-Gravesande"),
        ("Jansen-de Vries, Anna", "Anna", "", "Jansen-de Vries"),
        ("Anna Jansen-de Vries", "Anna", "", "Jansen-de Vries"),
        ("Veerle Van Hoolandt", "Veerle", "", "Van Hoolandt"),
        ("Van Hoolandt, Veerle", "Veerle", "", "Van Hoolandt"),
        ("Jan De Smet", "Jan", "", "De Smet"),
        ("Lucas Van den Berghe", "Lucas", "", "Van den Berghe"),
        ("Kübra Aksoy", "Kübra", "", "Aksoy"),
        ("Jan Pieter Jansen", "Jan Pieter", "", "Jansen"),
        ("  Ria \t van  Lierop ", "Ria", "van", "Lierop"),
        ("van Lierop", "", "van", "Lierop"),
        ("Toos", "Toos", "", ""),
        ("Toos,", "Toos", "", ""),
        ("de", "de", "", ""),
        ("Al Jansen", "Al", "", "Jansen"),
        ("", "", "", ""),
    ],
)
def test_a_name_comes_apart_the_dutch_or_the_flemish_way(
    text: str, first: str, infix: str, last: str
) -> None:
    assert split_name(text) == Name(first, infix, last)


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("Zandt, Sanne van der", "Sanne van der Zandt"),
        ("Van Hoolandt, Veerle", "Veerle Van Hoolandt"),
        ("Toos", "Toos"),
    ],
)
def test_a_full_name_is_written_the_way_people_say_it(text: str, full: str) -> None:
    assert split_name(text).full == full


@pytest.mark.parametrize(
    ("text", "address", "remarks"),
    [
        ("a.b@c.example", "a.b@c.example", ()),
        ("", "", ()),
        ("  ", "", ()),
        (" a@b.example ", "a@b.example", ("spaces",)),
        ("a@b.example\u00a0", "a@b.example", ("spaces",)),
        ("A@B.Example", "a@b.example", ("capitals",)),
        (" A@b.example", "a@b.example", ("spaces", "capitals")),
        ("Jan <jan@b.example>", "jan@b.example", ("wrapped",)),
        ("mailto:jan@b.example", "jan@b.example", ("wrapped",)),
        ("anonymous", "", ("anonymous",)),
        ("Anoniem", "", ("anonymous",)),
        ("ruth@@post.example", "", ("invalid",)),
        ("ruth@post", "", ("invalid",)),
        ("ruth.post.example", "", ("invalid",)),
        ("ruth@post..example", "", ("invalid",)),
        (".ruth@post.example", "", ("invalid",)),
        ("ruth @post.example", "", ("invalid",)),
        ("a@b.example; c@d.example", "", ("invalid",)),
        ("a@b.example\nBcc: x@y.example", "", ("invalid",)),
        ("m\u0131ke@post.example", "", ("invalid",)),
        ("jan@zoë.example", "jan@zoë.example", ()),
        ("x" * 65 + "@post.example", "", ("invalid",)),
        ("n.v.t.", "", ("invalid",)),
        ("o'neil+tag@post.example", "o'neil+tag@post.example", ()),
    ],
)
def test_an_address_is_cleaned_and_what_was_odd_is_told(
    text: str, address: str, remarks: tuple[str, ...]
) -> None:
    assert clean_address(text) == (address, remarks)
