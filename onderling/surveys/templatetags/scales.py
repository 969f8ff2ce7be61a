"""Draws the answers that a question has."""

from django import template

from onderling.surveys.forms import choices_of, unknown_choice
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
