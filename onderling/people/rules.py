"""Who stands where: the two groups, the roles, the states of a person. Plain values only."""

from collections.abc import Collection
from enum import StrEnum

# The words to which people say yes. Change the words, then change this number.
CONSENT_VERSION = "2026-1"


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


def consent_after(last: str, answer: str) -> str:
    """Turn a no after a yes into a withdrawal, and a withdrawal of nothing into a refusal."""
    if answer == "given":
        return "given"
    return "withdrawn" if last in {"given", "withdrawn"} else "refused"
