"""Who hears the answer to a row: who said it, and everybody in the workshop (X-80)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from onderling.offers.models import Giving
from onderling.outcomes.models import Contributor, Descent, Disposition
from onderling.outcomes.rules.hearing import origins
from onderling.signups.models import Signup
from onderling.signups.rules import SEATED


@dataclass(frozen=True)
class Heard:
    """A row as one person hears of it, with the words of theirs that went into it."""

    row: Disposition
    said: list[str]


def hearers_of(rows: Sequence[Disposition]) -> dict[int, list[Heard]]:
    """Everybody who hears of these rows, by key, in the order of the rows. Five queries.

    The same people as `heard_by` finds, from the other side; and of a merged row also who
    said any of its parents.
    """
    parents: dict[int, list[int]] = defaultdict(list)
    rounds = {row.round_id for row in rows}
    descent = Descent.objects.filter(child__round__in=rounds)
    for child, parent in descent.values_list("child", "parent"):
        parents[child].append(parent)
    came_of = {row.pk: origins(row.pk, parents) for row in rows}
    keys = {pk for each in came_of.values() for pk in each}
    said_by = _who_said(keys)
    first = [pk for pk in keys if pk not in parents]
    words = dict(Disposition.objects.filter(pk__in=first).values_list("pk", "text"))
    found: dict[int, list[Heard]] = defaultdict(list)
    for row in rows:
        sources = sorted(came_of[row.pk])
        for person in sorted({who for pk in sources for who in said_by[pk]}):
            own = [words[pk] for pk in sources if pk in words and person in said_by[pk]]
            said = [text for text in dict.fromkeys(own) if text and text != row.text]
            found[person].append(Heard(row, said))
    return dict(found)


def _who_said(rows: set[int]) -> dict[int, set[int]]:
    """The people behind each row: those named, and those with a seat or a part in giving."""
    known = Contributor.objects.filter(disposition__in=rows)
    pairs = list(known.values_list("disposition", "person", "meeting"))
    meetings = {meeting for _row, _person, meeting in pairs if meeting}
    here: dict[int, set[int]] = defaultdict(set)
    seats = Signup.objects.filter(meeting__in=meetings, state__in=SEATED).order_by()
    for meeting, person in seats.values_list("meeting", "participation__person"):
        here[meeting].add(person)
    givings = Giving.objects.filter(meeting__in=meetings).order_by()
    for meeting, person in givings.values_list("meeting", "person"):
        here[meeting].add(person)
    found: dict[int, set[int]] = defaultdict(set)
    for row, person, meeting in pairs:
        found[row] |= here[meeting] if meeting else {person}
    return found
