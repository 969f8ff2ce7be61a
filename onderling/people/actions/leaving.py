"""Somebody goes: what each room does first, what it tells beforehand, why it may not."""

from dataclasses import dataclass, field
from datetime import datetime

from onderling.people.actions.trails import Someone
from onderling.people.models import Person


@dataclass(frozen=True)
class Leaving:
    """Somebody about to be erased: who it is, on whose word, and when.

    `by` is None when nobody decides it now: after a restore it is done once more. `of_term`
    says that the time is over: then what somebody agreed to show goes on being shown.
    """

    who: Someone
    by: Person | None
    now: datetime
    of_term: bool = False

    @property
    def own(self) -> bool:
        return self.by is not None and self.by.pk in self.who.ids


@dataclass(frozen=True)
class Farewell:
    """What is told before somebody is erased; sentences for the page."""

    first: list[str] = field(default_factory=list)  # what happens at once, to them and others
    goes: list[str] = field(default_factory=list)
    stays: list[str] = field(default_factory=list)
