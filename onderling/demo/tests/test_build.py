"""The example is built from the lists, goes on after a kill, and goes away again."""

from collections.abc import Callable
from itertools import chain

import pytest
from django.utils.timezone import localdate

from onderling.base.errors import Refused
from onderling.demo.actions import build as building
from onderling.demo.actions.lists import rows_of
from onderling.demo.actions.remove import remove_example
from onderling.demo.models import Example
from onderling.demo.rules import Stage
from onderling.demo.tests.conftest import NOW
from onderling.offers.models import Meeting, Offer
from onderling.people.models import Membership, Organisation, Person
from onderling.people.rules import Role
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.checks import broken_invariants
from onderling.signups.models import (
    Absence,
    AllocationRun,
    Pair,
    Participation,
    Signup,
    Wish,
)

Maker = Callable[..., Example]


def test_wishes_are_those_of_the_lists(example: Maker) -> None:
    made = example(Stage.WISHES)
    rows = rows_of("studiedag_voorkeuren")
    ranked = sum(bool(row[f"keuze{n}"]) for row in rows for n in (1, 2, 3))
    not_so = [
        code for row in rows if row["liever_niet"] for code in row["liever_niet"].split(";")
    ]
    assert made.study_day.state == State.OPEN
    assert Organisation.objects.count() == 54
    assert Participation.objects.count() == 300
    assert Participation.objects.filter(chosen__isnull=False).count() == 214
    assert Participation.objects.filter(state="invited").count() == 86
    assert Wish.objects.filter(opinion="ranked").count() == ranked
    assert Wish.objects.filter(opinion="rather_not").count() == len(not_so)
    assert Absence.objects.count() == sum(row["aanwezig"] == "nee" for row in rows) == 75
    assert sorted(Pair.objects.values_list("kind", flat=True)) == ["apart"] * 3 + ["like"] * 9
    assert Meeting.objects.chosen_from().count() == 30


def test_every_wish_was_in_time_and_before_now(example: Maker) -> None:
    of = example(Stage.WISHES).study_day
    phase = of.phases.get(kind="wishing")
    assert phase.opens <= NOW < phase.closes
    chosen = of.participations.exclude(chosen=None)
    assert chosen.filter(chosen__gt=phase.opens, chosen__lt=NOW).count() == 214
    assert not of.participations.filter(late=True).exists()


@pytest.mark.sqlite_only
def test_at_the_first_stage_there_is_work_left_for_the_coordinator(example: Maker) -> None:
    of = example(Stage.OFFERS).study_day
    assert of.state == State.ANNOUNCED
    assert of.starts_on > localdate(NOW)
    assert Meeting.objects.filter(offer__round=of, slot=None).count() == 3
    assert Offer.objects.filter(round=of, state="submitted").count() == 3
    assert not Wish.objects.exists()


@pytest.mark.sqlite_only
def test_only_who_wants_to_be_rung_has_a_number(example: Maker) -> None:
    example(Stage.OFFERS)
    rung = Person.objects.exclude(phone="")
    assert rung.count() == 33
    assert {person.contact_by for person in rung} == {"phone", "phone_post"}
    assert all(person.phone.startswith("088 000 00 ") for person in rung)
    assert Person.objects.filter(email=None).count() == 9


@pytest.mark.sqlite_only
def test_the_standing_characters_have_their_roles(example: Maker) -> None:
    made = example(Stage.OFFERS)
    held = Membership.objects.values_list("person__first_name", "role", "scope")
    assert set(held) == {
        ("Peter", "owner", "network"),
        ("Olena", "coordinator", "network"),
        ("Karin", "coordinator", "round"),
        ("Zeynep", "coordinator", "organisation"),
        ("Veerle", "coordinator", "organisation"),
        ("Bernadette", "member", "organisation"),
    }
    assert made.study_day.contact_name == "Karin Boshuizen"


@pytest.mark.sqlite_only
def test_building_goes_on_where_it_was_killed(
    example: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = building.STEPS
    broken = building.Step("", Stage.OFFERS, killed)
    monkeypatch.setattr(building, "STEPS", [*whole[:3], broken, *whole[4:]])
    with pytest.raises(KeyboardInterrupt):
        example(Stage.OFFERS)
    assert Example.objects.get().steps_done == 3
    monkeypatch.setattr(building, "STEPS", whole)
    made = example(Stage.OFFERS)
    assert made.state == Example.State.DONE
    assert (Round.objects.count(), Meeting.objects.count()) == (1, 30)


def killed(_example: Example, **_moment: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.sqlite_only
def test_the_same_stage_twice_is_built_once(example: Maker) -> None:
    assert example(Stage.OFFERS) == example(Stage.OFFERS)
    with pytest.raises(Refused, match="Er staat al een voorbeeld"):
        example(Stage.WISHES)


@pytest.mark.sqlite_only
def test_a_database_with_people_is_refused(
    example: Maker, person: Callable[..., Person]
) -> None:
    person("Ria")
    with pytest.raises(Refused, match="Deze database is niet leeg"):
        example(Stage.OFFERS)
    assert (Person.objects.count(), Example.objects.count()) == (1, 0)


@pytest.mark.sqlite_only
def test_in_an_install_of_real_people_nobody_of_the_example_has_a_role(
    db: None, person: Callable[..., Person], grant: Callable[..., Membership]
) -> None:
    owner = person("Marja")
    grant(owner)
    made = building.queue_example(Stage.OFFERS, by=owner, now=NOW)
    building.go_on(made, now=NOW)
    assert {m.person for m in Membership.objects.exclude(role=Role.COORDINATOR)} == {owner}
    assert {m.scope for m in Membership.objects.filter(role=Role.COORDINATOR)} == {"round"}


def test_the_example_goes_away_and_leaves_what_was_there(
    db: None,
    person: Callable[..., Person],
    grant: Callable[..., Membership],
    study_day: Callable[..., Round],
    participation: Callable[..., Participation],
) -> None:
    owner = person("Marja")  # of Welzijn Havermonde, an organisation of the lists
    grant(owner)
    made = building.queue_example(Stage.WISHES, by=owner, now=NOW)
    building.go_on(made, now=NOW)
    ria = Person.objects.get(pk=made.rows["p-028"])
    own = study_day(slug="eigen")
    participation(own, ria)
    gone = remove_example(by=owner, now=NOW)
    assert gone == 299
    assert set(Person.objects.all()) == {owner, ria}
    assert list(Round.objects.all()) == [own]
    kept = chain(owner.affiliations.all(), ria.affiliations.all())
    assert set(Organisation.objects.all()) == {bond.organisation for bond in kept}
    assert not Example.objects.exists()
    assert remove_example(by=owner, now=NOW) == 0


def test_published_places_add_up(example: Maker) -> None:
    """The last stage goes through “Verdeel” and publishing, as a coordinator would."""
    of = example(Stage.PUBLISHED).study_day
    assert of.state == State.CONFIRMED
    assert of.runs.get().state == AllocationRun.State.PUBLISHED
    assert broken_invariants() == []
    seated = Signup.objects.seated().filter(meeting__state="cancelled")
    assert not seated.exists()
    assert Signup.objects.seated().count() == sum(
        Meeting.objects.values_list("taken", flat=True)
    )
    phase = of.phases.get(kind="wishing")
    assert phase.closes <= NOW
    assert of.calendar.filter(state="planned", on__lt=NOW.date()).count() == 0
