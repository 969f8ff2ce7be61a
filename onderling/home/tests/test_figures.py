"""A round in figures: paid staff and volunteers apart, wishes, presence, houses, editions
(X-100, X-73, S3a-10)."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from onderling.feedback.models import Bulletin, Invited
from onderling.home.queries.figures import editions_of, figures_of, over_editions
from onderling.mail.actions.mailings import begin_mailing
from onderling.offers.models import Meeting
from onderling.people.models import Organisation
from onderling.people.rules import Group, Role, Scope
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.models import Participation, Signup
from onderling.signups.rules import SignupState
from tests.makers import NOON

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
HUMANITAS = "Humanitas Havermonde"


@pytest.fixture
def of(study_day: Make) -> Round:
    round: Round = study_day(state=State.WRAPPING_UP)
    return round


@pytest.fixture
def soup(of: Round, meeting: Make, organisation: Make) -> Meeting:
    made: Meeting = meeting(of, "Soep", seats=10)
    made.offer.organisation = organisation()
    made.offer.save()
    return made


@pytest.fixture
def seat(of: Round, person: Make, participation: Make) -> Callable[..., Signup]:
    """Give somebody a place: of which group, at which wish, in which state."""

    def make(
        where: Meeting, group: str, rank: int | None, state: str, at: Organisation | None = None
    ) -> Signup:
        who: Participation = participation(where.offer.round, person(group=group, at=at))
        return Signup.objects.create(
            participation=who, meeting=where, state=state, rank=rank, sequence=1, since=NOON
        )

    return make


def counts(bars: Any) -> dict[str, dict[str, int]]:
    return {bar.label: {part.label: part.count for part in bar.parts} for bar in bars}


def test_volunteers_and_paid_staff_are_counted_apart_from_invitation_to_presence(
    of: Round, soup: Meeting, seat: Make, person: Make, participation: Make
) -> None:
    seat(soup, Group.PAID, 1, SignupState.ATTENDED)
    seat(soup, Group.PAID, 2, SignupState.NO_SHOW)
    seat(soup, Group.VOLUNTEER, None, SignupState.CONFIRMED)
    seat(soup, Group.VOLUNTEER, 1, SignupState.CANCELLED)
    seat(soup, Group.VOLUNTEER, 1, SignupState.WAITLISTED)
    participation(of, person(group=Group.VOLUNTEER), state=Participation.State.NOT_COMING)
    found = figures_of(of)
    assert (found.coming, found.volunteers) == (5, 3)
    assert counts(found.mix) == {
        "Uitgenodigd": {"beroepskrachten": 2, "vrijwilligers": 4},
        "Doet mee": {"beroepskrachten": 2, "vrijwilligers": 3},
        "Heeft een plek": {"beroepskrachten": 2, "vrijwilligers": 1},
    }
    assert counts(found.wishes) == {
        "Beroepskrachten": {"eerste wens": 1, "latere wens": 1, "geen wens": 0},
        "Vrijwilligers": {"eerste wens": 0, "latere wens": 0, "geen wens": 1},
    }
    assert counts(found.presence) == {
        "Beroepskrachten": {"geweest": 1, "niet gekomen": 1, "niet afgevinkt": 0},
        "Vrijwilligers": {"geweest": 0, "niet gekomen": 0, "niet afgevinkt": 1},
    }


def test_where_nobody_was_ticked_nothing_is_said_about_who_came(
    of: Round, soup: Meeting, seat: Make
) -> None:
    seat(soup, Group.PAID, 1, SignupState.CONFIRMED)
    assert figures_of(of).presence == []


def test_a_place_at_another_organisation_counts_for_the_house_of_who_goes(
    of: Round, soup: Meeting, seat: Make, organisation: Make
) -> None:
    """S3a-10"""
    seat(soup, Group.VOLUNTEER, 1, SignupState.CONFIRMED, at=organisation(HUMANITAS))
    seat(soup, Group.PAID, 1, SignupState.CONFIRMED)
    houses = {house.name: house for house in figures_of(of).houses}
    assert list(houses) == [HUMANITAS, "Welzijn Havermonde"]
    assert [(one.all, one.seats, one.elsewhere) for one in houses.values()] == [
        (1, 1, 1),
        (1, 1, 0),
    ]


def test_editions_stand_beside_each_other_and_drafts_do_not(
    of: Round, soup: Meeting, seat: Make, study_day: Make, meeting: Make
) -> None:
    last_year = study_day(slug="vorig", state=State.CLOSED)
    last_year.starts_on -= timedelta(days=365)
    last_year.name = "Studiedag 2025"
    last_year.save()
    study_day(slug="ooit", state=State.DRAFT)
    before = meeting(last_year, "Zingen")
    for rank, state in ((1, SignupState.ATTENDED), (None, SignupState.NO_SHOW)):
        seat(before, Group.VOLUNTEER, rank, state)
    seat(soup, Group.PAID, 1, SignupState.CONFIRMED)
    now, then = editions_of(of)
    assert (now.round, now.people, now.volunteers, now.seats, now.ticked) == (of, 1, 0, 1, 0)
    assert (then.workshops, then.seats, then.wished, then.there, then.ticked) == (1, 2, 1, 1, 2)
    assert counts(over_editions([now, then])) == {
        "Studiedag 2025": {"beroepskrachten": 0, "vrijwilligers": 2},
        "Studiedag 2026": {"beroepskrachten": 1, "vrijwilligers": 0},
    }


def test_the_page_says_it_in_a_headline_with_every_bar_as_a_table_in_a_fixed_number_of_queries(
    of: Round,
    soup: Meeting,
    seat: Make,
    person: Make,
    grant: Make,
    sign_in: Make,
    django_assert_num_queries: Make,
) -> None:
    karin = person("Karin")
    grant(karin, Role.COORDINATOR, Scope.ROUND, of.pk)
    client = sign_in(karin)
    address = "/ronde/studiedag/cijfers/"
    assert "Nog geen cijfers" in client.get(address).content.decode()
    for _one in range(3):
        seat(soup, Group.VOLUNTEER, 1, SignupState.ATTENDED)
    with django_assert_num_queries(23):
        client.get(address)
    for _one in range(9):
        seat(soup, Group.PAID, 2, SignupState.CONFIRMED)
    with django_assert_num_queries(23):
        page = client.get(address).content.decode()
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert heading is not None
    assert heading[1].strip() == "3 van de 12 deelnemers zijn vrijwilliger"
    captions = re.findall(r"<caption>(.*?)</caption>", page)
    assert captions == [
        "Mensen per groep",
        "Plekken per groep, naar wens",
        "Plekken per groep, afgevinkt of niet",
        "Deelnemers per organisatie",
        "Vaste maten per keer",
    ]


def test_how_formal_taking_part_is_counts_when_it_differs(
    of: Round, soup: Meeting, meeting: Make, seat: Make
) -> None:
    """X-99: a workshop is as its round, unless it says otherwise."""
    seat(soup, Group.PAID, 1, SignupState.ATTENDED)
    Meeting.objects.filter(pk=soup.pk).update(taken=1)
    assert figures_of(of).formality == []
    council = meeting(of, "De raad")
    council.offer.formality = "formeel"
    council.offer.save()
    assert counts(figures_of(of).formality) == {
        "Workshops": {"formeel": 1, "informeel": 1},
        "Plekken": {"informeel": 1},
    }


def test_how_many_heard_what_came_of_it_stands_there_too(
    of: Round, sign_in: Make, grant: Make, person: Make
) -> None:
    """X-79"""
    karin = person("Karin")
    grant(karin, Role.COORDINATOR, Scope.ROUND, of.pk)
    for _number in range(6):
        Invited.objects.create(round=of, person=person(), took_part=True, since=NOON)
    mailing = begin_mailing("bulletin", scope=of, subject="Uit", by=karin, now=NOON)
    Bulletin.objects.create(round=of, title="Uit", state="published", mailing=mailing)
    page = sign_in(karin).get(f"/ronde/{of.slug}/cijfers/").content.decode()
    assert "Dit bereikte 0 van de 6 mensen" in page
    Invited.objects.filter(pk__in=Invited.objects.values("pk")[:2]).delete()
    page = sign_in(karin).get(f"/ronde/{of.slug}/cijfers/").content.decode()
    assert "Dit bereikte" not in page, "four people are too few to say anything about"
