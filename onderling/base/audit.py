"""Audit lines: written by the deed itself, in its own transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models

from onderling.base.models import AuditDetail, AuditLine


def ref(thing: models.Model | None) -> str:
    """Name a thing without a foreign key: "rounds.round:3". Empty for nobody."""
    return "" if thing is None else f"{thing._meta.label_lower}:{thing.pk}"


def note(  # noqa: PLR0913 -- an audit line has this many sides; all but two are by keyword
    actor: models.Model | None,
    deed: str,
    *,
    on: models.Model | None,
    now: datetime,
    scope: models.Model | None = None,
    old: Mapping[str, Any] | None = None,
    new: Mapping[str, Any] | None = None,
    because: str = "",
) -> AuditLine:
    """Write down one deed. Call it inside the deed's own transaction.

    `deed` is verb and noun in English ("publish_allocation"); `scope` is the round or the
    organisation whose coordinators may read the line. Values in `old` and `new` must be JSON.
    A deed on rows of all sorts at once is `on` nothing.
    """
    line = AuditLine.objects.create(
        at=now, actor_ref=ref(actor), deed=deed, object_ref=ref(on), scope_ref=ref(scope or on)
    )
    if old or new or because:
        AuditDetail.objects.create(
            line=line, old=dict(old or {}), new=dict(new or {}), because=because
        )
    return line


def history_of(thing: models.Model) -> models.QuerySet[AuditLine]:
    """List what happened to a thing, oldest first, details included."""
    return (
        AuditLine.objects.filter(object_ref=ref(thing)).select_related("detail").order_by("pk")
    )
