"""Two records that are one person: what hangs on the people themselves (X-137)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.mail.actions import queue
from onderling.mail.models import Message
from onderling.mail.rules import Recipient
from onderling.people.actions.merging import (
    belongings,
    merge_people,
    unmerge,
)
from onderling.people.actions.persons import find_person
from onderling.people.models import Affiliation, Consent, Person
from tests.makers import NOON

Make = Callable[..., Any]


@pytest.fixture
def ria(person: Make) -> Person:
    who: Person = person("Ria", "Leenheer", email="ria@voorbeeld.example", place="Havermonde")
    return who


@pytest.fixture
def ria_again(person: Make) -> Person:
    who: Person = person(
        "R.", "Leenheer", email=None, phone="06 12 34 56 78", diet="geen noten"
    )
    return who


@pytest.fixture
def karin(person: Make, grant: Make) -> Person:
    who: Person = person("Karin", "Boshuizen")
    grant(who, "coordinator")
    return who


@pytest.mark.sqlite_only
def test_every_key_to_a_person_is_moved_or_stays_for_a_reason() -> None:
    """A room that points at people and says nothing about merging would lose what it keeps."""
    pointing = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and field.related_model is Person
    }
    told: set[str] = set()
    for room in belongings():
        told |= {*room.moves, *room.stays}
    assert pointing == told


def test_the_old_address_finds_the_record_that_stays(
    ria: Person, person: Make, karin: Person
) -> None:
    """Also for a list that is read in later, and for who signs in with it."""
    twin = person("Ria", "Leenheer", email="r.leenheer@voorbeeld.example")
    made = merge_people(ria, twin, {"email": "gone"}, by=karin, now=NOON)
    ria.refresh_from_db()
    assert ria.email == "r.leenheer@voorbeeld.example"
    assert find_person("Ria@voorbeeld.example") == ria
    unmerge(made, by=karin, now=NOON)
    ria.refresh_from_db()
    assert (ria.email, find_person("r.leenheer@voorbeeld.example")) == (
        "ria@voorbeeld.example",
        twin,
    )


def test_mail_that_waits_goes_to_the_address_that_stays(
    ria: Person, person: Make, karin: Person
) -> None:
    twin = person("Ria", "Leenheer", email="r.leenheer@voorbeeld.example")
    to = Recipient(twin.name, twin.email, ref=audit.ref(twin))
    letter = queue("notice", to=to, subject="Uw dag", body="Beste Ria", now=NOON)
    left = queue("notice", to=to, subject="Eerder", body="Beste Ria", now=NOON)
    Message.objects.filter(pk=left.pk).update(state=Message.State.SENT)
    merge_people(ria, twin, {"email": "kept"}, by=karin, now=NOON)
    letter.refresh_from_db()
    left.refresh_from_db()
    assert (letter.to_address, letter.to_ref) == (ria.email, audit.ref(ria))
    assert (left.to_address, left.to_ref) == (twin.email, audit.ref(ria))


def test_no_by_one_of_the_two_is_no_for_both(
    ria: Person, ria_again: Person, karin: Person
) -> None:
    for who, answer in ((ria, "refused"), (ria_again, "given")):
        Consent.objects.create(
            person=who, purpose="photo", answer=answer, text_version="1", channel="web", at=NOON
        )
    merge_people(ria, ria_again, {"naam": "kept"}, by=karin, now=NOON)
    assert [one.answer for one in ria.consents.all()] == ["refused", "given", "refused"]


def test_a_record_with_a_role_is_merged_by_an_owner_only(
    ria: Person, person: Make, grant: Make
) -> None:
    """Else a coordinator could take an owner's address, and come in as them."""
    bea, peter = person("Bea"), person("Peter")
    grant(bea, "coordinator", "organisation", 1)
    grant(peter)
    answers = {"naam": "kept", "email": "kept"}
    for kept, gone in ((ria, peter), (peter, ria)):
        with pytest.raises(Refused, match="beheerder"):
            merge_people(kept, gone, answers, by=bea, now=NOON)
    made = merge_people(peter, bea, answers, by=peter, now=NOON)
    assert peter.memberships.current().count() == 2
    unmerge(made, by=peter, now=NOON)
    assert bea.memberships.current().count() == 1


def test_what_changed_since_a_merge_hinders_the_way_back_by_name(
    ria: Person, ria_again: Person, karin: Person
) -> None:
    made = merge_people(ria, ria_again, {"naam": "kept"}, by=karin, now=NOON)
    Person.objects.filter(pk=ria.pk).update(phone="088 000 00 01")
    with pytest.raises(Refused, match="de gegevens van Ria Leenheer"):
        unmerge(made, by=karin, now=NOON)
    Person.objects.filter(pk=ria.pk).update(phone="06 12 34 56 78")
    third = Person.objects.create(first_name="Ria", last_name="Leenheer")
    merge_people(third, ria, {"naam": "kept"}, by=karin, now=NOON)
    with pytest.raises(Refused, match="zelf samengevoegd"):
        unmerge(made, by=karin, now=NOON)
    assert find_person("ria@voorbeeld.example") == third
    assert Affiliation.objects.filter(person=third).count() == 1


def test_who_signs_in_with_the_old_address_comes_in_as_who_they_are_now(
    ria: Person, person: Make, karin: Person, sign_in_by_code: Make
) -> None:
    twin = person("Ria", "Leenheer", email="r.leenheer@voorbeeld.example")
    merge_people(ria, twin, {"email": "kept"}, by=karin, now=NOON)
    came_in = sign_in_by_code(twin)
    assert came_in.get("/mijn/gegevens/").context["person"] == ria
