"""What the pages of the library read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from onderling.formats.library.models import Contribution, Practice
from onderling.formats.library.models.practices import PracticeQuerySet
from onderling.formats.library.rules import State


@dataclass(frozen=True)
class Entry:
    """One thing in the feed."""

    title: str
    words: str
    by: str
    url: str
    published: datetime


def latest(most: int) -> list[Entry]:
    """What came last, the newest first; a practical example in place of its contribution."""
    given = Contribution.objects.filter(state=State.PUBLISHED, published__isnull=False)
    entries = [
        Entry(
            one.title,
            one.words,
            one.by,
            reverse("library:contribution", args=[one.pk]),
            one.published,
        )
        for one in given[:most]
        if one.published
    ]
    entries += [
        Entry(
            one.title,
            one.words,
            one.by,
            reverse("library:practice", args=[one.pk]),
            one.published,
        )
        for one in Practice.objects.shown()[:most]
        if one.published
    ]
    return sorted(entries, key=lambda entry: entry.published, reverse=True)[:most]


def filters_of(
    asked: QueryDict, found: PracticeQuerySet, names: Mapping[str, Collection[str]]
) -> tuple[PracticeQuerySet, str]:
    """Take what somebody chose from the address; a name that is not there chooses nothing."""
    chosen = {}
    for word, field in (("thema", "theme"), ("werkvorm", "working_form")):
        if (name := asked.get(word, "")) in names[field]:
            found = found.filter(**{f"{field}__name": name})
            chosen[word] = name
    return found, f"{urlencode(chosen)}&" if chosen else ""
