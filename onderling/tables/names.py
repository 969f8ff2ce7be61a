"""Dutch and Flemish names, and the mail addresses that people type."""

import re
from dataclasses import dataclass
from typing import Literal

from .fold import APOSTROPHES

SMALL_WORDS = (
    "aan af al bij da de degli dei del della den der des di do dos du el het im in la las le"
    " les los onder op over 's 't te ten ter tot uit uijt van ver vom von voor zu zum zur"
)
INFIXES = frozenset(SMALL_WORDS.split())


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in the three parts of a Dutch list: Nienke, van der, Meulenkamp."""

    first: str
    infix: str = ""
    last: str = ""

    @property
    def full(self) -> str:
        return " ".join(part for part in (self.first, self.infix, self.last) if part)


def split_name(text: str) -> Name:
    """Take a name apart, written either way round.

    An infix in small letters stands apart, as in a Dutch list. With a capital it is the
    beginning of a Flemish last name. One word alone is a first name: so people sign up
    whom everybody knows.
    """
    before, comma, after = text.partition(",")
    if comma and after.strip(" ,") and before.strip():
        return _turned_round(before.split(), after.replace(",", " ").split())
    words = text.replace(",", " ").split()
    start, stays = _first_infix(words)
    if start is None or stays:
        start = start or max(len(words) - 1, 1)
        return Name(" ".join(words[:start]), "", " ".join(words[start:]))
    end = start
    while end < len(words) - 1 and _is_infix(words[end]):
        end += 1
    return Name(" ".join(words[:start]), " ".join(words[start:end]), " ".join(words[end:]))


def _turned_round(last: list[str], first: list[str]) -> Name:
    """Read "Zandt, Sanne van der", "van der Zandt, Sanne" and "Zandt, van der, Sanne"."""
    infix: list[str] = []
    while len(last) > 1 and _is_infix(last[0]):
        infix.append(last.pop(0))
    behind: list[str] = []
    while len(first) > 1 and _is_infix(first[-1]):
        behind.insert(0, first.pop())
    while len(first) > 1 and _is_infix(first[0]):
        infix.append(first.pop(0))
    return Name(" ".join(first), " ".join(infix + behind), " ".join(last))


def _first_infix(words: list[str]) -> tuple[int | None, bool]:
    """Find where the infix begins, and whether it stays with the last name.

    It does with a Flemish capital, and in Jansen-de Vries. The last word is somebody's
    name, and a capital at the beginning too: Al Jansen.
    """
    for place, word in enumerate(words[:-1]):
        if _is_infix(word):
            return place, False
        if place and _is_infix(word.rpartition("-")[2].lower()):
            return place, True
    return None, False


def _is_infix(word: str) -> bool:
    return APOSTROPHES.sub("'", word) in INFIXES


AddressRemark = Literal["spaces", "capitals", "wrapped", "anonymous", "invalid"]

WRAPPED = re.compile(r"(?:[^<>]*<\s*(?:mailto:)?([^<>\s]+)\s*>|mailto:(\S+))", re.IGNORECASE)
ANONYMOUS = frozenset({"anonymous", "anoniem"})
ADDRESS = re.compile(
    r"(?=.{3,254}\Z)(?=[^@]{1,64}@)"
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[^\W_](?:(?:[^\W_]|-){0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]"
)


def clean_address(text: str) -> tuple[str, tuple[AddressRemark, ...]]:
    """Return the mail address in a cell, and what was odd about it.

    The address is empty when there is none to write to: the cell was empty, came from a
    form without sign-in ("anonymous") or is no address ("invalid").
    """
    remarks: list[AddressRemark] = []
    address = text.strip(" \t\r\n\u00a0\u200b\ufeff")
    if not address:
        return "", ()
    if address != text:
        remarks.append("spaces")
    wrapped = WRAPPED.fullmatch(address)
    if wrapped:
        remarks.append("wrapped")
        address = wrapped[1] or wrapped[2]
    if address.casefold() in ANONYMOUS:
        return "", (*remarks, "anonymous")
    small = address.lower()
    if not ADDRESS.fullmatch(small):
        return "", (*remarks, "invalid")
    if address != small:
        remarks.append("capitals")
    return small, tuple(remarks)
