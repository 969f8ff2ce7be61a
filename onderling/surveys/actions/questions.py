"""The sets of questions that we bring along, as data; and the rows that surveys ask."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onderling.base.language import form_now, language_now
from onderling.base.transactions import write_transaction
from onderling.surveys.models import QuestionVersion, Variable
from onderling.surveys.rules import Scale

FILE = Path(__file__).parent.parent / "data/questions.json"


@dataclass(frozen=True)
class Question:
    """A question as somebody reads it now."""

    key: str
    scale: Scale
    text: str
    version: int
    choices: tuple[tuple[str, str], ...] = ()  # of ties; other scales know theirs


@cache
def known() -> tuple[Mapping[str, Any], Mapping[str, Mapping[str, Sequence[str]]]]:
    """The questions by key, and the sets: which role is asked what, in order."""
    found = json.loads(FILE.read_text())
    return {one["key"]: one for one in found["questions"]}, found["sets"]


def roles_of(name: str) -> list[str]:
    return list(known()[1][name])


@write_transaction()
def versions_of(name: str) -> list[QuestionVersion]:
    """The rows of a set, in the order of the page; written where they were not there yet.

    A wording is never changed, for somebody may have answered it: another is another row.
    """
    questions, sets = known()
    return [_version(questions[key], role) for role, keys in sets[name].items() for key in keys]


def _version(question: Mapping[str, Any], role: str) -> QuestionVersion:
    variable, _made = Variable.objects.get_or_create(
        key=question["key"], defaults={"level": question["level"]}
    )
    scale, wording = question["scale"], question["roles"][role]
    last = variable.versions.filter(role=role).order_by("number").last()
    if last and (last.wording, last.scale) == (wording, scale):
        return last
    follows = QuestionVersion.Follows
    return QuestionVersion.objects.create(
        variable=variable,
        role=role,
        number=last.number + 1 if last else 1,
        scale=scale,
        wording=wording,
        follows=follows.BREAK if last and last.scale != scale else follows.COMPARABLE,
    )


def said(wording: Mapping[str, str]) -> str:
    """A wording in the language and the form of address of this moment; else plain Dutch."""
    language = language_now().partition("-")[0]
    voices = (f"{language}_{form_now()}", language, "nl")
    return next(wording[voice] for voice in voices if voice in wording)
