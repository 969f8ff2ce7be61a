"""How the coffee of a round went, month by month; nobody is named."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from onderling.base.terms import value_of
from onderling.evaluation.models import CoffeeMonth, CoffeeSeat
from onderling.rounds.models import Round
from onderling.statistics.disclosure import share_told


@dataclass(frozen=True)
class Month:
    """One month: who joined, how many tables of two and of three, how many came about."""

    it: CoffeeMonth
    joined: int
    twos: int
    threes: int
    happened: tuple[int, int] | None


def months_of(round: Round) -> list[Month]:
    """Two queries. That an appointment came about counts when one of them says so."""
    least = value_of("least_people")
    months = list(round.coffee.annotate(joined=Count("yes")))
    sizes: dict[int, Counter[int]] = {one.pk: Counter() for one in months}
    good: dict[int, set[int]] = {one.pk: set() for one in months}
    rows = CoffeeSeat.objects.filter(month__round=round)
    for key, table, happened in rows.values_list("month", "table", "happened"):
        sizes[key][table] += 1
        if happened == CoffeeSeat.Happened.YES:
            good[key].add(table)
    return [
        Month(
            one,
            one.joined,
            sum(size == 2 for size in sizes[one.pk].values()),
            sum(size == 3 for size in sizes[one.pk].values()),
            share_told(len(good[one.pk]), len(sizes[one.pk]), least=least),
        )
        for one in months
    ]
