"""Where a round is in its campaign: what goes on now, and what comes next (S3d-2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from onderling.rounds.rules import State


class Moment(StrEnum):
    """What a visitor of a round has before them, in order."""

    BEFORE = "before"
    WISHING = "wishing"
    MATCHING = "matching"
    CONFIRMED = "confirmed"
    RUNNING = "running"
    ANSWERING = "answering"
    OVER = "over"


class Span(Protocol):
    """A phase beside today."""

    @property
    def kind(self) -> str: ...
    @property
    def first(self) -> date: ...
    @property
    def over(self) -> bool: ...
    @property
    def now(self) -> bool: ...


S = TypeVar("S", bound=Span)


USUAL = {
    State.MATCHING: Moment.MATCHING,
    State.CONFIRMED: Moment.CONFIRMED,
    State.RUNNING: Moment.RUNNING,
    State.WRAPPING_UP: Moment.OVER,
    State.CLOSED: Moment.OVER,
}


def moment_of(state: str, spans: Sequence[Span]) -> Moment:
    """Say what goes on now. The state decides; phases tell how far it is within that state."""
    by_kind = {span.kind: span for span in spans}
    wishing, meeting = by_kind.get("wishing"), by_kind.get("meeting")
    if state == State.OPEN and wishing and not wishing.over:
        return Moment.WISHING if wishing.now else Moment.BEFORE
    if state == State.OPEN:
        return Moment.MATCHING
    if state == State.CONFIRMED and meeting and meeting.now:
        return Moment.RUNNING
    if state == State.WRAPPING_UP and by_kind.keys() & {"noting", "answering"}:
        return Moment.ANSWERING
    return USUAL.get(State(state), Moment.BEFORE)


def next_up(spans: Sequence[S]) -> S | None:
    """The phase that begins first of those that did not begin yet."""
    ahead = [span for span in spans if not span.over and not span.now]
    return min(ahead, key=lambda span: span.first, default=None)


@dataclass(frozen=True)
class Matter:
    """One thing to do: how urgent, what, where. `kind` is that of the chip.

    `list_url` leads to who or what was counted, when `url` leads to a deed.
    """

    kind: str
    word: str
    title: str
    text: str
    url: str
    link: str
    list_url: str = ""
    list_link: str = ""

    @property
    def wrong(self) -> bool:
        return self.kind == "bad"
