"""Who gets a message, which messages wait for a safe install, when we try again."""

from dataclasses import dataclass
from datetime import timedelta

# Sign-in codes and answers to something the person did a moment ago. They leave at once, also
# while mail to many people is still held back.
ANSWERS = frozenset(
    {
        "sign_in_code",
        "personal_link",
        "confirm_address",
        "address_changed",
        "confirm_sign_up",
        "sign_up_confirmed",
        "wishes_saved",
        "place_cancelled",
        "place_confirmed",
        "place_moved_up",
        "place_waiting",
        "offer_changes_asked",
    }
)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)


@dataclass(frozen=True)
class Recipient:
    """Somebody to tell something. Without an address it becomes a letter or a phone call.

    `ref` names the person for the room that asks ("people.person:3"); mail only keeps it.
    """

    name: str
    address: str
    channel: str = "mail"
    ref: str = ""


def goes_at_once(kind: str, *, secret: bool) -> bool:
    """Say whether a message leaves although mail to many is held back."""
    return secret or kind in ANSWERS


def pause(attempts: int) -> timedelta:
    """Say how long to wait after so many tries in vain: twice as long each time."""
    doubled: int = 2 ** min(max(attempts - 1, 0), 10)
    return min(FIRST_PAUSE * doubled, LONGEST_PAUSE)


def one_line(text: str) -> str:
    """Make of a name one line: what stands in a header may not begin a new one."""
    return " ".join(text.split())
