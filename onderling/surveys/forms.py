"""What may come in with an answer. Nothing is obligatory, so nothing is wrong either."""

from collections.abc import Iterable

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from onderling.statistics.likert import UNKNOWN
from onderling.surveys.actions.answering import Filled
from onderling.surveys.actions.questions import Question
from onderling.surveys.rules import LONGEST, NOBODY, VALUES, Scale, clean_answers

LABELS = {
    Scale.AGREE: {
        "1": _("helemaal oneens"),
        "2": _("oneens"),
        "3": _("niet eens, niet oneens"),
        "4": _("eens"),
        "5": _("helemaal eens"),
    },
    Scale.NUMBER: {
        "0": _("niemand"),
        "1-2": _("1 of 2"),
        "3-5": _("3 tot 5"),
        "6-10": _("6 tot 10"),
        "11": _("meer dan 10"),
    },
    Scale.WISHES: {
        "allemaal": _("allemaal"),
        "bijna": _("bijna allemaal"),
        "een": _("één"),
        "geen": _("geen"),
    },
    Scale.DONE: {
        "ja": _("ja"),
        "beetje": _("een beetje"),
        "nee": _("nee"),
        "paste-niet": _("het paste niet meer"),
    },
    Scale.CONTACT: {
        "vaker": _("vaker dan drie keer"),
        "soms": _("één tot drie keer"),
        "nee": _("nee"),
    },
}


def label_of(scale: Scale, value: str) -> str:
    """An answer in words; a mark is its own word."""
    return str(LABELS.get(scale, {}).get(value, value))


def choices_of(scale: Scale) -> list[tuple[str, str]]:
    return [(value, label_of(scale, value)) for value in VALUES[scale]]


def tie_choices(choices: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The organisations, and at last that it is none of them."""
    return [*choices, (NOBODY, str(_("met geen van deze")))]


def unknown_choice() -> tuple[str, str]:
    return UNKNOWN, str(_("weet ik niet"))


def filled_in(typed: QueryDict, questions: Iterable[Question]) -> Filled:
    """Read the answers; what is no answer to a question of this page is not looked at."""
    questions = list(questions)
    choices = clean_answers(
        {one.key: typed.get(one.key, "") for one in questions},
        {one.key: one.scale for one in questions},
    )
    texts = {
        one.version: text
        for one in questions
        if one.scale is Scale.OPEN
        and (text := typed.get(one.key, "").replace("\x00", "").strip()[:LONGEST])
    }
    ties = {
        value
        for one in questions
        if one.scale is Scale.TIES
        for value in typed.getlist(one.key)
        if value in {NOBODY, *(key for key, _name in one.choices)}
    }
    return Filled(choices, texts, sorted(ties - {NOBODY} or ties))
