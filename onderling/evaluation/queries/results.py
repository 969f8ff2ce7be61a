"""The figures of a survey as a page draws them: bars with their table, and the mirror."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.base.charts import Part
from onderling.base.written import percent
from onderling.people.rules import Group
from onderling.statistics.shares import Gap, Share, gap, share
from onderling.surveys.actions.questions import said
from onderling.surveys.forms import label_of
from onderling.surveys.models import Survey
from onderling.surveys.rules import BEST_FIRST, Scale

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
TOPS = {
    Scale.AGREE: gettext_lazy("eens of helemaal eens"),
    Scale.DONE: gettext_lazy("gedaan, of een beetje"),
    Scale.CONTACT: gettext_lazy("had nog contact"),
}


@dataclass(frozen=True)
class Bar:
    """One group at one question, as `base/_bars.html` draws it."""

    label: str
    parts: list[Part]

    @property
    def total(self) -> int:
        return sum(part.count for part in self.parts)


@dataclass(frozen=True)
class Line:
    """One row of the table beside the bars: what it is, and that of each group."""

    label: str
    cells: list[str]
    sums: bool = False  # about the answers together, not one of them


@dataclass(frozen=True)
class Shown:
    """One question: its words, a bar for each group and the same as a table.

    Without bars too few answered.
    """

    key: str
    text: str
    bars: list[Bar]
    groups: list[str]
    lines: list[Line]


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

    @property
    def intervals(self) -> dict[str, str]:
        """In whole points: of both shares, and of the difference."""
        return {
            "first": _interval(self.first.low, self.first.high),
            "second": _interval(self.second.low, self.second.high),
            "gap": _interval(self.gap.low, self.gap.high),
        }


@dataclass(frozen=True)
class Results:
    """All that is shown of a survey."""

    asked: int
    answered: int | None
    bounced: int
    roles: list[Mapping[str, Any]]
    groups: list[Mapping[str, Any]]
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
        bounced=found.get("bounced", 0),
        roles=[{**one, "name": ROLES[one["role"]]} for one in found.get("per_role", [])],
        groups=[{**one, "name": GROUPS[one["group"]]} for one in found.get("per_group", [])],
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
    scale, rows = Scale(question["scale"]), question["rows"]
    labels = [
        " / ".join(label_of(scale, value) for value in cell) for cell in question["cells"]
    ]
    lines = [*_lines(rows, labels), Line(_("weet ik niet, of open gelaten"), _left(rows), True)]
    if scale in TOPS and rows and all(row["top"] for row in rows):
        lines.append(Line(str(TOPS[scale]), [_between(row["top"]) for row in rows], True))
    return Shown(
        f"{question['role']}-{question['key']}",
        said(question["wording"]),
        _bars(rows, labels, high_first=scale in BEST_FIRST),
        _groups(rows),
        lines if rows else [],
    )


def _changed(change: Mapping[str, Any]) -> Shown:
    labels = [" / ".join(str(STEPS[value]) for value in cell) for cell in change["cells"]]
    role, rows = str(ROLES[change["role"]]), change["rows"]
    key = f"{change['role']}-{change['key']}"
    return Shown(key, role, _bars(rows, labels), _groups(rows), _lines(rows, labels))


def _groups(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return [str(GROUPS[row["group"]]) for row in rows]


def _lines(rows: Sequence[Mapping[str, Any]], labels: Sequence[str]) -> list[Line]:
    """How many gave each answer and which share that is of who answered."""
    answers = [
        Line(
            label,
            [f"{row['counts'][at]} ({percent(row['counts'][at], row['n'])})" for row in rows],
        )
        for at, label in enumerate(labels)
    ]
    return [*answers, Line(_("antwoorden samen"), [str(row["n"]) for row in rows], True)]


def _left(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Who gave no answer on the scale, where the page tells how many answered."""
    untold = _("niet getoond")
    return [untold if (left := row.get("left")) is None else str(left) for row in rows]


def _between(top: Sequence[float]) -> str:
    count, of, low, high = top
    return f"{percent(int(count), int(of))} ({_interval(low, high)})"


def _interval(low: float, high: float) -> str:
    """Two whole numbers of points, with the sign that mathematics has."""
    ends = (str(round(100 * one)).replace("-", "\N{MINUS SIGN}") for one in (low, high))
    return _("{low} tot {high}").format(**dict(zip(("low", "high"), ends, strict=True)))


def _bars(
    rows: Sequence[Mapping[str, Any]], labels: Sequence[str], *, high_first: bool = False
) -> list[Bar]:
    last = max(len(labels) - 1, 1)
    scale = FILLS[::-1] if high_first else FILLS
    fills = [scale[round(place * (len(FILLS) - 1) / last)] for place in range(len(labels))]
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
