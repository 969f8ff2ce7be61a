"""Who stands where: the two groups, the roles, the states of a person. Plain values only."""

from enum import StrEnum


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
