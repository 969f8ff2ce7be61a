"""What people can switch off and on: feedback and newsletters, never what they must know."""

from enum import StrEnum


class Purpose(StrEnum):
    """Why we write. Ending one purpose does not end another (X-31)."""

    SERVICE = "service"  # about a place, a change, a deadline: goes with taking part
    FEEDBACK = "feedback"  # what became of your own input: on, until somebody says no
    BULLETIN = (
        "bulletin"  # what came of a round one was invited for: on, until somebody says no
    )
    NEWSLETTER = "newsletter"  # only who said yes


PURPOSES = {
    "feedback": Purpose.FEEDBACK,
    "bulletin": Purpose.BULLETIN,
    "newsletter": Purpose.NEWSLETTER,
}


def purpose_of(kind: str) -> Purpose:
    return PURPOSES.get(kind, Purpose.SERVICE)


def is_wanted(purpose: Purpose, answer: bool | None) -> bool:
    """Say whether to send, given the last answer; None is no answer at all."""
    if purpose is Purpose.SERVICE:
        return True
    return purpose is not Purpose.NEWSLETTER if answer is None else answer
