"""A list that still has the old address finds the record that stays (X-137)."""

from collections.abc import Callable
from typing import Any

from onderling.formats.workshops.actions.imports.known import world_of
from onderling.people.actions.merging import merge_people

Make = Callable[..., Any]


def test_the_address_of_a_merged_record_is_known_as_the_one_that_stays(
    study_day: Make, person: Make, participation: Make
) -> None:
    day, karin = study_day(), person("Karin")
    ria, twin = (
        person("Ria", "Leenheer"),
        person("R.", "Leenheer", email="oud@voorbeeld.example"),
    )
    participation(day, twin, code="V-7")
    answers = {"naam": "kept", "email": "kept"}
    merge_people(ria, twin, answers, by=karin, now=day.seed_since)
    world = world_of(day)
    found = (world.by_email["oud@voorbeeld.example"], world.by_code["v-7"])
    assert [one.id for one in found] == [ria.pk, ria.pk]
    assert [one.name for one in world.people].count("R. Leenheer") == 0
