"""Until when somebody is still here, as each room sees it: a card stays a year after that."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

FOR_GOOD = date.max  # as long as it lasts: a role, a newsletter
Whom = Collection[int] | None  # the people it is asked of; of everybody when none are named


def of(rows: "models.QuerySet[Any]", path: str, whom: Whom) -> "models.QuerySet[Any]":
    """The rows that lead to these people."""
    return rows if whom is None else rows.filter(**{f"{path}__in": whom})


@dataclass(frozen=True)
class Seen:
    """One reason to keep a card: somebody, until when, and in which round if it was one.

    `written` says that the card itself was made or changed on that day.
    """

    person: int
    until: date
    round: int | None = None
    written: bool = False
