"""The life of a contribution: who may do what with it, and what it becomes."""

from enum import StrEnum

LONGEST = 3000  # signs of one contribution
LONGEST_TITLE = 120
LONGEST_NAME = 80
MOST_A_DAY = 5  # contributions from one address
QUICKEST = 3  # seconds in which a person can have filled in the form
A_WEEK = 7 * 24 * 60  # minutes: what takes longer is not told in minutes
MOST_PEOPLE = 10_000_000  # who answered a survey
FEWEST_ASKED = 10  # people who answered a survey, before its counts stand beside an example


class Kind(StrEnum):
    """What somebody wants to give."""

    TIP = "tip"
    PRACTICE = "practice"
    REMARK = "remark"


class State(StrEnum):
    """How far a contribution is."""

    UNCONFIRMED = "submitted_unconfirmed"
    MODERATION = "in_moderation"
    PUBLISHED = "published"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    PROMOTED = "promoted_to_example"


class Deed(StrEnum):
    """What can be done with a contribution."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    PUBLISH = "publish"
    REJECT = "reject"
    PROMOTE = "promote"
    UNDO = "undo"


class Who(StrEnum):
    """Who may do it: the sender through the mail, or an editor."""

    SENDER = "sender"
    EDITOR = "editor"


class Fault(StrEnum):
    """Why counts of a survey cannot stand beside an example."""

    FEW = "few"  # of so few people that somebody might be known
    TOO_MANY = "too_many"  # more people know it than answered
    UNKNOWN = "unknown"  # more people use it than know it
    SMALL = "small"  # a number, or what is left when one takes it off, is a handful


TO_SEE = {State.PUBLISHED, State.PROMOTED}  # these are public
# state, deed, who may, next state
TRANSITIONS: dict[tuple[State, Deed], tuple[Who, State]] = {
    (State.UNCONFIRMED, Deed.CONFIRM): (Who.SENDER, State.MODERATION),
    (State.UNCONFIRMED, Deed.CORRECT): (Who.SENDER, State.UNCONFIRMED),
    (State.UNCONFIRMED, Deed.WITHDRAW): (Who.SENDER, State.WITHDRAWN),
    # A text that points at a victim does not wait until its sender finds the mail.
    (State.UNCONFIRMED, Deed.REJECT): (Who.EDITOR, State.REJECTED),
    (State.MODERATION, Deed.CORRECT): (Who.SENDER, State.MODERATION),
    (State.MODERATION, Deed.WITHDRAW): (Who.SENDER, State.WITHDRAWN),
    (State.MODERATION, Deed.PUBLISH): (Who.EDITOR, State.PUBLISHED),
    (State.MODERATION, Deed.REJECT): (Who.EDITOR, State.REJECTED),
    (State.MODERATION, Deed.PROMOTE): (Who.EDITOR, State.PROMOTED),
    # Other words than were judged: they are judged again.
    (State.PUBLISHED, Deed.CORRECT): (Who.SENDER, State.MODERATION),
    (State.PUBLISHED, Deed.WITHDRAW): (Who.SENDER, State.WITHDRAWN),
    (State.PUBLISHED, Deed.REJECT): (Who.EDITOR, State.REJECTED),
    (State.PUBLISHED, Deed.PROMOTE): (Who.EDITOR, State.PROMOTED),
    (State.PUBLISHED, Deed.UNDO): (Who.EDITOR, State.MODERATION),
    (State.REJECTED, Deed.CORRECT): (Who.SENDER, State.MODERATION),
    (State.REJECTED, Deed.WITHDRAW): (Who.SENDER, State.WITHDRAWN),
    (State.REJECTED, Deed.UNDO): (Who.EDITOR, State.MODERATION),
    (State.PROMOTED, Deed.WITHDRAW): (Who.SENDER, State.WITHDRAWN),
    (State.PROMOTED, Deed.UNDO): (Who.EDITOR, State.PUBLISHED),
}


def next_state(state: str, deed: Deed, who: Who) -> State | None:
    """Say where a deed leads; None when this person may not, or it makes no sense now."""
    may, after = TRANSITIONS.get((State(state), deed), (None, None))
    return after if may == who else None


def deeds_of(state: str, who: Who) -> list[Deed]:
    """List what this kind of person may do with a contribution in this state."""
    return [
        deed
        for (before, deed), (may, _after) in TRANSITIONS.items()
        if before == state and may == who
    ]


def fault_of_counts(
    asked: int, knows: int, uses: int, *, people: int, least: int
) -> Fault | None:
    """Say what is wrong with counts; nought is no small number, one to `least` is.

    Also what can be worked out counts: who does not know it, and who knows and does not use it.
    """
    if asked < max(people, FEWEST_ASKED):
        return Fault.FEW
    if knows > asked:
        return Fault.TOO_MANY
    if uses > knows:
        return Fault.UNKNOWN
    if any(0 < part < least for part in (uses, knows - uses, asked - knows)):
        return Fault.SMALL
    return None
