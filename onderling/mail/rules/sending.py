"""Which messages wait for a safe install, when we try again and when no more."""

from dataclasses import dataclass
from datetime import timedelta

# Sign-in codes and answers to something the person did a moment ago. They leave at once, also
# while mail to many people is still held back.
ANSWERS = frozenset(
    {
        "sign_in_code",
        "personal_link",
        "confirm_address",
        "confirm_newsletter",
        "address_changed",
        "export_told",
        "confirm_comment",
        "confirm_sign_up",
        "sign_up_confirmed",
        "wishes_saved",
        "place_cancelled",
        "place_confirmed",
        "place_moved_up",
        "place_waiting",
        "offer_changes_asked",
        "mail_check",
    }
)
ALARM = timedelta(minutes=15)  # a message that waits longer needs somebody to look
GIVE_UP = timedelta(days=3)  # after so long of "try later" a server means no
ADDRESS_IS_WRONG = frozenset({501, 550, 551, 553})  # the address itself, not the letter
LONGEST_PAUSE = timedelta(hours=4)
# First and longest pause by what the server said. "The whole server is away" (421, or a broken
# line: 0) passes for everybody at once, so we keep looking; a server that greets strangers
# with "later" (450, 451) wants five minutes at least; a full mailbox (452) does not empty soon.
SERVER_AWAY = (timedelta(minutes=1), timedelta(minutes=10))
LATER = (timedelta(minutes=5), timedelta(hours=1))
FULL = (timedelta(minutes=30), LONGEST_PAUSE)
OTHER = (timedelta(minutes=1), LONGEST_PAUSE)
PAUSES = {0: SERVER_AWAY, 421: SERVER_AWAY, 450: LATER, 451: LATER, 452: FULL}


@dataclass(frozen=True)
class Recipient:
    """Somebody to tell something. Without an address it becomes a letter or a phone call.

    `ref` names the person for the room that asks ("people.person:3"); mail only keeps it.
    """

    name: str
    address: str
    channel: str = "mail"
    ref: str = ""

    @property
    def by_mail(self) -> bool:
        return self.channel == "mail" and bool(self.address)


def goes_at_once(kind: str, *, secret: bool) -> bool:
    """Say whether a message leaves although mail to many is held back."""
    return secret or kind in ANSWERS


def pause(attempts: int, code: int = 0) -> timedelta:
    """Say how long to wait after so many tries in vain: twice as long each time."""
    first, longest = PAUSES.get(code, OTHER)
    doubled: int = 2 ** min(max(attempts - 1, 0), 10)
    return min(first * doubled, longest)


def is_final(code: int, *, waited: timedelta) -> bool:
    """Say whether a refusal is the end: 5xx at once, anything else after three days."""
    return code >= 500 or waited > GIVE_UP


def one_line(text: str) -> str:
    """Make of a name one line: what stands in a header may not begin a new one."""
    return " ".join(text.split())
