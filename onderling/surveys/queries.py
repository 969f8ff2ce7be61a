"""What pages ask of surveys: the questions of a role, and how many answered."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onderling.base.terms import value_of
from onderling.surveys.actions.questions import Question, known, said
from onderling.surveys.models import Survey
from onderling.surveys.rules import Cell, Scale, SurveyState

EVERYONE = "everyone"


@dataclass(frozen=True)
class Coming:
    """How far the answers are while a survey is open; a group of a few is not told (L5)."""

    asked: int
    on_paper: int
    answered: int
    groups: Mapping[str, int]


def questions_of(survey: Survey, role: str) -> list[Question]:
    """What this role is asked, in order, in the language of this moment. One query."""
    items = survey.items.filter(version__role=role).select_related("version__variable")
    asked = [
        Question(
            item.version.variable.key,
            Scale(item.version.scale),
            said(item.version.wording),
            item.version_id,
        )
        for item in items
    ]
    return _with_ties(asked, survey.choices)


def example_of(name: str, role: str, choices: Sequence[Sequence[str]] = ()) -> list[Question]:
    """The same of a set that no survey asks yet."""
    questions, sets = known()
    asked = [
        Question(key, Scale(one["scale"]), said(one["roles"][role]), number)
        for number, (key, one) in enumerate((key, questions[key]) for key in sets[name][role])
    ]
    return _with_ties(asked, choices)


def _with_ties(asked: list[Question], choices: Sequence[Sequence[str]]) -> list[Question]:
    """Give a question about ties its answers; without any it is not asked."""
    known_ties = tuple((key, name) for key, name in choices)
    return [
        replace(one, choices=known_ties) if one.scale is Scale.TIES else one
        for one in asked
        if known_ties or one.scale is not Scale.TIES
    ]


def coming_in(survey: Survey) -> Coming:
    """Count from the marks, which come for many people at once: nobody sees who came last."""
    rows = list(survey.invitations.values_list("group", "completed", "on_paper"))
    marked = Counter(group for group, completed, _on_paper in rows if completed and group)
    least = value_of("survey_group")
    return Coming(
        asked=len(rows),
        on_paper=sum(on_paper for *_rest, on_paper in rows),
        answered=sum(completed for _group, completed, _on_paper in rows),
        groups={group: number for group, number in marked.items() if number >= least},
    )


def cell_on_paper(survey: Survey, role: str, group: str) -> Cell:
    """Under which marks an answer from paper counts: only those that many people share."""
    known_cells: Iterable[tuple[str, str]] = survey.invitations.values_list("role", "group")
    cells = set(known_cells)
    if (role, group) in cells:
        return Cell(role, group)
    roles = sorted({one for one, _group in cells})
    return Cell(role if role in roles else roles[0] if roles else EVERYONE, "")


def is_open(survey: Survey) -> bool:
    return survey.state == SurveyState.FIELDING
