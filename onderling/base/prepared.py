"""Queries that are put together once and asked often: only their values differ.

For a small question Django needs twice as long to write the SQL as to ask it and read the
answer. What thousands ask within a minute is written once per thread.
"""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.transaction import TransactionManagementError

P = ParamSpec("P")
Row = TypeVar("Row")
FIRST = 7_340_000_000_001  # stands where a number comes; no row of ours has it


@dataclass(frozen=True)
class _Written:
    """A query as Django wrote it, and where which value goes."""

    rows: Any  # a query set: Django’s own, also where it is not meant for others
    compiler: Any
    sql: str
    params: tuple[Any, ...]
    places: Mapping[int, str]
    converters: Mapping[int, Any]

    def ask(self, values: Mapping[str, int | str]) -> list[Any]:
        query = copy(self.rows.query)
        if query.select_for_update and not self.compiler.connection.in_atomic_block:
            raise TransactionManagementError("a lock outside a transaction holds nothing")
        params = list(self.params)
        for at, name in self.places.items():
            params[at] = values[name]
        compiler = copy(self.compiler)
        compiler.as_sql = lambda *_args, **_options: (self.sql, params)
        compiler.get_converters = lambda *_args: self.converters
        query.get_compiler = lambda *_args, **_options: compiler
        rows: Any = type(self.rows)(self.rows.model, query)
        rows._iterable_class, rows._fields = self.rows._iterable_class, self.rows._fields
        return list(rows)


def prepared(build: Callable[P, "QuerySet[Any, Row]"]) -> Callable[P, list[Row]]:
    """Ask what this function builds, without building it again.

    Its arguments are numbers and words, by keyword, none of them None; the query may depend on
    nothing else. It returns the rows.
    """
    kinds = {name: one.annotation for name, one in signature(build).parameters.items()}
    # A query is written for one connection, and each thread has its own.
    known: WeakKeyDictionary[BaseDatabaseWrapper, _Written] = WeakKeyDictionary()

    @wraps(build)
    def ask(*args: P.args, **values: P.kwargs) -> list[Row]:
        if args or values.keys() != kinds.keys():
            raise TypeError(f"{build.__name__} takes {', '.join(kinds)}, by keyword")
        connection = connections[DEFAULT_DB_ALIAS]
        written = known.get(connection)
        if written is None:
            written = known[connection] = _write(build, kinds)
        return written.ask(values)  # type: ignore[arg-type]  # as promised above

    return ask


def _write(build: Callable[..., "QuerySet[Any, Any]"], kinds: Mapping[str, type]) -> _Written:
    stand_ins: dict[Any, str] = {
        (FIRST + number if kind is int else f"\ue000{name}"): name
        for number, (name, kind) in enumerate(kinds.items())
    }
    rows = build(**{name: stand_in for stand_in, name in stand_ins.items()})
    compiler = rows.query.get_compiler(rows.db)
    sql, params = compiler.as_sql()
    places = {at: stand_ins[one] for at, one in enumerate(params) if one in stand_ins}
    if set(places.values()) != set(kinds):
        raise TypeError(f"{build.__name__} does not ask by {set(kinds) - set(places.values())}")
    converters = compiler.get_converters([one[0] for one in compiler.select])
    return _Written(rows, compiler, sql, tuple(params), places, converters)
