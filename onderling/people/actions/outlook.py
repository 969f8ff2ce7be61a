"""What is past its term, or soon will be: whose card, and which rows. Reads only; a dry run."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Min, Q
from django.utils.module_loading import import_string
from django.utils.timezone import get_current_timezone, localdate, make_aware

from onderling.base.privacy import CARD, LASTS, ROUND, last_over
from onderling.mail.models import Message
from onderling.people.actions.merging import belongings
from onderling.people.actions.prolonging import Until, name_of, put_off, when
from onderling.people.actions.seen import FOR_GOOD, Seen, Whom, of
from onderling.people.actions.trails import Trail, all_trails
from onderling.people.models import Person

LEAVING = [Message.State.QUEUED, Message.State.SENDING]


@dataclass(frozen=True)
class Card:
    """When the term of one card is over, and the round from which it counts, if any."""

    person: int
    on: date
    since: date
    round: int | None


@dataclass(frozen=True)
class Ending:
    """What becomes of some fields of a trail when their own term is over."""

    trail: Trail
    keep: str
    drop: bool
    values: Mapping[str, Any]

    @property
    def rows(self) -> "models.QuerySet[Any]":
        """All rows, of whomever, in which there is still something of this kind."""
        names = self.trail.kept(self.keep) if self.drop else [*self.values]
        there = Q()
        for name in names:
            there |= _holds(self.trail.model, name, self.values.get(name))
        whose = Q() if self.trail.nobody is None else self.trail.nobody
        rows: Any = self.trail.model._base_manager.filter(whose & there).order_by("pk")
        # What waits to leave the outbox is not past anything yet.
        left: models.QuerySet[Any] = (
            rows.exclude(state__in=LEAVING) if self.trail.model is Message else rows
        )
        return left


@dataclass(frozen=True)
class Lot:
    """So many rows of one kind that go on one day; of one round, if they are of a round."""

    keep: str
    model: type[models.Model]
    on: date
    number: int
    oldest: date
    round: int | None = None


def endings() -> Iterator[Ending]:
    """Every term that is a row’s own, by the trails of every room."""
    for trail in all_trails():
        for keep in LASTS:
            if names := trail.kept(keep):
                if keep == CARD and trail.nobody is None:
                    continue  # goes with the card
                if found := _ending(trail, keep, names):
                    yield found


def _ending(trail: Trail, keep: str, names: list[str]) -> Ending | None:
    if trail.drop and names == trail.names:
        return Ending(trail, keep, True, {})
    if trail.cut in names and not trail.model._meta.get_field(trail.cut).null:
        return Ending(trail, keep, True, {})
    values = {name: value for name, value in trail.emptied().items() if name in names}
    if trail.cut in names:
        values[trail.cut] = None
    return Ending(trail, keep, False, values) if values else None


def _holds(model: type[models.Model], name: str, nothing: Any) -> Q:
    column: Any = model._meta.get_field(name)
    there = ~Q(**{name: nothing}) if nothing is not None else Q()
    if isinstance(column, models.CharField | models.TextField):
        there &= ~Q(**{name: ""})
    return there & Q(**{f"{name}__isnull": False}) if column.null else there


def cards(
    *, keep: str = CARD, until: Until | None = None, whom: Whom = None
) -> dict[int, Card]:
    """When each card goes. Whoever is here for good is not among them.

    With the term of a round: when what somebody needs or does not eat goes. That counts from
    their last round, or from when their card was last written, if that was later. Asked of
    some people, it does not look at all others.
    """
    off = put_off() if until is None else until
    present = set(of(Person.objects.present(), "pk", whom).values_list("pk", flat=True))
    found: dict[int, Card] = {}
    stays: set[int] = set()
    for seen in _seen(whom):
        if seen.person not in present or (keep != CARD and not (seen.round or seen.written)):
            continue
        if seen.until == FOR_GOOD:
            stays.add(seen.person)
            continue
        on = when(keep, seen.until, round=seen.round, until=off)
        if seen.person not in found or on > found[seen.person].on:
            found[seen.person] = Card(seen.person, on, seen.until, seen.round)
    return {pk: card for pk, card in found.items() if pk not in stays}


def _seen(whom: Whom) -> Iterator[Seen]:
    for room in belongings():
        yield from room.seen(whom)


def over(ending: Ending, *, today: date, until: Until) -> Iterator[tuple[int | None, Any]]:
    """The rows of one ending that are past their term, round by round if they have one."""
    trail, keep = ending.trail, ending.keep
    if trail.model is Person and keep == ROUND:
        due = [
            card.person for card in cards(keep=keep, until=until).values() if card.on <= today
        ]
        yield None, ending.rows.filter(pk__in=due)
    elif trail.round:
        for pk, ends_on in _rounds():
            if when(keep, ends_on, round=pk, until=until) <= today:
                yield pk, ending.rows.filter(**{trail.round: pk})
    elif until.get(name_of(keep), today - timedelta(days=1)) < today:
        yield None, ending.rows.filter(**{f"{trail.since}__lt": _after(last_over(keep, today))})


def lots(*, last: date) -> list[Lot]:
    """All that goes up to a day, counted by kind and by round: the first day first."""
    until, rounds = put_off(), _rounds()
    found: list[Lot] = []
    for ending in endings():
        found += _lots(ending, rounds, last=last, until=until)
    found += _card_lots(CARD, cards(until=until).values(), last=last)
    return sorted(found, key=lambda lot: (lot.on, lot.keep, lot.model._meta.label))


def _lots(
    ending: Ending, rounds: Sequence[tuple[int, date]], *, last: date, until: Until
) -> Iterator[Lot]:
    trail, keep, model = ending.trail, ending.keep, ending.trail.model
    if model is Person and keep == ROUND:
        there = set(ending.rows.values_list("pk", flat=True))
        care = cards(keep=keep, until=until).values()
        yield from _card_lots(keep, [card for card in care if card.person in there], last=last)
    elif trail.round:
        by_round = ending.rows.order_by().values_list(trail.round)
        numbers = dict(by_round.annotate(number=Count("pk", distinct=True)))
        for pk, ends_on in rounds:
            on = when(keep, ends_on, round=pk, until=until)
            if on <= last and numbers.get(pk):
                yield Lot(keep, model, on, numbers[pk], ends_on, pk)
    else:
        rows = ending.rows.filter(**{f"{trail.since}__lt": _after(last_over(keep, last))})
        counted: Any = rows.order_by().aggregate(number=Count("pk"), oldest=Min(trail.since))
        if counted["number"]:
            oldest = localdate(counted["oldest"])
            on = when(keep, oldest, round=None, until=until)
            if on <= last:
                yield Lot(keep, model, on, counted["number"], oldest)


def _card_lots(keep: str, some: Iterable[Card], *, last: date) -> Iterator[Lot]:
    found: dict[tuple[date, int | None], list[Card]] = defaultdict(list)
    for card in some:
        if card.on <= last:
            found[card.on if card.round else last, card.round].append(card)
    for (_on, round), together in found.items():
        first = min(card.on for card in together)
        oldest = min(card.since for card in together)
        yield Lot(keep, Person, first, len(together), oldest, round)


def _rounds() -> list[tuple[int, date]]:
    managed: Any = import_string(settings.MANAGED)
    return list(managed.objects.order_by("pk").values_list("pk", "ends_on"))


def _after(day: date) -> datetime:
    return make_aware(datetime.combine(day + timedelta(days=1), time()), get_current_timezone())
