"""Keeps what was read or drawn until the log says that the programme changed.

The version of a programme is the number of the last deed that changed it: one query, no counter
that a deed could forget, and right in every process. A name that changed elsewhere, of a giver
or an organisation, is in no round's log: so nothing is kept longer than a minute.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import CharField, F, Func, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from onderling.base.models import AuditLine
from onderling.formats.workshops.rules.versions import CHANGE_LIST, CHANGE_PLACES
from onderling.rounds.models import Round

T = TypeVar("T")
MOST = 150  # things kept in one process, the last used; a drawn screen is about 60 kB
_shelf: OrderedDict[Hashable, tuple[Any, float, Any]] = OrderedDict()
_turn = Lock()  # a website process has several threads


def with_versions(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """Read with each round how often its programme and its places changed."""
    return rounds.annotate(
        list_version=_last_of(CHANGE_LIST), places_version=_last_of(CHANGE_PLACES)
    )


def _last_of(deeds: frozenset[str]) -> Coalesce:
    scope = Concat(
        Value("rounds.round:"), Cast(OuterRef("pk"), CharField()), output_field=CharField()
    )
    lines = AuditLine.objects.filter(scope_ref=scope, deed__in=sorted(deeds)).order_by()
    last = lines.annotate(last=Func(F("pk"), function="MAX")).values("last")
    return Coalesce(Subquery(last), 0)


def keep(
    key: Hashable, version: Hashable, make: Callable[[], T], *, seconds: float | None = None
) -> T:
    """Return what was kept for this version, or make it. Not kept: the wish of one person."""
    lasts = settings.KEEP_PROGRAMME_SECONDS if seconds is None else seconds
    lasts = min(lasts, settings.KEEP_PROGRAMME_SECONDS)
    at = time.monotonic()
    found = _shelf.get(key)
    if found and found[0] == version and at < found[1]:
        return found[2]  # type: ignore[no-any-return]  # the shelf holds anything
    made = make()
    if lasts:
        with _turn:
            _shelf[key] = (version, at + lasts, made)
            _shelf.move_to_end(key)
            while len(_shelf) > MOST:
                _shelf.popitem(last=False)
    return made


def forget() -> None:
    """Clear the shelf."""
    with _turn:
        _shelf.clear()
