"""Every personal field can be read by its person, and goes away when they ask (X-40, X-10)."""

from collections import defaultdict

import pytest
from django.apps import apps

from onderling.base.privacy import Classified
from onderling.people.actions.trails import Trail, all_trails
from tests.register import PAPER, whole

pytestmark = pytest.mark.sqlite_only
WHAT_TO_DO = (
    "Give the room's Belongings a Trail for it in belongings.py: how the rows of one person are"
    " found, and what erasing does to each field. See docs/house.md, “What we keep of people”."
)
KEEPING = [
    model
    for model in apps.get_models()
    if issubclass(model, Classified) and model.personal and model.__module__.startswith("onder")
]


def trails_of(model: type) -> list[Trail]:
    return [trail for trail in all_trails() if trail.model is model]


@pytest.mark.parametrize("model", KEEPING, ids=lambda model: model._meta.label)
def test_every_personal_field_leads_back_to_its_person(model: type[Classified]) -> None:
    """What no trail leads to would be missing from an export, and stay after an erasure."""
    led = {name for trail in trails_of(model) for name in trail.names}
    missing = sorted(set(model.personal) - led)
    assert missing == [], f"{model._meta.label}: {missing}. {WHAT_TO_DO}"
    assert sorted(led - set(model.personal)) == []


def test_erasing_is_told_for_every_field() -> None:
    silent: dict[str, list[str]] = defaultdict(list)
    for trail in all_trails():
        silent[trail.model._meta.label] += trail.silent_about()
    untold = {label: names for label, names in silent.items() if names}
    assert untold == {}, WHAT_TO_DO


def test_a_trail_names_fields_that_are_there() -> None:
    wrong = []
    for trail in all_trails():
        here = {column.name for column in trail.model._meta.get_fields()}
        named = {
            *trail.names,
            *trail.beside.split(),
            *trail.blank.split(),
            *trail.becomes,
            *trail.stays,
            *trail.withheld,
        }
        wrong += [f"{trail.model._meta.label}.{name}" for name in sorted(named - here)]
    assert wrong == []


def test_the_register_of_processing_does_not_lag_behind() -> None:
    """docs/privacy.md is written from the models: python -m tests.register (X-10)."""
    paper = PAPER.read_text()
    assert paper == whole(paper), "run: python -m tests.register"
