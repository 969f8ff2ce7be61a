"""What a rule is: a label, what it is about, and sums that must stay within bounds."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onderling.matching.problem import Pair, Problem
from onderling.matching.rules.seating import View

Key = Pair | str  # a seat (person, session), or a session id: "this session is open"
Terms = Collection[tuple[int, Key]]


@dataclass(frozen=True, slots=True)
class Count(Collection[tuple[int, Key]]):
    """The people of a session by size, less a number while it is open: spelled out when read.

    A large session has several rules about the same people, and most are never looked at.
    """

    problem: Problem
    session: str
    people: Sequence[str]
    less: int = 0

    def __iter__(self) -> Iterator[tuple[int, Key]]:
        person, session = self.problem.person, self.session
        for name in self.people:
            yield person[name].size, (name, session)
        if self.less:
            yield -self.less, session

    def __len__(self) -> int:
        return len(self.people) + bool(self.less)

    def __contains__(self, term: object) -> bool:
        return any(term == mine for mine in self)


@dataclass(frozen=True)
class Constraint:
    """low <= sum of coefficient x (seat taken or session open) <= high.

    The same object becomes a row of the model and, when a result breaks it, a sentence.
    """

    rule: str
    about: tuple[str, ...]
    terms: Terms
    text: str
    low: int | None = None
    high: int | None = None

    def holds(self, view: View) -> bool:
        """Say whether the seats of `view` keep to it."""
        total = sum(coefficient for coefficient, key in self.terms if _is_true(key, view))
        return (self.low is None or total >= self.low) and (
            self.high is None or total <= self.high
        )


def _is_true(key: Key, view: View) -> bool:
    if isinstance(key, str):
        return bool(view.people_in(key)) or view.problem.session[key].fewest == 0
    person, session = key
    return session in view.sessions_of(person)


@dataclass(frozen=True)
class Rule:
    """One labelled rule, asked about one session, one person or one pair at a time.

    `lower`: it asks for enough people, so an empty session breaks it unless cancelled.
    """

    name: str
    subject: Literal["session", "person", "pair"]
    constraints: Callable[..., Iterator[Constraint]]  # (view, id) or (view, one, other)
    lower: bool = False
