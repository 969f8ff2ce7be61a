"""Which meetings are not for people of which organisation (S3a-3)."""

from collections import defaultdict
from dataclasses import dataclass, field

from onderling.offers.models import Meeting
from onderling.offers.queries.audience import Reserved, not_for, reserved_in
from onderling.rounds.models import Round
from onderling.rounds.rules import Audience


@dataclass
class Doors:
    """The workshops of a round that are not for everyone, with their meetings."""

    round: Round
    reserved: list[Reserved]
    meetings: dict[int, list[int]]
    _shut: dict[int | None, dict[int, Reserved]] = field(default_factory=dict)

    def shut_to(self, organisation: int | None) -> dict[int, Reserved]:
        """The meetings that are not for people of this organisation, with the workshop."""
        if not self.reserved:
            return {}
        if organisation not in self._shut:
            shut = not_for(self.round, organisation, among=self.reserved)
            self._shut[organisation] = {
                meeting: one for one in shut.values() for meeting in self.meetings[one.offer]
            }
        return self._shut[organisation]


def doors_of(round: Round) -> Doors:
    """Read them: one query, two when something is not for everyone."""
    reserved = reserved_in(round)
    meetings: dict[int, list[int]] = defaultdict(list)
    if reserved:
        rows = Meeting.objects.filter(offer__round=round)
        rows = rows.exclude(offer__audience=Audience.EVERYONE)
        for pk, offer in rows.values_list("pk", "offer"):
            meetings[offer].append(pk)
    return Doors(round, reserved, meetings)
