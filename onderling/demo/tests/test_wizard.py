"""Before there is an example: the owner begins with it or without, nobody else does (X-1)."""

from collections.abc import Callable
from itertools import chain
from typing import Any

import pytest
from django.urls import reverse

from onderling.base.errors import Refused
from onderling.base.holds import hold
from onderling.demo.actions import build
from onderling.demo.actions.remove import remove_example
from onderling.demo.models import Example
from onderling.demo.rules import Stage
from onderling.demo.tasks import build_example, pick_up_example
from onderling.people.models import Membership, Organisation, Person
from onderling.people.rules import Role
from onderling.rounds.models import Round
from onderling.signups.models import Participation
from tests.makers import NOON

pytestmark = pytest.mark.sqlite_only
BEGIN = reverse("demo:begin")
HERE = reverse("demo:step_in")


def test_the_owner_begins_with_the_example_and_takes_it_away(
    db: None,
    person: Callable[..., Person],
    grant: Callable[..., Membership],
    study_day: Callable[..., Round],
    participation: Callable[..., Participation],
    sign_in: Any,
) -> None:
    owner = person("Marja")  # of Welzijn Havermonde, an organisation of the lists
    grant(owner)
    client = sign_in(owner)
    assert "Hoe wilt u beginnen?" in client.get(BEGIN).content.decode()
    assert client.post(BEGIN).status_code == 302
    assert "Het voorbeeld wordt gemaakt" in client.get(BEGIN).content.decode()
    build_example.call()
    made = Example.objects.get()
    assert made.state == Example.State.DONE
    assert "Het voorbeeld staat klaar" in client.get(BEGIN).content.decode()
    assert Person.objects.count() == 301
    # Among real people, nobody of the example decides anything but its own round.
    assert {m.person for m in Membership.objects.exclude(role=Role.COORDINATOR)} == {owner}
    assert {m.scope for m in Membership.objects.filter(role=Role.COORDINATOR)} == {"round"}

    ria = Person.objects.get(pk=made.rows["p-028"])
    own = study_day(slug="eigen")
    participation(own, ria)
    away = reverse("demo:remove")
    assert "Het voorbeeld weghalen?" in client.get(away).content.decode()
    answer = client.post(away, follow=True)
    assert "met 299 bedachte mensen" in answer.content.decode()
    # What was there before, and what real work leans on, stays.
    assert set(Person.objects.all()) == {owner, ria}
    assert list(Round.objects.all()) == [own]
    bonds = chain(owner.affiliations.all(), ria.affiliations.all())
    assert set(Organisation.objects.all()) == {bond.organisation for bond in bonds}
    assert not Example.objects.exists()
    assert remove_example(by=owner, now=NOON) == 0
    assert "Hoe wilt u beginnen?" in client.get(BEGIN).content.decode()


@pytest.mark.parametrize("fails", [False, True])
def test_an_example_whose_worker_was_killed_is_picked_up(
    db: None, person: Callable[..., Person], monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    def step(_example: Example, **_moment: object) -> None:
        if fails:
            raise ValueError

    monkeypatch.setattr(build, "STEPS", [build.Step("", Stage.OFFERS, step)])
    made = build.queue_example(Stage.OFFERS, by=person("Marja"), now=NOON)
    with hold("demo.example"):
        pick_up_example()
    made.refresh_from_db()
    assert made.state == Example.State.QUEUED, "another worker is at it"
    pick_up_example()
    made.refresh_from_db()
    assert made.state == (Example.State.FAILED if fails else Example.State.DONE)


def test_who_has_work_of_their_own_hears_why_the_example_does_not_come(
    person: Callable[..., Person],
    grant: Callable[..., Membership],
    study_day: Callable[..., Round],
    sign_in: Any,
) -> None:
    owner = person("Marja")
    grant(owner)
    study_day()
    page = sign_in(owner).post(BEGIN, follow=True).content.decode()
    assert "Deze database is niet leeg." in page
    assert (Person.objects.count(), Example.objects.exists()) == (1, False)


def test_the_wizard_is_for_the_owner(person: Callable[..., Person], sign_in: Any) -> None:
    assert sign_in(person("Ria")).get(BEGIN).status_code == 404


@pytest.mark.parametrize("name", ["demo:step_in", "demo:files"])
def test_outside_a_demo_there_is_no_way_to_step_in(db: None, client: Any, name: str) -> None:
    assert client.get(reverse(name)).status_code == 404
    assert client.post(HERE, {"wie": "karin"}).status_code == 404


def test_a_demo_without_example_says_how_to_make_it(db: None, demo: None, client: Any) -> None:
    assert "Er is nog geen voorbeeld" in client.get(HERE).content.decode()
    assert client.post(HERE, {"wie": "karin"}).status_code == 404


def test_an_example_that_is_being_made_is_not_made_beside_it(db: None) -> None:
    with hold(build.WORK), pytest.raises(Refused, match="wordt op dit moment al gemaakt"):
        build.build(Stage.OFFERS, now=NOON)
    assert not Example.objects.exists()
