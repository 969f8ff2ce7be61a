"""The facts of a questionnaire on paper."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from onderling.evaluation.queries.results import GROUPS, ROLES
from onderling.rounds.models import Round
from onderling.signups.actions.papers.frame import frame_of
from onderling.surveys.actions.questions import Question, roles_of
from onderling.surveys.forms import choices_of, tie_choices
from onderling.surveys.queries import example_of
from onderling.surveys.rules import Scale


def sheet_facts(
    round: Round, name: str, choices: Sequence[Sequence[str]], *, printed: str
) -> dict[str, Any]:
    """A sheet for each role: the questions with boxes, and two marks that many share."""
    frame = frame_of(round, _("Vragenlijst"), printed=printed)
    return {
        **frame,
        "intro": _(
            "Zet geen naam op dit papier. Wie het invoert, schrijft niet op van wie het komt."
            " Antwoorden van minder dan tien mensen samen tonen wij nergens."
        ),
        "scale": _("1 is helemaal oneens, 5 is helemaal eens, ? is: ik weet het niet."),
        "who": _("Ik ben:"),
        "groups": [str(label) for group, label in GROUPS.items() if group],
        "sheets": [
            {
                "role": str(ROLES[role]),
                "questions": [
                    {
                        "text": one.text,
                        "agree": one.scale is Scale.AGREE,
                        "open": one.scale is Scale.OPEN,
                        "answers": _answers(one),
                    }
                    for one in example_of(name, role, choices)
                ],
            }
            for role in roles_of(name)
        ],
    }


def _answers(question: Question) -> list[str]:
    if question.scale is Scale.TIES:
        return [label for _value, label in tie_choices(question.choices)]
    if question.scale is Scale.AGREE:
        return [*(value for value, _label in choices_of(question.scale)), "?"]
    return [label for _value, label in choices_of(question.scale)]
