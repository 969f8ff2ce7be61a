"""Who stands where: the two groups, the roles, the states of a person. Plain values only."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

# The words to which people say yes. Change the words, then change this number.
CONSENT_VERSION = "2026-1"
# What stands where the name of somebody stood who was erased.
ERASED_NAME = "verwijderde deelnemer"
LEAST_TELLING = 6  # signs: shorter words are found in other words
PHONE_DIGITS = 9  # a Dutch or Belgian number without what stands before it


class Group(StrEnum):
    """What somebody is to an organisation. The first two are brought together."""

    PAID = "paid"
    VOLUNTEER = "volunteer"
    OTHER = "other"


class Role(StrEnum):
    """What somebody may do, within a scope. A giver is no role: it follows from the offer."""

    OWNER = "owner"  # of the install
    COORDINATOR = "coordinator"  # of an organisation or of one round
    MEMBER = "member"  # answers what is asked of an organisation


class Scope(StrEnum):
    """What a role is about."""

    NETWORK = "network"
    ORGANISATION = "organisation"
    ROUND = "round"


class Entry(StrEnum):
    """How somebody came in. A personal link opens the own participation and nothing else."""

    LINK = "link"
    CODE = "code"
    FIRST = "first"  # the one-time address of the terminal
    DEMO = "demo"


def has_full_rights(entry: str) -> bool:
    """Say whether roles count in a session that began with this entry."""
    return entry in {Entry.CODE, Entry.FIRST, Entry.DEMO}


def is_possible(role: str, scope: str) -> bool:
    """Say whether a role exists in a scope: an owner owns the install, nothing smaller."""
    if role == Role.OWNER:
        return scope == Scope.NETWORK
    return role == Role.COORDINATOR or scope == Scope.ORGANISATION


def may_hand_out(held: Collection[str], role: str) -> bool:
    """Say whether who holds these roles may give or end this one. Nobody lifts himself up."""
    if Role.OWNER in held:
        return True
    return Role.COORDINATOR in held and role in {Role.COORDINATOR, Role.MEMBER}


def may_keep_phone(email: str, contact_by: str) -> bool:
    """Say whether we have a reason to keep a telephone number."""
    return not email or contact_by != "mail"


def can_be_told_apart(words: str) -> bool:
    """Say whether words in a text can only mean one person: a whole name, an address.

    A first name alone is everybody's; it would take others' names out of their texts.
    """
    return len(words) >= LEAST_TELLING and (" " in words or "@" in words or words.isdigit())


def without(text: str, told: Iterable[str], instead: str) -> str:
    """Put something else where these words stand, in whatever capitals."""
    for one in told:
        text = re.sub(re.escape(one), instead, text, flags=re.IGNORECASE)
    return text


def consent_after(last: str, answer: str) -> str:
    """Turn a no after a yes into a withdrawal, and a withdrawal of nothing into a refusal."""
    if answer == "given":
        return "given"
    return "withdrawn" if last in {"given", "withdrawn"} else "refused"


@dataclass(frozen=True)
class Known:
    """What tells people apart: everything bare, without capitals, accents and signs."""

    id: int
    name: str
    last_name: str
    email: str
    phone: str
    places: frozenset[str]  # where they live, and the organisations they belong to


class Alike(StrEnum):
    """Why two records may be the same person."""

    NAME = "name"
    PHONE = "phone"
    ADDRESS = "address"


def find_doubles(people: Iterable[Known]) -> dict[tuple[int, int], set[Alike]]:
    """Find pairs that may be one person, with why. Looks at each record a few times only."""
    found: dict[tuple[int, int], set[Alike]] = defaultdict(set)
    names: dict[str, list[Known]] = defaultdict(list)
    phones: dict[str, list[Known]] = defaultdict(list)
    addresses: dict[str, list[Known]] = defaultdict(list)
    for known in people:
        names[known.name].append(known)
        if len(known.phone) >= PHONE_DIGITS:
            phones[known.phone[-PHONE_DIGITS:]].append(known)
        for less in _one_sign_less(known.email):
            addresses[less].append(known)
    for why, groups, fits in (
        (Alike.NAME, names, lambda one, other: bool(one.places & other.places)),
        (Alike.PHONE, phones, _could_be),
        (Alike.ADDRESS, addresses, _could_be),
    ):
        for alike in groups.values():
            for one, other in combinations(sorted(alike, key=lambda k: k.id), 2):
                if one.id != other.id and fits(one, other):
                    found[one.id, other.id].add(why)
    return dict(found)


def _could_be(one: Known, other: Known) -> bool:
    """Colleagues share a telephone and half an address; one person keeps part of the name."""
    if one.last_name == other.last_name:
        return one.name[:1] == other.name[:1]
    return bool(set(_one_sign_less(one.name)) & set(_one_sign_less(other.name)))


def _one_sign_less(text: str) -> list[str]:
    """A text, and what is left of it without one sign. Two that share one are nearly equal."""
    return [text, *(text[:i] + text[i + 1 :] for i in range(len(text)))] if text else []
