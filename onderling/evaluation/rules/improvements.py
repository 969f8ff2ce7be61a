"""What an improvement goes through: proposed, taken over, done or not done with why."""

from collections.abc import Mapping
from enum import StrEnum


class ImprovementState(StrEnum):
    PROPOSED = "proposed"
    TAKEN_OVER = "taken_over"
    DONE = "done"
    NOT_DONE = "not_done"


# A tick that was wrong is taken back; why something was not done stays in the log.
NEXT: Mapping[ImprovementState, frozenset[ImprovementState]] = {
    ImprovementState.PROPOSED: frozenset(ImprovementState) - {ImprovementState.PROPOSED},
    ImprovementState.TAKEN_OVER: frozenset({ImprovementState.DONE, ImprovementState.NOT_DONE}),
    ImprovementState.DONE: frozenset({ImprovementState.TAKEN_OVER}),
    ImprovementState.NOT_DONE: frozenset({ImprovementState.TAKEN_OVER}),
}


def may_follow(old: str, new: str) -> bool:
    return ImprovementState(new) in NEXT[ImprovementState(old)]


def needs_reason(state: str) -> bool:
    """Only what was not done is explained; silence is not an answer."""
    return state == ImprovementState.NOT_DONE
