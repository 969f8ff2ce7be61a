"""A workshop for its own organisation, the partners or everyone; a round too (S3a-3, X-60)."""

from collections.abc import Callable
from typing import Any

import pytest

from onderling.base.errors import Refused
from onderling.offers.models import Meeting
from onderling.people.models import Organisation, Person
from onderling.rounds.actions import set_audience
from onderling.rounds.models import Round
from onderling.rounds.rules import Audience, State
from onderling.signups.actions.allocation import perform, queue_run
from onderling.signups.actions.allocation_input import problem_of
from onderling.signups.actions.allocation_words import sentence
from onderling.signups.actions.by_hand import lock_person
from onderling.signups.actions.seat_exchange import agree_to_exchange, propose_exchange
from onderling.signups.actions.seats import give_back
from onderling.signups.actions.wishes import save_wishes
from onderling.signups.checks import broken_invariants
from onderling.signups.models import AllocationRun, Lock, Participation, Signup
from onderling.signups.queries import doors_of
from onderling.signups.rules import SignupState
from tests.makers import NOON

Make = Callable[..., Any]


@pytest.fixture
def police(organisation: Make) -> Organisation:
    found: Organisation = organisation("Politie Waterlinde")
    return found


@pytest.fixture
def from_police(police: Organisation, person: Make, participation: Make) -> Make:
    def make(of: Round, **fields: Any) -> Participation:
        made: Participation = participation(of, person(at=police), **fields)
        return made

    return make


@pytest.fixture
def only(meeting: Make) -> Callable[..., Meeting]:
    """A workshop that is not for everyone; the organisation of the round offers it."""

    def make(of: Round, title: str, audience: str = Audience.OWN, **fields: Any) -> Meeting:
        made: Meeting = meeting(of, title, **fields)
        made.offer.audience = audience
        made.offer.save()
        return made

    return make


def text(page: Any) -> str:
    return " ".join(page.content.decode().split())


def test_somebody_of_another_organisation_gets_no_place_also_not_by_hand(
    published: Round, only: Make, from_police: Make, participation: Make, seat: Make, karin: Any
) -> None:
    soup = only(published, "Soep")
    for how in ({}, {"by": karin, "by_hand": True}):
        with pytest.raises(
            Refused, match="‘Soep’ is alleen voor mensen van Welzijn Havermonde"
        ):
            seat(from_police(published), soup, **how)
    assert seat(participation(published), soup).state == SignupState.CONFIRMED


def test_partners_may_come_once_the_round_names_them(
    published: Round, only: Make, from_police: Make, police: Any, seat: Make
) -> None:
    soup, who = only(published, "Soep", Audience.PARTNERS), from_police(published)
    with pytest.raises(Refused, match="‘Soep’ is alleen voor mensen van de partners"):
        seat(who, soup)
    set_audience(published, Audience.EVERYONE, [police], by=None, now=NOON)
    assert seat(who, soup).state == SignupState.CONFIRMED


def test_a_free_seat_passes_over_who_it_is_no_longer_for(
    published: Round, only: Make, from_police: Make, participation: Make, seat: Make
) -> None:
    soup = only(published, "Soep", Audience.EVERYONE, seats=1)
    sits = seat(participation(published), soup)
    outside, inside = from_police(published), participation(published)
    seat(outside, soup)
    waits = seat(inside, soup)
    soup.offer.audience = Audience.OWN
    soup.offer.save()
    moved = give_back(sits, by=sits.participation.person, now=NOON)
    assert moved == [waits]
    assert broken_invariants() == []


def test_a_forged_form_takes_no_place_and_reads_why(
    published: Round, only: Make, from_police: Make, sign_in: Make
) -> None:
    soup, who = only(published, "Soep"), from_police(published)
    client = sign_in(who.person)
    page = text(client.get("/ronde/studiedag/vrije-plekken/"))
    assert "1 workshop is niet voor uw organisatie" in page
    assert "‘Soep’ is alleen voor mensen van Welzijn Havermonde." in page
    assert f'value="{soup.pk}"' not in page
    said = text(
        client.post(
            "/ronde/studiedag/vrije-plekken/", {"bijeenkomst": str(soup.pk)}, follow=True
        )
    )
    assert "Reden: ‘Soep’ is alleen voor mensen van Welzijn Havermonde." in said
    assert Signup.objects.count() == 0


def test_nobody_swaps_into_a_workshop_that_is_not_for_them(
    published: Round, only: Make, meeting: Make, from_police: Make, seat: Make, sign_in: Make
) -> None:
    soup, who = only(published, "Soep"), from_police(published)
    place = seat(who, meeting(published, "Brood"))
    client = sign_in(who.person)
    url = f"/plek/{place.pk}/wissel/"
    assert "Soep" not in text(client.get(url))
    said = text(client.post(url, {"bijeenkomst": str(soup.pk)}, follow=True))
    assert "alleen voor mensen van Welzijn Havermonde" in said
    place.refresh_from_db()
    assert place.state == SignupState.CONFIRMED


def test_an_exchange_gives_nobody_a_place_that_is_not_for_them(
    published: Round,
    only: Make,
    meeting: Make,
    from_police: Make,
    participation: Make,
    seat: Make,
) -> None:
    soup, bread = only(published, "Soep", seats=1), meeting(published, "Brood", seats=1)
    mine, theirs = seat(from_police(published), bread), seat(participation(published), soup)
    offered = propose_exchange(mine, soup, by=mine.participation.person, now=NOON)
    with pytest.raises(Refused, match="‘Soep’ is alleen voor mensen van Welzijn Havermonde"):
        agree_to_exchange(offered, theirs, by=theirs.participation.person, now=NOON)
    for place in (mine, theirs):
        place.refresh_from_db()
        assert place.state == SignupState.CONFIRMED


