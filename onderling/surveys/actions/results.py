"""What may be shown of a survey, worked out once when it closes (X-15, X-16, X-18)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from onderling.base.terms import value_of
from onderling.statistics.disclosure import Cell, merged, shown, together
from onderling.statistics.likert import UNKNOWN, distribution, moved
from onderling.statistics.shares import share
from onderling.surveys.models import Item, Response, Survey
from onderling.surveys.rules import TOP, VALUES, Scale

STEPS = ("lager", "gelijk", "hoger")
# A question about before beside the same one about now: what changed in the same people.
PAIRS = {"understood_now": "understood_before"}
Answers = list[Mapping[str, str]]


def worked_out(survey: Survey) -> dict[str, Any]:
    """All figures of a survey that may leave this room, as plain JSON.

    A group of fewer than so many people is as one of nobody. Where groups stand beside each
    other nothing is told of all together; where they cannot, all together stand alone.
    """
    people = value_of("survey_group")
    rows = list(Response.objects.filter(survey=survey))
    asked = Counter(survey.invitations.values_list("role", flat=True))
    items = list(survey.items.select_related("version__variable"))
    by_role: dict[str, list[Response]] = defaultdict(list)
    for row in rows:
        by_role[row.role].append(row)
    per_group = _per_group(survey, rows, people)
    told = {(role, "") for role in asked} if _is_safe(asked, by_role, people) else set()
    if len(asked) == 1:
        told |= {(role, one["group"]) for role in asked for one in per_group}
    return {
        "asked": sum(asked.values()),
        "answered": len(rows) if len(rows) >= people else None,
        "per_role": [
            {"role": role, "asked": asked[role], "answered": len(by_role[role])}
            for role in sorted(asked)
            if len(by_role[role]) >= people and _is_safe(asked, by_role, people)
        ],
        "per_group": per_group,
        "questions": [
            _question(item, by_role[item.version.role], people, told)
            for item in items
            if item.version.scale not in {Scale.OPEN, Scale.TIES}
        ],
        "ties": _ties(survey) if len(rows) >= people else [],
        "changes": [
            _change(item, by_role[item.version.role], people)
            for item in items
            if item.version.variable.key in PAIRS
        ],
    }


def _is_safe(
    asked: Mapping[str, int], by_role: Mapping[str, list[Response]], people: int
) -> bool:
    """Roles are told apart only when none of them is small: the rest would follow."""
    return all(len(by_role[role]) >= people for role in asked)


def _per_group(survey: Survey, rows: Sequence[Response], people: int) -> list[dict[str, Any]]:
    """How many of each group answered; not where one that is small would follow (S1-3)."""
    asked = Counter(survey.invitations.values_list("group", flat=True))
    answered = Counter(row.group for row in rows)
    if any(answered[group] < people for group in asked):
        return []
    return [
        {"group": group, "asked": asked[group], "answered": answered[group]}
        for group in sorted(asked)
        if group
    ]


def _ties(survey: Survey) -> list[tuple[str, int]]:
    """With which organisations people are still in touch, the most first; not of a few."""
    found = Counter(survey.ties.values_list("value", flat=True))
    least = value_of("least_people")
    return [(value, number) for value, number in found.most_common() if number >= least]


def _question(
    item: Item, rows: Sequence[Response], people: int, told: Collection[tuple[str, str]]
) -> dict[str, Any]:
    """One question. `told` are the roles and groups of which the page says how many answered.

    Of those it follows how many left this question open, so that is told as well, however few.
    Of all others it is not told: it would say how many they were.
    """
    version = item.version
    scale, key = Scale(version.scale), version.variable.key
    groups = _groups(rows, key, VALUES[scale], people)
    counted = [
        distribution((a.get(key) for a in answers), VALUES[scale])
        for answers in groups.values()
    ]
    counts, least = [one.counts for one in counted], value_of("least_people")
    cells = merged(VALUES[scale], counts, least=least, top=TOP.get(scale, ()))
    return {
        "key": key,
        "role": version.role,
        "scale": version.scale,
        "wording": version.wording,
        "cells": [list(cell.values) for cell in cells],
        "rows": [
            {
                "group": group,
                "n": one.n,
                "counts": [cell.counts[place] for cell in cells],
                "top": _top(cells, place, one.n, scale),
                "left": one.unknown + one.missing if (version.role, group) in told else None,
            }
            for place, (group, one) in enumerate(zip(groups, counted, strict=True))
        ]
        if cells
        else [],
    }


def _top(cells: Sequence[Cell], place: int, n: int, scale: Scale) -> list[float] | None:
    """The share that agrees; not where that would take apart what was joined."""
    top = TOP.get(scale, ())
    inside = [cell for cell in cells if set(cell.values) <= set(top)]
    if not top or {value for cell in inside for value in cell.values} != set(top):
        return None
    found = share(sum(cell.counts[place] for cell in inside), n)
    return [found.count, n, found.low, found.high]


def _change(item: Item, rows: Sequence[Response], people: int) -> dict[str, Any]:
    after = item.version.variable.key
    before, scale = PAIRS[after], VALUES[Scale.AGREE]
    both = [
        row
        for row in rows
        if row.answers.get(before) in scale and row.answers.get(after) in scale
    ]
    groups = _groups(both, after, scale, people)
    counted = [
        moved(((a.get(before), a.get(after)) for a in answers), scale)
        for answers in groups.values()
    ]
    counts = [dict(zip(STEPS, (one.down, one.same, one.up), strict=True)) for one in counted]
    cells = merged(STEPS, counts, least=value_of("least_people"))
    return {
        "key": after,
        "role": item.version.role,
        "cells": [list(cell.values) for cell in cells],
        "rows": [
            {"group": group, "n": one.n, "counts": [cell.counts[place] for cell in cells]}
            for place, (group, one) in enumerate(zip(groups, counted, strict=True))
        ]
        if cells
        else [],
    }


def _groups(
    rows: Sequence[Response], key: str, scale: Sequence[str], people: int
) -> dict[str, Answers]:
    """The groups that may stand beside each other for this question, else all as one."""
    said: dict[str, Answers] = defaultdict(list)
    sizes = Counter[str]()
    for row in rows:
        said[row.group].append(row.answers)
        sizes[row.group] += row.answers.get(key, UNKNOWN) in scale
    named = {group: size for group, size in sizes.items() if group}
    apart = shown(named, people=people)
    if len(apart) > 1:
        return {group: said[group] for group in sorted(apart)}
    if together(sizes, people=people):
        return {"": [answers for group in said.values() for answers in group]}
    return {}
