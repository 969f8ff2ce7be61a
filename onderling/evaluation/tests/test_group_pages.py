"""Who gets to the pages about texts of standing groups, and that they fit (S3d-5)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from onderling.evaluation.actions.groups import go_on
from onderling.evaluation.actions.judging import take_off_group
from onderling.evaluation.models import StandingGroup
from onderling.evaluation.tests.judged import HOW, decision, listed, own_page
from onderling.people.models import Person
from onderling.people.rules import Role, Scope
from tests.browser import look_wide_and_narrow
from tests.makers import NOON, give_role, make_person, make_study_day

SignIn = Callable[..., Client]


def test_a_coordinator_of_another_round_judges_nothing_here(
    group: StandingGroup, sign_in: SignIn
) -> None:
    other = make_person("Zeynep")
    there = make_study_day(slots=1, slug="elders")
    give_role(other, Role.COORDINATOR, Scope.ROUND, there.pk)
    elsewhere = sign_in(other)
    assert elsewhere.get(decision(group)).status_code == 404
    sent = {"sleutel": "een", "besluit": "weiger", "gezien": HOW, "because": "Niet hier"}
    assert elsewhere.post(decision(group), sent).status_code == 404
    assert "Haal deze tekst" not in elsewhere.get(f"{own_page(group)}meedoen/").content.decode()


def test_the_way_there_stands_under_looking_back_and_where_one_joins(
    group: StandingGroup, karin: Person, sign_in: SignIn
) -> None:
    coordinator = sign_in(karin)
    here = f"/ronde/{group.offer.round.slug}/terugkijken/"
    assert listed(group) in coordinator.get(here).content.decode()
    assert decision(group) in coordinator.get(listed(group)).content.decode()
    assert decision(group) in coordinator.get(f"{own_page(group)}meedoen/").content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", ["off", "waits"])
def test_its_pages_are_fit_for_everybody(
    moment: str,
    group: StandingGroup,
    chandra: Person,
    karin: Person,
    sign_in: SignIn,
    live_server: Any,
    desk_page: Any,
) -> None:
    take_off_group(group, "Niet hier", seen=HOW, by=karin, now=NOON)
    if moment == "waits":
        go_on(group.offer, "Elke week.", by=chandra, now=NOON)
    for who, pages in ((karin, [listed(group), decision(group)]), (chandra, [own_page(group)])):
        cookie = sign_in(who).cookies["sessie"].value
        jar = [{"name": "sessie", "value": cookie, "url": live_server.url}]
        desk_page.context.add_cookies(jar)
        for page in pages:
            assert desk_page.goto(live_server.url + page).status == 200
            look_wide_and_narrow(desk_page)
