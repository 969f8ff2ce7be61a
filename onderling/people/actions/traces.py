"""Where else somebody's name or address stands: in texts of others, in what a log remembers."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from onderling.base.finding import renew
from onderling.base.models import SearchDocument
from onderling.base.privacy import Classified
from onderling.base.transactions import write_transaction
from onderling.people.actions.trails import Someone
from onderling.people.models import Organisation, Person
from onderling.people.rules import ERASED_NAME, can_be_told_apart, without

TEXT = (models.CharField, models.TextField, models.JSONField)


def telling(who: Someone) -> list[str]:
    """What tells who somebody is, wherever it stands. A name that another has too does not."""
    found: set[str] = set()
    for record in who.records:
        found |= {record.email or "", record.phone, record.post_address}
        namesakes = Person.objects.present().filter(
            first_name__iexact=record.first_name,
            infix__iexact=record.infix,
            last_name__iexact=record.last_name,
        )
        if not namesakes.exclude(pk__in=who.ids).exists():
            found |= {record.name, record.sorted_name}
    # The longest first: else half a name would stay behind.
    return sorted((one for one in found if can_be_told_apart(one)), key=len, reverse=True)


@write_transaction()
def wipe(told: Sequence[str], *, terms: Collection[str] | None = None) -> int:
    """Replace these words in every text we keep, whoever wrote it; say in how many rows.

    With `terms` only in what is kept for one of these, and in what is of nobody.
    """
    number = 0
    for model in apps.get_models():
        if issubclass(model, Classified) and model is not Organisation:
            number += sum(1 for _row in _wiped(model, told, terms))
    return number


def _wiped(
    model: type[Classified], told: Sequence[str], terms: Collection[str] | None
) -> Iterator[int]:
    columns = [
        column.attname
        for column in model._meta.concrete_fields
        if isinstance(column, TEXT) and not column.unique and not column.choices
    ]
    if terms is not None:
        stay = {name for name, why in model.personal.items() if why.keep not in terms}
        columns = [name for name in columns if name not in stay]
    if not columns or not told:
        return
    asked = Q()
    texts = {f"{name}_as_text": Cast(name, models.TextField()) for name in columns}
    for name in texts:
        for one in _spelled(told):
            asked |= Q(**{f"{name}__icontains": one})
    rows = model._base_manager.annotate(**texts).filter(asked).order_by("pk")
    for row in rows.values("pk", *columns):
        fresh = {name: _without(model, name, row[name], told) for name in columns}
        changed = {name: value for name, value in fresh.items() if value != row[name]}
        if changed:
            model._base_manager.filter(pk=row["pk"]).update(**changed)
            if model is SearchDocument:  # nor may their name find what it stood in
                renew(SearchDocument.objects.get(pk=row["pk"]))
            yield row["pk"]


def _spelled(told: Iterable[str]) -> set[str]:
    """As typed, and as JSON writes it: accents stand there as numbers in one database."""
    return {spelling for one in told for spelling in (one, json.dumps(one)[1:-1])}


def _without(model: type[models.Model], name: str, value: Any, told: Sequence[str]) -> Any:
    if isinstance(value, str):
        most = getattr(model._meta.get_field(name), "max_length", None)
        return without(value, told, ERASED_NAME)[:most]
    if isinstance(value, list):
        return [_without(model, name, one, told) for one in value]
    if isinstance(value, dict):
        return {key: _without(model, name, one, told) for key, one in value.items()}
    return value


@write_transaction()
def forget_visits(ids: Iterable[int]) -> int:
    """Delete what every visit of these people remembers; say how many visits that were."""
    mine = {str(pk) for pk in ids}
    ended = [
        visit.pk
        for visit in Session.objects.all().iterator()
        if visit.get_decoded().get("_auth_user_id") in mine
    ]
    return int(Session.objects.filter(pk__in=ended).delete()[0])
