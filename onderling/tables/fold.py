"""Texts made alike, so that capitals, accents and signs do not keep equals apart."""

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart into a letter and an accent.
ALIKE = str.maketrans(
    {"\u0131": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe"}
)
SIGNS = re.compile(r"[\W_]+")
APOSTROPHES = re.compile("['’‘`\u00b4\u02bc]")


def words(text: str) -> str:
    """Return the bare words of a text, with one space between them.

    "Theater: Het gaat wél, hoor" and "theater - het gaat wel hoor" give the same.
    """
    bare = text.casefold()
    if not bare.isascii():  # plain signs have no accents to take off
        parts = unicodedata.normalize("NFKD", bare)
        bare = "".join(sign for sign in parts if not unicodedata.combining(sign))
        bare = bare.translate(ALIKE)
    return SIGNS.sub(" ", APOSTROPHES.sub("", bare)).strip()


@lru_cache(maxsize=32_768)  # each name and title of a list is asked for several times
def letters(text: str) -> str:
    """Return the bare letters and digits: "E-mail adres" and "Emailadres" give the same."""
    return words(text).replace(" ", "")
