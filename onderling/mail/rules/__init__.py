"""Who gets a message, which messages wait, when we try again, how a text is filled in."""

from onderling.mail.rules.reach import Reach, sorted_out
from onderling.mail.rules.sending import (
    ADDRESS_IS_WRONG,
    ALARM,
    ANSWERS,
    GIVE_UP,
    LONGEST_PAUSE,
    Recipient,
    goes_at_once,
    is_final,
    one_line,
    pause,
)
from onderling.mail.rules.switches import Purpose, is_wanted, purpose_of
from onderling.mail.rules.texts import (
    COMMON,
    PLACEHOLDERS,
    filled,
    unknown_in,
    unlinked,
    voices_for,
    without_keys,
)

__all__ = [
    "ADDRESS_IS_WRONG",
    "ALARM",
    "ANSWERS",
    "COMMON",
    "GIVE_UP",
    "LONGEST_PAUSE",
    "PLACEHOLDERS",
    "Purpose",
    "Reach",
    "Recipient",
    "filled",
    "goes_at_once",
    "is_final",
    "is_wanted",
    "one_line",
    "pause",
    "purpose_of",
    "sorted_out",
    "unknown_in",
    "unlinked",
    "voices_for",
    "without_keys",
]
