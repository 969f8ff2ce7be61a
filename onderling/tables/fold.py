"""Texts made alike, so that capitals, accents and signs do not keep equals apart."""

import re
import unicodedata

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
    parts = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return SIGNS.sub(" ", APOSTROPHES.sub("", letters.translate(ALIKE))).strip()


def letters(text: str) -> str:
    """Return the bare letters and digits: "E-mail adres" and "Emailadres" give the same."""
    return words(text).replace(" ", "")
