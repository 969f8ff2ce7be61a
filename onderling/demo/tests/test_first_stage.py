"""The example at its first stage, killed once while it was built: nothing is missing or double,
people have their roles, there is work left for the coordinator, and “Stap binnen als …” makes
a visitor anybody of it (X-1)."""

from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django import DjangoDbBlocker

from onderling.base.errors import Refused
from onderling.demo.actions import build as building
from onderling.demo.actions.last_year import look_back
from onderling.demo.actions.last_year_answers import ask_and_intend
from onderling.demo.actions.lists import example_files
from onderling.demo.actions.remove import _remove_round
from onderling.demo.models import Example
from onderling.demo.rules import PARTS, Stage
from onderling.demo.tests.conftest import NOW
from onderling.discussion.models import Comment
from onderling.evaluation.models import Evaluation, Improvement, Intention
from onderling.evaluation.queries.results import results_of
from onderling.formats.library.models import Contribution
from onderling.formats.library.rules import State as Given
from onderling.formats.weblog.models import Article
from onderling.mail.models import Message
from onderling.offers.models import Meeting, Offer
from onderling.people.models import Membership, Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.models import Wish
from onderling.surveys.models import Response, Survey

pytestmark = [
    pytest.mark.sqlite_only,
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo"),
]
HERE = reverse("demo:step_in")
BEGIN = reverse("demo:begin")


@pytest.fixture(scope="module")
def steps_before_the_kill(kept: DjangoDbBlocker) -> int:
    """Kill the building at its fourth step, and say how many were done."""
    steps = building.STEPS
    broken = [*steps[:3], building.Step("", Stage.OFFERS, killed), *steps[4:]]
    with kept.unblock(), override_settings(DEMO=True), pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "STEPS", broken)
        with pytest.raises(KeyboardInterrupt):
            building.build(Stage.OFFERS, now=NOW)
        return Example.objects.get().steps_done


def killed(_example: Example, **_moment: object) -> None:
    raise KeyboardInterrupt


@pytest.fixture(scope="module")
def at_offers(steps_before_the_kill: int, kept: DjangoDbBlocker) -> Example:
    with kept.unblock(), override_settings(DEMO=True):
        return building.build(Stage.OFFERS, now=NOW)


def test_building_goes_on_where_it_was_killed(
    steps_before_the_kill: int, at_offers: Example
) -> None:
    assert steps_before_the_kill == 3
    assert at_offers.state == Example.State.DONE
    assert (Round.objects.count(), Meeting.objects.count()) == (1, 30)
    assert building.build(Stage.OFFERS, now=NOW) == at_offers, "the same stage is built once"
    with pytest.raises(Refused, match="Er staat al een voorbeeld"):
        building.build(Stage.WISHES, now=NOW)


def test_at_the_first_stage_there_is_work_left_for_the_coordinator(at_offers: Example) -> None:
    of = at_offers.study_day
    assert of.state == State.ANNOUNCED
    assert of.starts_on > localdate(NOW)
    assert Meeting.objects.filter(offer__round=of, slot=None).count() == 3
    assert Offer.objects.filter(round=of, state="submitted").count() == 3
    assert not Wish.objects.exists()


def test_only_who_wants_to_be_rung_has_a_number(at_offers: Example) -> None:
    rung = Person.objects.exclude(phone="")
    assert rung.count() == 33
    assert {person.contact_by for person in rung} == {"phone", "phone_post"}
    assert all(person.phone.startswith("088 000 00 ") for person in rung)
    assert Person.objects.filter(email=None).count() == 9


def test_the_library_has_a_contribution_in_every_state_and_nobody_heard_of_it(
    at_offers: Example, client: Any
) -> None:
    """Also the advertisement, and the one about a neighbour (X-127, X-47)."""
    given = Counter(Contribution.objects.values_list("state", "reason"))
    assert given == {
        (Given.PUBLISHED, ""): 6,
        (Given.PROMOTED, ""): 2,
        (Given.MODERATION, ""): 1,
        (Given.UNCONFIRMED, ""): 1,
        (Given.REJECTED, "advertising"): 1,
        (Given.REJECTED, "referred"): 1,
        (Given.WITHDRAWN, ""): 1,
    }
    assert Contribution.objects.exclude(upload=None).count() == 3
    assert not Message.objects.filter(kind__startswith="contribution").exists()
    page = client.get(reverse("library:contributions")).content.decode()
    assert ("Alles (8)" in page, "Tip (4)" in page, "buurman" in page) == (True, True, False)