def test_a_wish_for_it_is_refused_and_the_page_says_why(
    opened: Round, only: Make, from_police: Make, sign_in: Make
) -> None:
    soup, who = only(opened, "Soep"), from_police(opened)
    slot = soup.slot_id
    page = text(sign_in(who.person).get("/ronde/studiedag/wensen/"))
    assert "‘Soep’ is alleen voor mensen van Welzijn Havermonde." in page
    assert f'<option value="{soup.pk}">' not in page
    with pytest.raises(Refused, match="alleen voor mensen van Welzijn Havermonde"):
        save_wishes(
            who, absent=(), ranked={slot: [soup.pk]}, opinions={}, by=who.person, now=NOON
        )
    assert who.wishes.count() == 0


def test_the_list_of_a_festival_leaves_it_out_and_says_why(
    opened: Round, only: Make, from_police: Make, sign_in: Make
) -> None:
    opened.choice_rule.per_slot = False
    opened.choice_rule.save()
    only(opened, "Soep")
    client = sign_in(from_police(opened).person)
    page = text(
        client.post("/ronde/studiedag/wensen/", {"zoek": "soep", "zoeken": "ja"}, follow=True)
    )
    assert "‘Soep’ is alleen voor mensen van Welzijn Havermonde." in page
    assert "Geen andere workshop gevonden met ‘soep’" in page


@pytest.fixture
def wished(
    day: Round, only: Make, meeting: Make, from_police: Make, wish: Make
) -> tuple[Participation, Meeting, Meeting]:
    """Somebody of outside who wished for it before it was for one organisation."""
    soup, bread = only(day, "Soep"), meeting(day, "Brood")
    who = from_police(day, chosen=NOON)
    wish(who, soup, 1)
    wish(who, bread, 2)
    return who, soup, bread


def test_the_allocation_never_gives_it_and_the_reason_says_so(
    day: Round, wished: Any, karin: Person
) -> None:
    who, soup, bread = wished
    Lock.objects.create(participation=who, meeting=soup, because="toch", by=None, at=NOON)
    problem = problem_of(day)
    assert (problem["people"][0]["cannot"], problem["locked"]) == ([f"m{soup.pk}"], [])
    run = queue_run(day, by=karin, now=NOON)
    perform(run.pk, now=NOON)
    run.refresh_from_db()
    assert run.state == AllocationRun.State.PREVIEW
    assert [match.meeting for match in run.matches.all()] == [bread]
    (reason,) = run.reasons.all()
    assert sentence(reason) == "‘Soep’ is alleen voor mensen van Welzijn Havermonde."


def test_nobody_is_fixed_in_it_from_outside(day: Round, wished: Any, karin: Person) -> None:
    who, soup, _bread = wished
    with pytest.raises(Refused, match="alleen voor mensen van Welzijn Havermonde"):
        lock_person(who, soup, because="toch", by=karin, now=NOON)


def test_a_round_where_everything_is_for_everyone_asks_once(
    published: Round, meeting: Make, django_assert_num_queries: Make
) -> None:
    meeting(published)
    assert published.programme.organisation.name  # read beforehand, as a page does
    with django_assert_num_queries(1):
        assert doors_of(published).shut_to(None) == {}


JOIN = {"naam": "Sabine Vos", "email": "sabine@voorbeeld.example", "rol": "paid"}


@pytest.mark.parametrize("known", [True, False])
def test_a_round_for_partners_refuses_others_whether_we_know_the_address_or_not(
    opened: Round, client: Any, person: Make, police: Organisation, known: bool
) -> None:
    """X-60; the answer does not tell who is here."""
    set_audience(opened, Audience.PARTNERS, [], by=None, now=NOON)
    if known:
        person("Sabine", email=JOIN["email"])
    url = "/ronde/studiedag/meedoen/"
    page = text(client.post(url, {**JOIN, "organisatie": str(police.pk)}))
    assert "Studiedag 2026 is voor mensen van Welzijn Havermonde." in page
    assert Person.objects.filter(email=JOIN["email"]).exists() is known
    assert client.post(url, {**JOIN, "andere": "Nergens bekend"}).status_code == 200
    set_audience(opened, Audience.PARTNERS, [police], by=None, now=NOON)
    assert client.post(url, {**JOIN, "organisatie": str(police.pk)}).status_code == 302


def test_who_was_invited_may_come_whoever_the_round_is_for(
    opened: Round, from_police: Make, person: Make, police: Organisation, sign_in: Make
) -> None:
    set_audience(opened, Audience.OWN, [], by=None, now=NOON)
    invited = from_police(opened, state=Participation.State.INVITED)
    url = "/ronde/studiedag/meedoen/"
    sign_in(invited.person).post(url)
    invited.refresh_from_db()
    assert invited.state == Participation.State.COMING
    stranger = person(at=police)
    said = text(sign_in(stranger).post(url, follow=True))
    assert "Reden: Studiedag 2026 is voor mensen van Welzijn Havermonde." in said
    assert not opened.participations.filter(person=stranger).exists()


def test_the_coordinator_names_partners_and_the_log_says_so(
    her: Any, day: Round, police: Organisation
) -> None:
    url = f"/ronde/{day.slug}/voor-wie/"
    page = text(her.get(url))
    assert "Alleen mensen van Welzijn Havermonde" in page
    her.post(url, {"audience": "partners", "partners": [str(police.pk)]})
    day.refresh_from_db()
    assert (day.audience, list(day.partners.all())) == (Audience.PARTNERS, [police])
    log = text(her.get(f"/ronde/{day.slug}/logboek/"))
    assert "veranderde voor wie het is" in log
    assert State(day.state) == State.MATCHING
