"""The life of a survey, the scales of its questions, and how few people are kept unknown."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

K = TypeVar("K")

FEW = 10  # fewer than so many invited people are no group: their answers carry no mark of it
BATCH = 10  # completed marks are written for so many people at once, or for none
POOL = 40  # an answer is written among so many earlier ones, so that none is the newest


class SurveyState(StrEnum):
    """The life of one questionnaire, in order."""

    DRAFT = "draft"
    FIELDING = "fielding"
    CLOSED = "closed"
    PURGED = "purged"


# Which state may follow which. Nothing goes back: who answered, answered these questions.
NEXT: Mapping[SurveyState, frozenset[SurveyState]] = {
    SurveyState.DRAFT: frozenset({SurveyState.FIELDING}),
    SurveyState.FIELDING: frozenset({SurveyState.CLOSED}),
    SurveyState.CLOSED: frozenset({SurveyState.PURGED}),
    SurveyState.PURGED: frozenset(),
}


def may_follow(old: str, new: str) -> bool:
    return SurveyState(new) in NEXT[SurveyState(old)]


class Scale(StrEnum):
    """How a question is answered."""

    AGREE = "eens5"
    GRADE = "cijfer10"
    RECOMMEND = "nps11"
    NUMBER = "getal"
    WISHES = "wensen4"
    DONE = "gedaan4"
    CONTACT = "contact3"
    TIES = "banden"
    OPEN = "open"


# The answers of a scale, in order. Numbers of people are asked in classes: a number that only
# one person would name is a name.
VALUES: Mapping[Scale, tuple[str, ...]] = {
    Scale.AGREE: ("1", "2", "3", "4", "5"),
    Scale.GRADE: tuple(str(grade) for grade in range(1, 11)),
    Scale.RECOMMEND: tuple(str(mark) for mark in range(11)),
    Scale.NUMBER: ("0", "1-2", "3-5", "6-10", "11"),
    Scale.WISHES: ("allemaal", "bijna", "een", "geen"),
    Scale.DONE: ("ja", "beetje", "nee", "paste-niet"),
    Scale.CONTACT: ("vaker", "soms", "nee"),
    Scale.TIES: (),  # those of the survey itself
    Scale.OPEN: (),
}
# What counts as agreeing: the two highest answers of five; as done, and as still in touch.
TOP: Mapping[Scale, tuple[str, ...]] = {
    Scale.AGREE: ("4", "5"),
    Scale.DONE: ("ja", "beetje"),
    Scale.CONTACT: ("vaker", "soms"),
}
BEST_FIRST = frozenset({Scale.WISHES, Scale.DONE, Scale.CONTACT})  # the others end with most
NOBODY = "geen"  # of the ties: with none of them
LONGEST = 1000  # characters of an open answer


@dataclass(frozen=True)
class Cell:
    """Under which marks somebody answers: the role, and the group of people like them."""

    role: str
    group: str


def kept_cells(invited: Iterable[Cell], *, few: int = FEW) -> dict[Cell, Cell]:
    """Say for every mark of the invited which mark their answers carry.

    An answer says who asked it of whom only where many would say the same. A group that fewer
    than `few` invited people share is left out; so is the last larger one beside it when taking
    the known from the whole would leave a few over. A role of a few answers what all answer.
    """
    sizes = Counter(invited)
    roles = Counter[str]()
    for cell, size in sizes.items():
        roles[cell.role] += size
    largest = max(roles, key=lambda role: (roles[role], role), default="")
    moved = {
        cell: Cell(cell.role if roles[cell.role] >= few else largest, cell.group)
        for cell in sizes
    }
    folded = Counter[Cell]()
    for cell, size in sizes.items():
        folded[moved[cell]] += size
    hidden = {cell for cell, size in folded.items() if size < few or not cell.group}
    for role in {cell.role for cell in folded}:
        while 0 < sum(folded[cell] for cell in hidden if cell.role == role) < few:
            others = [cell for cell in folded if cell.role == role and cell not in hidden]
            if not others:
                break
            hidden.add(min(others, key=lambda cell: (folded[cell], cell.group)))
    return {cell: Cell(to.role, "" if to in hidden else to.group) for cell, to in moved.items()}


def in_batches(found: Sequence[K], *, batch: int = BATCH) -> list[K]:
    """What may be marked now: all that were found, or nothing while they are few."""
    return list(found) if len(found) >= batch else []


def clean_answers(typed: Mapping[str, str], scales: Mapping[str, Scale]) -> dict[str, str]:
    """Keep what answers a question that was asked, with an answer that it has."""
    unknown = "weet-niet"
    return {
        key: typed[key]
        for key, scale in scales.items()
        if typed.get(key)
        and scale is not Scale.OPEN
        and (typed[key] in VALUES[scale] or (scale is Scale.AGREE and typed[key] == unknown))
    }
