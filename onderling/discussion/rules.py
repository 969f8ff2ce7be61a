"""What may be said, what is looked at first, and where somebody is better helped."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

LONGEST = 1000  # signs of one comment
MOST = 10  # comments of one person in a quarter of an hour
QUARTER = timedelta(minutes=15)
A_YEAR = timedelta(days=366)
HOLD = timedelta(minutes=5)  # a mail about a refusal waits so long: it can be taken back

MAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
# A text with these may point at a victim or an offender. It is not a verdict: somebody looks.
HARM = re.compile(
    r"\b(sla(at|an|ande)|sloeg(en)?|geslagen|mishandel\w*|misbruik\w*|verkracht\w*"
    r"|aangerand|aanrand\w*|incest|stalk\w*|bedreig\w*|zelfmoord\w*|zelfdoding"
    r"|blauwe plekken|huiselijk geweld|verwaarloos\w*|loverboy\w*|uitgebuit|uitbuit\w*)\b",
    re.IGNORECASE,
)
SOMEBODY = re.compile(
    r"\b((mijn|onze|haar|zijn|die|de) (buur\w*|man|vrouw|vriend|vriendin|ex|vader|moeder|zoon"
    r"|dochter|kind\w*|broer|zus|collega|cliënt|bewoner|klant|leerling|stiefvader)"
    r"|op nummer \d+|huisnummer \d+|ik)\b",
    re.IGNORECASE,
)
PHONE = re.compile(r"(?<!\d)(\+3[12]|0)[\s\d/.-]{8,13}\d(?!\d)")
A_DAY = re.compile(r"(?<!\d)(?<!\d[-/.])\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?![-/.]?\d)")
SHORTEST_NUMBER = 9  # digits, with its 0: 02 123 45 67 in Belgium


class State(StrEnum):
    """How far a comment is. Of one that its writer took away only the place is left."""

    VISIBLE = "visible"
    HELD = "held"
    REJECTED = "rejected"
    DELETED = "deleted"


class Mode(StrEnum):
    """When somebody looks: before a comment is placed, or after."""

    BEFORE = "before"
    AFTER = "after"


class Writers(StrEnum):
    """Who may write in a thread."""

    EVERYBODY = "everybody"  # also a guest, after a button behind a mail
    KNOWN = "known"  # who is signed in
    MEMBERS = "members"  # who takes part in what the thread is about


class Reason(StrEnum):
    """Why a comment is not placed. The last one sends its writer to a desk."""

    ADVERTISING = "advertising"
    RECOGNISABLE = "recognisable"
    HURTFUL = "hurtful"
    ELSEWHERE = "elsewhere"
    TWICE = "twice"
    REFERRED = "referred"


class Desk(StrEnum):
    """Who really helps, when a text is about harm to somebody."""

    SAFE_HOME = "safe_home"
    VICTIMS = "victims"
    SUICIDE = "suicide"
    EMERGENCY = "emergency"


@dataclass(frozen=True)
class Telephone:
    """How to reach a desk in one country. Free and public numbers only."""

    name: str
    number: str
    site: str


# To start with; the owner of an install keeps them and checks them (see actions/desks.py).
# Not translated: these are names and numbers of services, each in its own country.
DESKS: dict[str, dict[Desk, Telephone]] = {
    "NL": {
        Desk.SAFE_HOME: Telephone("Veilig Thuis", "0800 2000", "veiligthuis.nl"),
        Desk.VICTIMS: Telephone("Slachtofferhulp", "0900 0101", "slachtofferhulp.nl"),
        Desk.SUICIDE: Telephone("113 Zelfmoordpreventie", "0800 0113", "113.nl"),
        Desk.EMERGENCY: Telephone("het alarmnummer", "112", "112.nl"),
    },
    "BE": {
        Desk.SAFE_HOME: Telephone("1712", "1712", "1712.be"),
        Desk.VICTIMS: Telephone("Slachtofferhulp van het CAW", "0800 13 500", "caw.be"),
        Desk.SUICIDE: Telephone("de Zelfmoordlijn", "1813", "zelfmoord1813.be"),
        Desk.EMERGENCY: Telephone("het alarmnummer", "112", "112.be"),
    },
}


def needs_a_look(checked: date | None, *, today: date) -> bool:
    """Say whether somebody should check a desk: never done, or more than a year ago."""
    return checked is None or today - checked > A_YEAR


def points_at_somebody(text: str) -> bool:
    """Say whether a text may be about harm to somebody who can be recognised.

    Such a text waits for a person to look, whatever the mode. Rather one too many: it costs a
    look, and the other mistake cannot be undone.
    """
    return bool(HARM.search(text) and SOMEBODY.search(text))


def names_an_address(text: str) -> bool:
    """Say whether a text holds a mail address: everybody would read it, and robots first."""
    return bool(MAIL_ADDRESS.search(text))


def names_a_number(text: str) -> bool:
    """Say whether a text holds a telephone number. Fewer doubts than `PHONE`, which only holds.

    A day and a time have points and dashes too: they are no number.
    """
    found = PHONE.finditer(A_DAY.sub(" ", text))
    return any(sum(map(str.isdigit, one[0])) >= SHORTEST_NUMBER for one in found)


def first_state(mode: str, text: str, *, by_manager: bool = False) -> State:
    """Say where a comment begins whose writer we know."""
    if by_manager:
        return State.VISIBLE
    careful = mode == Mode.BEFORE or points_at_somebody(text) or PHONE.search(text)
    return State.HELD if careful else State.VISIBLE


def too_many(earlier: Sequence[datetime], *, now: datetime) -> bool:
    """Say whether somebody should first take a breath."""
    return sum(now - at < QUARTER for at in earlier) >= MOST


def may_be_judged(state: str, *, confirmed: bool) -> bool:
    """What nobody vouched for, and what its writer took away, is not for a moderator."""
    return confirmed and state != State.DELETED
