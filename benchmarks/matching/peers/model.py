"""The whole problem as anybody would first write it for a general solver.

A yes or no for each wish, each session (does it go on?) and each person (is there a seat?).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.matching.peers.day import Day, Seats


@dataclass(frozen=True)
class Row:
    """lowest <= the sum of coefficient times column <= highest."""

    terms: dict[int, int]
    lowest: int
    highest: int

    @property
    def is_choice(self) -> bool:
        """At most one of several."""
        return self.highest == 1 and not self.lowest and set(self.terms.values()) == {1}


class Model:
    """Columns: first the wishes, then the sessions, then the people."""

    def __init__(self, day: Day) -> None:
        self.day = day
        self.wishes = list(day.ranked())
        first = len(self.wishes)
        self.session = {name: first + n for n, name in enumerate(day.room)}
        first += len(day.room)
        self.person = {name: first + n for n, name in enumerate(day.wishes)}
        self.columns = first + len(day.wishes)
        self.worth = [points for _, _, points in self.wishes] + [0] * len(day.room)
        self.worth += [day.first_seat] * len(day.wishes)

    def rows(self) -> Iterator[Row]:
        """Rooms and minimums, most seats, one session a round, the first seat."""
        day = self.day
        in_session: dict[str, dict[int, int]] = defaultdict(dict)
        of_person: dict[str, dict[int, int]] = defaultdict(dict)
        in_round: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
        for column, (person, session, _) in enumerate(self.wishes):
            in_session[session][column] = 1
            of_person[person][column] = 1
            in_round[person, day.round[session]][column] = 1
        for session, terms in in_session.items():
            goes_on = self.session[session]
            yield Row(terms | {goes_on: -day.room[session]}, -day.room[session], 0)
            yield Row(terms | {goes_on: -day.minimum[session]}, 0, day.room[session])
        for person, terms in of_person.items():
            yield Row(terms, 0, day.most[person])
            yield Row(terms | {self.person[person]: -1}, 0, day.most[person])
        yield from (Row(terms, 0, 1) for terms in in_round.values() if len(terms) > 1)

    def seats(self, chosen: list[bool]) -> Seats:
        """The wishes with a yes."""
        return {
            (person, session)
            for (person, session, _), yes in zip(self.wishes, chosen, strict=False)
            if yes
        }