def test_the_weblog_has_a_comment_that_waits_and_one_that_was_taken_away(
    at_offers: Example,
) -> None:
    assert Article.objects.shown().count() == 4
    states = Counter(Comment.objects.values_list("state", flat=True))
    assert states == {"visible": 3, "held": 1, "deleted": 1}


def test_the_standing_characters_have_their_roles(at_offers: Example) -> None:
    held = Membership.objects.values_list("person__first_name", "role", "scope")
    assert set(held) == {
        ("Peter", "owner", "network"),
        ("Olena", "coordinator", "network"),
        ("Karin", "coordinator", "round"),
        ("Zeynep", "coordinator", "organisation"),
        ("Veerle", "coordinator", "organisation"),
        ("Bernadette", "member", "organisation"),
    }
    assert at_offers.study_day.contact_name == "Karin Boshuizen"


def test_one_click_makes_a_visitor_anybody(at_offers: Example, client: Any) -> None:
    slug = at_offers.study_day.slug
    page = client.get(HERE)
    assert page.content.count(b'name="wie"') == len(PARTS) + 1  # and a visitor
    where = {}
    for part in PARTS:
        answer = client.post(HERE, {"wie": part.key})
        assert answer.status_code == 302
        where[part.key] = answer["Location"]
        inside = client.session.get("_auth_user_id")
        assert inside == (None if part.key == "bea" else str(at_offers.rows[part.person]))
    assert where.pop("bea").startswith("/link/")
    assert where == {
        "karin": f"/ronde/{slug}/beheer/",
        "olena": "/rondes/",
        "peter": "/beheer/",
        **dict.fromkeys(["ria", "chandra", "bernadette"], "/mijn/"),
    }


def test_stepping_in_gives_the_rights_of_that_person_only(
    at_offers: Example, client: Any
) -> None:
    client.post(HERE, {"wie": "karin"})
    request = client.get(HERE).wsgi_request
    assert Round.objects.managed_by(request.user).get() == at_offers.study_day
    client.post(HERE, {"wie": "ria"})
    request = client.get(HERE).wsgi_request
    assert not Round.objects.managed_by(request.user).exists()


def test_a_visitor_is_nobody(at_offers: Example, client: Any) -> None:
    client.post(HERE, {"wie": "karin"})
    assert client.post(HERE, {"wie": "bezoeker"})["Location"] == "/"
    assert "_auth_user_id" not in client.session


def test_nobody_can_take_the_example_out_of_a_demo(at_offers: Example, client: Any) -> None:
    client.post(HERE, {"wie": "peter"})
    assert reverse("demo:remove") not in client.get(BEGIN).content.decode()
    assert client.post(reverse("demo:remove")).status_code == 409
    assert Example.objects.exists()


def test_opening_the_page_signs_nobody_in(at_offers: Example, client: Any) -> None:
    client.get(HERE, {"wie": "karin"})
    assert "_auth_user_id" not in client.session


def test_an_unknown_part_does_not_exist(at_offers: Example, client: Any) -> None:
    assert client.post(HERE, {"wie": "niemand"}).status_code == 404


def test_the_cards_cost_the_same_few_queries(at_offers: Example, client: Any) -> None:
    with CaptureQueriesContext(connection) as asked:
        client.get(HERE)
    assert len(asked) <= 6


def test_every_list_can_be_fetched_and_is_the_one_of_the_demo(client: Any) -> None:
    page = client.get(reverse("demo:files")).content.decode()
    for path in example_files():
        address = reverse("demo:file", args=[path.name])
        assert f'href="{address}"' in page
        assert client.get(address).content == path.read_bytes()
    assert client.get(reverse("demo:file", args=["organisaties.csv"])).status_code == 404


def test_last_year_looked_back_and_leaves_nothing_behind(at_offers: Example) -> None:
    """S0-3, S0-4, S3d-6, X-90, X-93: enough answers to show, nobody wrote to anybody."""
    earlier = look_back(at_offers, now=NOW)
    sent = Message.objects.count()
    ask_and_intend(at_offers, now=NOW)
    assert Message.objects.count() == sent
    after = results_of(Evaluation.objects.get().after)
    assert {role["role"] for role in after.roles} == {"giver", "participant"}
    assert after.mirror != []
    givers = next(shown for name, shown in after.questions if name == "Gevers")
    assert {group for one in givers for group in one.groups} == {"Iedereen"}, "few: not apart"
    assert Intention.objects.filter(shown_on=None).count() == 4
    assert set(Improvement.objects.values_list("state", flat=True)) == {
        *("proposed", "taken_over", "done", "not_done")
    }
    _remove_round(earlier)
    assert (Survey.objects.count(), Response.objects.count()) == (0, 0)
