"""The figures of a survey as a page draws them: bars with their table, and the mirror."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.base.charts import Part
from onderling.people.rules import Group
from onderling.statistics.shares import Gap, Share, gap, share
from onderling.surveys.actions.questions import said
from onderling.surveys.forms import label_of
from onderling.surveys.models import Survey
from onderling.surveys.rules import Scale

GROUPS = {
    "": gettext_lazy("Iedereen"),
    str(Group.PAID): gettext_lazy("Beroepskrachten"),
    str(Group.VOLUNTEER): gettext_lazy("Vrijwilligers"),
    str(Group.OTHER): gettext_lazy("Anderen"),
}
ROLES = {
    "participant": gettext_lazy("Deelnemers"),
    "giver": gettext_lazy("Gevers"),
    "everyone": gettext_lazy("Iedereen"),
}
STEPS = {
    "lager": gettext_lazy("begrijpt het minder goed"),
    "gelijk": gettext_lazy("even goed"),
    "hoger": gettext_lazy("begrijpt het beter"),
}
FILLS = ("n1", "0", "p3", "p2", "p1")  # from low to high


@dataclass(frozen=True)
class Bar:
    """One group at one question, as `base/_bars.html` draws it."""

    label: str
    parts: list[Part]

    @property
    def total(self) -> int:
        return sum(part.count for part in self.parts)


@dataclass(frozen=True)
class Shown:
    """One question: its words, and a bar for each group; without bars too few answered."""

    key: str
    text: str
    bars: list[Bar]


@dataclass(frozen=True)
class Mirrored:
    """One question from two sides: who agrees, and whether that differs."""

    takes: str
    gives: str
    first: Share
    second: Share
    gap: Gap

    @property
    def points(self) -> int:
        return round(100 * abs(self.gap.value))


@dataclass(frozen=True)
class Results:
    """All that is shown of a survey."""

    asked: int
    answered: int | None
    roles: list[Mapping[str, Any]]
    questions: list[tuple[str, list[Shown]]]
    changes: list[Shown]
    mirror: list[Mirrored]


def results_of(survey: Survey) -> Results:
    """Read what was worked out when the survey closed. No query."""
    found = survey.result
    by_role: dict[str, list[Shown]] = defaultdict(list)
    for one in found.get("questions", []):
        by_role[one["role"]].append(_shown(one))
    return Results(
        asked=found.get("asked", 0),
        answered=found.get("answered"),
        roles=[{**one, "name": ROLES[one["role"]]} for one in found.get("per_role", [])],
        questions=[(str(ROLES[role]), shown) for role, shown in by_role.items()],
        changes=[_changed(one) for one in found.get("changes", []) if one["rows"]],
        mirror=mirror_of(found.get("questions", [])),
    )


def mirror_of(questions: Iterable[Mapping[str, Any]]) -> list[Mirrored]:
    """Put what givers and participants said of the same thing side by side (X-93).

    Of groups only those that are shown are added up. The intervals allow for the number of
    comparisons (Bonferroni, stricter than Holm): one in twenty would differ by accident.
    """
    pairs: dict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
    for one in questions:
        tops = [row["top"] for row in one["rows"]]
        if tops and all(tops):
            pairs[one["key"]][one["role"]] = one
    both = [sides for sides in pairs.values() if {"participant", "giver"} <= set(sides)]
    z = NormalDist().inv_cdf(1 - 0.025 / max(len(both), 1))
    return [
        Mirrored(
            said(sides["participant"]["wording"]),
            said(sides["giver"]["wording"]),
            first := _agree(sides["participant"], z),
            second := _agree(sides["giver"], z),
            gap(first, second),
        )
        for sides in both
    ]


def _agree(question: Mapping[str, Any], z: float) -> Share:
    tops = [row["top"] for row in question["rows"]]
    return share(sum(top[0] for top in tops), sum(top[1] for top in tops), z=z)


def _shown(question: Mapping[str, Any]) -> Shown:
    scale = Scale(question["scale"])
    labels = [
        " / ".join(label_of(scale, value) for value in cell) for cell in question["cells"]
    ]
    bars = _bars(question["rows"], labels)
    return Shown(f"{question['role']}-{question['key']}", said(question["wording"]), bars)


def _changed(change: Mapping[str, Any]) -> Shown:
    labels = [" / ".join(str(STEPS[value]) for value in cell) for cell in change["cells"]]
    role = str(ROLES[change["role"]])
    return Shown(f"{change['role']}-{change['key']}", role, _bars(change["rows"], labels))


def _bars(rows: Sequence[Mapping[str, Any]], labels: Sequence[str]) -> list[Bar]:
    last = max(len(labels) - 1, 1)
    fills = [FILLS[round(place * (len(FILLS) - 1) / last)] for place in range(len(labels))]
    said_n = _("{group}, {n} antwoorden")
    return [
        Bar(
            said_n.format(group=GROUPS[row["group"]], n=row["n"]),
            [
                Part(label, count, fill)
                for label, count, fill in zip(labels, row["counts"], fills, strict=True)
            ],
        )
        for row in rows
    ]
