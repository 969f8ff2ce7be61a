"""What every writer of a list needs to know."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onderling.formats.workshops.actions.imports.journal import Journal
from onderling.formats.workshops.rules.remarks import Look, Status
from onderling.formats.workshops.rules.world import World
from onderling.people.models import Person
from onderling.rounds.models import Round


@dataclass(frozen=True)
class Writing:
    """A list that is being taken over."""

    look: Look
    world: World
    round: Round
    journal: Journal
    by: Person
    now: datetime

    def plans(self) -> Iterator[tuple[int, Any]]:
        """Go through the rows that come in, with their number."""
        for row in self.look.rows:
            if row.plan and row.status not in {Status.SKIPPED, Status.REFUSED}:
                yield row.number, row.plan
