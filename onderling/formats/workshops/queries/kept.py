"""Keeps what was read or drawn until the log says that the programme changed.

The version of a programme is the number of the last deed that changed it: one query, no counter
that a deed could forget, and right in every process. A name that changed elsewhere, of a giver
or an organisation, is in no round's log: so nothing is kept longer than a minute.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection

from onderling.base.models import AuditLine
from onderling.formats.workshops.rules.versions import CHANGE_LIST, CHANGE_PLACES

T = TypeVar("T")
MEANWHILE = 0.5  # seconds in which others take the last one, while somebody makes it anew
MOST = 150  # things kept in one process, the last used; a drawn screen is about 60 kB
_shelf: OrderedDict[Hashable, tuple[Any, float, Any]] = OrderedDict()
_turn = Lock()  # a website process has several threads


@dataclass(frozen=True)
class Versions:
    """The last deed that changed the workshops, and the last that changed who sits in them."""

    offers: int = 0
    places: int = 0


def versions_of(round: int) -> Versions:
    """Ask the log how far a round is: one query, on every page of the programme."""
    # By hand: putting this together with the query language costs ten times what it takes.
    with connection.cursor() as cursor:
        cursor.execute(_ASK, _WORDS | {"scope": f"rounds.round:{round}"})
        return Versions(*cursor.fetchone())


def _last(deeds: frozenset[str], name: str) -> tuple[str, dict[str, str]]:
    words = {f"{name}{number}": deed for number, deed in enumerate(sorted(deeds))}
    asked = ", ".join(f"%({word})s" for word in words)
    log = AuditLine._meta.db_table
    sql = f"SELECT MAX(id) FROM {log} WHERE scope_ref = %(scope)s AND deed IN ({asked})"  # noqa: S608 -- names of parameters, no values
    return f"COALESCE(({sql}), 0)", words


_OFFERS, _offers = _last(CHANGE_LIST, "offers")
_PLACES, _places = _last(CHANGE_PLACES, "places")
_ASK, _WORDS = f"SELECT {_OFFERS}, {_PLACES}", _offers | _places


def kept(key: Hashable, version: Hashable) -> Any:
    """Return what is kept for this version, if anything."""
    found = _shelf.get(key)
    return found[2] if found and found[0] == version and time.monotonic() < found[1] else None


def keep(
    key: Hashable, version: Hashable, make: Callable[[], T], *, seconds: float | None = None
) -> T:
    """Return what was kept for this version, or make it. Not kept: the wish of one person."""
    lasts = settings.KEEP_PROGRAMME_SECONDS if seconds is None else seconds
    lasts = min(lasts, settings.KEEP_PROGRAMME_SECONDS)
    found = kept(key, version)
    if found is not None:
        return found  # type: ignore[no-any-return]  # the shelf holds anything
    at = time.monotonic()
    _hand_out_meanwhile(key, version, at)
    made = make()
    if lasts:
        with _turn:
            _shelf[key] = (version, at + lasts, made)
            _shelf.move_to_end(key)
            while len(_shelf) > MOST:
                _shelf.popitem(last=False)
    return made


def _hand_out_meanwhile(key: Hashable, version: Hashable, at: float) -> None:
    """Sixteen visitors who come as something grows old need not all sixteen draw it."""
    with _turn:
        old = _shelf.get(key)
        if old and old[0] == version:
            _shelf[key] = (version, at + MEANWHILE, old[2])


def forget() -> None:
    """Clear the shelf."""
    with _turn:
        _shelf.clear()
