"""What of the library stands in the search: written by the deeds that change it."""

from django.urls import reverse

from onderling.base.finding import forget, remember
from onderling.formats.library.models import Contribution, Practice
from onderling.formats.library.rules import State


def show_or_hide(contribution: Contribution) -> None:
    """Let people find what is public of a contribution, and nothing else of it."""
    practice = Practice.objects.filter(contribution=contribution).first()
    if contribution.state == State.PUBLISHED:
        remember(
            contribution,
            kind=contribution.kind,
            title=contribution.title,
            words=_with(contribution.words, contribution.theme, contribution.for_whom),
            url=reverse("library:contribution", args=[contribution.pk]),
        )
    else:
        forget(contribution)
    if practice is not None:
        show_practice(practice)


def show_practice(practice: Practice) -> None:
    more = (practice.theme, practice.working_form, practice.for_whom)
    remember(
        practice,
        kind="practice",
        title=practice.title,
        words=_with(practice.words, *more),
        url=reverse("library:practice", args=[practice.pk]),
    )


def drop_practice(contribution: Contribution) -> None:
    """Let go of the practical example that was made of it."""
    for practice in Practice.objects.filter(contribution=contribution):
        forget(practice)
        practice.delete()


def _with(words: str, *more: object) -> str:
    return "\n".join([words, *(str(one) for one in more if one)])
