"""What may happen to what was said, who may do it, and when (X-77, X-78, X-81)."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What was said."""

    NOTE = "note"
    QUOTE = "quote"
    CONCERN = "concern"
    CONTRIBUTION = "contribution"
    FINDING = "finding"
    CORRECTION = "correction"
    IMPROVEMENT = "improvement"


class LedgerState(StrEnum):
    """The life of a row in the ledger, in order."""

    RECEIVED = "received"
    CONSIDERED = "in_consideration"
    DECIDED = "decided"
    DONE = "done"
    TOLD = "reported_back"


class Decision(StrEnum):
    """What was decided. A no with a reason is an answer; silence is none."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    NOT = "not_adopted"
    PASSED_ON = "passed_on"  # somebody outside this network answers it


class LedgerDeed(StrEnum):
    """What somebody does with a row."""

    ASSIGN = "assign"  # a coordinator says who answers, and by when
    TAKE_UP = "take_up"
    DECIDE = "decide"
    FINISH = "finish"
    FORWARD = "forward"  # to another who answers
    TAKE_BACK = "take_back"  # a wrong decision, as long as nobody was told
    MERGE = "merge"
    SPLIT = "split"
    REWORD = "reword"  # of what was merged: other words, the same questions
    REPORT = "report"  # who said it has been told


class By(StrEnum):
    """Who may do it. `FEEDBACK` is the room that tells everyone."""

    COORDINATOR = "coordinator"
    ADDRESSEE = "addressee"
    FEEDBACK = "feedback"


OPEN = (LedgerState.RECEIVED, LedgerState.CONSIDERED)
ANSWERED = frozenset({LedgerState.DECIDED, LedgerState.DONE, LedgerState.TOLD})
UNTOLD = (LedgerState.DECIDED, LedgerState.DONE)  # answered, and who said it did not hear yet
COORDINATES = frozenset({By.COORDINATOR})
ANSWERS = frozenset({By.COORDINATOR, By.ADDRESSEE})
TELLS = frozenset({By.FEEDBACK})

# (state, deed) -> (who may, next state)
STEPS: dict[tuple[LedgerState, LedgerDeed], tuple[frozenset[By], LedgerState]] = {
    **{
        (state, deed): (who, after or state)
        for state in OPEN
        for deed, who, after in (
            (LedgerDeed.ASSIGN, COORDINATES, None),
            (LedgerDeed.TAKE_UP, ANSWERS, LedgerState.CONSIDERED),
            (LedgerDeed.DECIDE, ANSWERS, LedgerState.DECIDED),
            (LedgerDeed.FORWARD, ANSWERS, LedgerState.RECEIVED),
            (LedgerDeed.MERGE, COORDINATES, None),
            (LedgerDeed.SPLIT, COORDINATES, None),
            (LedgerDeed.REWORD, COORDINATES, None),
        )
    },
    (LedgerState.DECIDED, LedgerDeed.FINISH): (ANSWERS, LedgerState.DONE),
    (LedgerState.TOLD, LedgerDeed.FINISH): (ANSWERS, LedgerState.DONE),
    (LedgerState.DECIDED, LedgerDeed.TAKE_BACK): (ANSWERS, LedgerState.CONSIDERED),
    (LedgerState.DONE, LedgerDeed.TAKE_BACK): (ANSWERS, LedgerState.DECIDED),
    (LedgerState.DECIDED, LedgerDeed.REPORT): (TELLS, LedgerState.TOLD),
    (LedgerState.DONE, LedgerDeed.REPORT): (TELLS, LedgerState.TOLD),
}
FINISHES = frozenset({Decision.ADOPTED, Decision.PARTLY})
WEEK = timedelta(days=7)


def next_state(state: str, deed: LedgerDeed, *, by: By) -> LedgerState | None:
    """Return the state after the deed, or None when this person may not do it now."""
    step = STEPS.get((LedgerState(state), deed))
    return step[1] if step and by in step[0] else None


def may_be_done(decision: str, *, finished: bool) -> bool:
    """Say whether something can still be called done: a no is never carried out."""
    return decision in FINISHES and not finished


def is_late(state: str, due: date, *, today: date) -> bool:
    """Say whether an answer should have been there. The last day still counts."""
    return LedgerState(state) in OPEN and due < today


def unheard_since(
    decided: datetime | None, finished: datetime | None, told: datetime | None
) -> datetime | None:
    """Since when there is something new for who said it: an answer, or that it is done.

    None when they heard all there is. Whoever takes “done” back makes nothing new.
    """
    said = max((moment for moment in (decided, finished) if moment), default=None)
    return None if said is None or (told is not None and said <= told) else said


def reminds(due: date, heard: Collection[date], *, today: date) -> bool:
    """Say whether who answers hears of it again: a week before, on the day, and weekly after.

    `heard` are the days on which they had mail about it; never twice within a week.
    """
    return bool(heard) and due - WEEK <= today and today - max(heard) >= WEEK
