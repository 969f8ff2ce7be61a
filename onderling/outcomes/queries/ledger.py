"""Rows of the ledger as pages show them, and the two numbers of a round."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onderling.outcomes.models import Descent, Disposition, DispositionQuerySet
from onderling.outcomes.rules.ledger import Decision, LedgerState, is_late, may_be_done
from onderling.outcomes.rules.numbers import Answered, Said, answered
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.models import Signup
from onderling.signups.rules import SEATED


@dataclass(frozen=True)
class Row:
    """A row with how it stands today. `kind` is that of the chip, `word` of the reader."""

    it: Disposition
    kind: str
    word: str
    late: bool

    @property
    def finishes(self) -> bool:
        return may_be_done(self.it.decision, finished=self.it.finished is not None)


CHIPS = {  # a chip is short: the reason stands beside it
    Decision.ADOPTED: ("free", _("overgenomen")),
    Decision.PARTLY: ("few", _("deels")),
    Decision.NOT: ("wait", _("niet overgenomen")),
}


def with_state(rows: Iterable[Disposition], *, today: date) -> list[Row]:
    return [_row(one, today) for one in rows]


def _row(one: Disposition, today: date) -> Row:
    late = is_late(one.state, one.due, today=today)
    if one.state == LedgerState.RECEIVED:
        return Row(one, "bad" if late else "wait", one.get_state_display(), late)
    if one.state == LedgerState.CONSIDERED:
        return Row(one, "bad" if late else "few", one.get_state_display(), late)
    if one.finished:
        done: Any = dict(Disposition._meta.get_field("state").flatchoices)[LedgerState.DONE]
        return Row(one, "free", str(done), late)
    kind, word = CHIPS.get(Decision(one.decision), ("wait", one.get_decision_display()))
    return Row(one, kind, str(word), late)


def stands_for(row: Disposition) -> list[Disposition]:
    """What stands in the place of a row that was merged or split; itself when nothing does."""
    found, waiting = [], [row]
    while waiting:
        one = waiting.pop(0)
        if one.replaced is None:
            found.append(one)
            continue
        came = one.children.select_related(
            "child__round", "child__addressee__organisation", "child__meeting__offer"
        )
        waiting += [each.child for each in came]
    return found


def numbers_of_round(round: Round) -> Answered:
    """How many inputs of a round were decided with a reason, and how fast. Two queries."""
    return numbers_of_rounds([round]).get(round.pk, answered([]))


def numbers_of_rounds(rounds: Sequence[Round]) -> dict[int, Answered]:
    """The same for several rounds at once."""
    rows = Disposition.objects.filter(round__in=rounds)
    rows = rows.exclude(text="", decided=None, replaced=None)  # taken back, and never answered
    parents: dict[int, list[int]] = {}
    descent = Descent.objects.filter(child__round__in=rounds)
    for child, parent in descent.values_list("child", "parent"):
        parents.setdefault(child, []).append(parent)
    said: dict[int, list[Said]] = {}
    found = rows.order_by("pk").values_list("pk", "round", "received", "decided", "replaced")
    for pk, round, received, decided, replaced in found:
        one = Said(pk, received, decided, tuple(parents.get(pk, ())), replaced is not None)
        said.setdefault(round, []).append(one)
    return {round: answered(rows) for round, rows in said.items()}


def heard_by(person: Person) -> DispositionQuerySet:
    """What this person hears of: their own input, and that of workshops they were in."""
    sat = Signup.objects.filter(participation__person=person, state__in=SEATED)
    mine = (
        Q(contributors__person=person)
        | Q(contributors__meeting__in=sat.values("meeting"))
        | Q(contributors__meeting__givings__person=person)
    )
    keys = Disposition.objects.filter(mine).values("pk")
    return Disposition.objects.current().filter(pk__in=keys).exclude(text="")


def today_in(place: Round | Disposition, *, now: datetime) -> date:
    return now.astimezone(ZoneInfo(place.zone)).date()


@dataclass(frozen=True)
class Heap:
    """Rows under one heading."""

    title: str
    rows: list[Row]


def heaps_of(rows: Iterable[Row], titles: dict[str, str]) -> list[Heap]:
    """Sort rows under done, busy and not, in the order of the titles; empty ones fall out."""
    found: dict[str, list[Row]] = {name: [] for name in titles}
    for row in rows:
        if not row.it.decision:
            found["busy"].append(row)
        elif row.it.decision in {Decision.ADOPTED, Decision.PARTLY}:
            found["done"].append(row)
        else:
            found["not"].append(row)
    return [Heap(title, found[name]) for name, title in titles.items() if found[name]]
