"""Draws the answers that a question has."""

from django import template

from onderling.surveys.actions.questions import Question
from onderling.surveys.forms import choices_of, tie_choices, unknown_choice
from onderling.surveys.rules import Scale

register = template.Library()


@register.filter
def answers(scale: Scale) -> list[tuple[str, str]]:
    """The answers of a scale with their words, in order."""
    return choices_of(scale)


@register.filter
def answers_with_unknown(scale: Scale) -> list[tuple[str, str]]:
    """The same, and at last that somebody does not know."""
    return [*choices_of(scale), unknown_choice()]


@register.filter
def ties(question: Question) -> list[tuple[str, str]]:
    """The organisations that a question about ties offers."""
    return tie_choices(question.choices)
