"""The rows a problem file may have: their fields, what each must be, and what they become."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from onderling.matching.problem import Lock, Objective, Pair, Person, Rules, Session
from onderling.matching.reading import values
from onderling.matching.reading.faults import Notes, Wrong, shown, unknown_field
from onderling.matching.reading.values import Parse, Seen

T = TypeVar("T")


@dataclass(frozen=True)
class Row(Generic[T]):
    """The fields a row may have, and what is made of them."""

    make: Callable[..., T]
    fields: Mapping[str, Parse]
    required: Sequence[str] = ()

    def read(
        self, row: object, seen: Seen, notes: Notes, table: str, number: int | None
    ) -> T | None:
        """Make a row of ours; None when something is wrong, and all of that is noted."""
        if not isinstance(row, dict):
            notes.fault(notes.place(table, number), f"moet een object zijn, geen {shown(row)}")
            return None
        found, wrongs = {}, []
        for name, value in row.items():
            parse = self.fields.get(name)
            if parse is None:
                wrongs.append(unknown_field(name, self.fields))
                continue
            try:
                found[name] = parse(value, seen)
            except Wrong as wrong:
                # What a workbook could not read comes as the Wrong that says why.
                wrongs.append(f"{name} {value if isinstance(value, Wrong) else wrong}")
        wrongs += [f"veld “{name}” ontbreekt" for name in self.required if name not in row]
        if not wrongs:
            return self.make(**found)
        for text in wrongs:
            notes.fault(notes.place(table, number, row.get("id")), text)
        return None


def _seat(person: str, session: str) -> Pair:
    return person, session


count = values.whole(0)
ids = values.set_of(values.name)

OBJECTIVE = Row(
    Objective,
    {
        **{field.name: count for field in dataclasses.fields(Objective)},
        "points": values.list_of(count, filled=True),
        "fields": values.list_of(count),
        "without": values.one_of("guarantee", "next_wish"),
        "order": values.one_of("joint", "rounds"),
    },
)
RULES = Row(Rules, {"other_organisation": values.yes_or_no, "fill_slots": values.yes_or_no})
SESSION = Row(
    Session,
    {
        "id": values.name,
        "start": values.local_time,
        "end": values.local_time,
        "minimum": count,
        "maximum": count,
        "activity": values.name,
        "organisation": values.name,
        "field": values.name,
        "at_least": values.per_group(count),
        "at_most": values.per_group(count),
        "at_least_share": values.per_group(values.share),
        "at_most_per_organisation": count,
        "needs": ids,
    },
    required=["id"],
)
PERSON = Row(
    Person,
    {
        "id": values.name,
        "size": values.whole(1),
        "group": values.name,
        "organisation": values.name,
        "most": count,
        "wishes": values.ranked,
        "also_good": ids,
        "rather_not": ids,
        "cannot": ids,
        "anywhere": values.yes_or_no,
        "has": ids,
        "visited": ids,
        "wish_organisations": values.ranked,
        "wish_fields": values.in_order,
        "dates": values.set_of(values.day),
        "arrived": values.whole(0, largest=10**18),  # may be a moment in milliseconds
    },
    required=["id"],
)
LOCK = Row(
    Lock,
    {"person": values.name, "session": values.name, "counts": values.yes_or_no},
    required=["person", "session"],
)


FORMER = Row(
    _seat,
    {"person": values.name, "session": values.name},
    required=["person", "session"],
)
