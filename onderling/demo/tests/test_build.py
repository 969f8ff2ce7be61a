"""The example is built from the lists, goes on after a kill, and goes away again."""

from collections.abc import Callable
from itertools import chain

import pytest

from onderling.base.errors import Refused
from onderling.demo.actions import build as building
from onderling.demo.actions.remove import remove_example
from onderling.demo.models import Example
from onderling.demo.rules import Stage
from onderling.demo.tests.conftest import NOW
from onderling.offers.models import Meeting
from onderling.people.models import Membership, Organisation, Person
from onderling.people.rules import Role
from onderling.rounds.models import Round
from onderling.signups.models import (
    Participation,
)

Maker = Callable[..., Example]


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
    assert example(Stage.OFFERS) == made, "the same stage is built once"
    with pytest.raises(Refused, match="Er staat al een voorbeeld"):
        example(Stage.WISHES)


def killed(_example: Example, **_moment: object) -> None:
    raise KeyboardInterrupt


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


@pytest.mark.sqlite_only
def test_the_example_goes_away_and_leaves_what_was_there(
    db: None,
    person: Callable[..., Person],
    grant: Callable[..., Membership],
    study_day: Callable[..., Round],
    participation: Callable[..., Participation],
) -> None:
    owner = person("Marja")  # of Welzijn Havermonde, an organisation of the lists
    grant(owner)
    made = building.queue_example(Stage.OFFERS, by=owner, now=NOW)
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
