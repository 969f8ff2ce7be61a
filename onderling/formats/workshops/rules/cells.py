"""Reading single cells: a group, a yes or no, a number, a time, the rounds of the day."""

import re
import unicodedata

from onderling.people.rules import Group
from onderling.rounds.rules import Audience
from onderling.tables.fold import letters

STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
GROUP_NAMES = {
    Group.PAID: "beroepskracht",
    Group.VOLUNTEER: "vrijwilliger",
    Group.OTHER: "anders",
}
GROUP_SPELLINGS = {
    Group.PAID: "b bk beroeps beroepskr beroepskrachten betaald medewerker werknemer prof"
    " professional paid staff",
    Group.VOLUNTEER: "v vw vrijw vrijwilligers vrijwilligster vrijwillig volunteer",
    Group.OTHER: "a overig overige gast stagiair stagiaire cliënt client bewoner other",
}
SPELLED = {word: group for group, all in GROUP_SPELLINGS.items() for word in all.split()}
NAMED = {name: group for group, name in GROUP_NAMES.items()}
CONTACT_NAMES = {
    "mail": "e-mail",
    "mail_sms": "e-mail en sms",
    "phone": "telefoon",
    "phone_post": "telefoon of post",
}
CONTACTS = {letters(name): key for key, name in CONTACT_NAMES.items()} | {
    "mail": "mail",
    "post": "phone_post",
    "brief": "phone_post",
    "posttelefoon": "phone_post",
    "sms": "mail_sms",
    "bellen": "phone",
    "tel": "phone",
}
AUDIENCE_NAMES = {
    Audience.EVERYONE: "iedereen",
    Audience.PARTNERS: "partners",
    Audience.OWN: "eigen organisatie",
}
AUDIENCES = {letters(name): key for key, name in AUDIENCE_NAMES.items()} | {
    "allen": Audience.EVERYONE,
    "alle": Audience.EVERYONE,
    "everyone": Audience.EVERYONE,
    "openbaar": Audience.EVERYONE,
    "alleenpartners": Audience.PARTNERS,
    "partnerorganisaties": Audience.PARTNERS,
    "eigen": Audience.OWN,
    "intern": Audience.OWN,
    "alleeneigenorganisatie": Audience.OWN,
}
YES = {"ja", "j", "yes", "true", "waar", "x", "1", "aanwezig", "wel"}
NO = {"nee", "n", "no", "false", "onwaar", "0", "afwezig", "niet"}
TIME = re.compile(r"(\d{1,2})[.:u](\d{2})\s*(?:-|–|tot|/)+\s*(\d{1,2})[.:u](\d{2})")
TOTALS = {"totaal", "total", "subtotaal", "eindtotaal", "som", "aantal", "gemiddelde"}


def tidy(text: str) -> str:
    """Return the text with single spaces and without signs that only steer the screen."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()  # nearly every cell; a long list has tens of thousands
    clean = STEERING.sub(" ", unicodedata.normalize("NFC", text))
    return "\n".join(" ".join(line.split()) for line in clean.splitlines()).strip()


def group_of(text: str) -> tuple[Group | None, bool]:
    """Return the group that is meant, and whether it was written as we write it."""
    bare = letters(text)
    if bare in NAMED:
        return NAMED[bare], True
    return SPELLED.get(bare), False


def contact_of(text: str) -> str | None:
    """Return how somebody wants to be reached: mail, mail_sms, phone or phone_post."""
    return CONTACTS.get(letters(text))


def audience_of(text: str) -> Audience | None:
    """Read for whom a workshop is: iedereen, partners, eigen organisatie."""
    return AUDIENCES.get(letters(text))


def yes_or_no(text: str) -> bool | None:
    """Read ja, nee, x, 1, 0; None when it is neither."""
    bare = letters(text)
    return True if bare in YES else False if bare in NO else None


def number_in(text: str) -> int | None:
    """Read a whole number up to 9999; None when it is none."""
    bare = text.strip()
    return int(bare) if re.fullmatch(r"\d{1,4}", bare) else None


def rounds_in(text: str) -> tuple[int, int] | None:
    """Read "2", "ronde 2" or, for a workshop that runs on, "1 en 2": first and last."""
    numbers = [int(found) for found in re.findall(r"\d{1,2}", text)]
    return (numbers[0], numbers[-1]) if numbers else None


def clocks_in(text: str) -> tuple[str, str] | None:
    """Read "10.00-11.15" as ("10:00", "11:15")."""
    found = TIME.search(text)
    if not found:
        return None
    hours = (int(found[1]), int(found[3]))
    minutes = (int(found[2]), int(found[4]))
    if max(hours) > 23 or max(minutes) > 59:
        return None
    starts, ends = (f"{h:02}:{m:02}" for h, m in zip(hours, minutes, strict=True))
    return (starts, ends) if starts < ends else None


def is_total(cells: tuple[str, ...]) -> bool:
    """Say whether this row only counts the rows above it."""
    first = next((cell for cell in cells if cell.strip()), "")
    return letters(first) in TOTALS
