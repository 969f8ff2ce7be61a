"""The pages of places: cancel, wait, take what is free (X-70, acceptance 4)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from onderling.people.models import Person
from onderling.people.rules import Entry
from onderling.rounds.models import Round
from onderling.signups.models import Participation, Signup
from onderling.signups.rules import SignupState

Make = Callable[..., Any]


def text(page: Any) -> str:
    return " ".join(page.content.decode().split())


def test_not_coming_asks_first_and_can_be_taken_back(
    published: Round, meeting: Make, participation: Make, seat: Make, sign_in: Make
) -> None:
    soup = meeting(published, "Soep", seats=1)
    ria, bo = participation(published), participation(published)
    seat(ria, soup)
    waits = seat(bo, soup)
    client = sign_in(ria.person, entry=Entry.LINK)
    assert "<li>Soep</li>" in text(client.get("/ronde/studiedag/ik-kom-niet/"))
    page = client.post("/ronde/studiedag/ik-kom-niet/", follow=True)
    assert "U komt niet" in text(page)
    waits.refresh_from_db()
    assert waits.state == SignupState.CONFIRMED
    client.post("/ronde/studiedag/ik-kom-niet/", {"toch": "ja"})
    ria.refresh_from_db()
    assert ria.state == Participation.State.COMING


def test_a_place_is_cancelled_in_two_steps_and_a_double_click_is_harmless(
    published: Round, meeting: Make, participation: Make, seat: Make, sign_in: Make
) -> None:
    soup = meeting(published, "Soep", seats=1)
    ria, bo = participation(published), participation(published)
    place, waits = seat(ria, soup), seat(bo, soup)
    client = sign_in(ria.person, entry=Entry.LINK)
    url = f"/plek/{place.pk}/afmelden/"
    page = text(client.get(url))
    assert "Uw plek gaat naar de volgende op de wachtlijst" in page
    place.refresh_from_db()
    assert place.state == SignupState.CONFIRMED
    assert "Deze ronde" not in page
    said = text(client.post(url, follow=True))
    assert "U bent afgemeld voor ‘Soep’. Uw plek is al doorgegeven." in said
    assert bo.person.first_name not in said
    assert client.post(url).status_code == 302
    waits.refresh_from_db()
    assert waits.state == SignupState.CONFIRMED


def test_nobody_sees_or_cancels_the_place_of_somebody_else(
    published: Round, meeting: Make, participation: Make, seat: Make, sign_in: Make
) -> None:
    """S4"""
    place = seat(participation(published), meeting(published))
    other = sign_in(participation(published).person)
    for url in (f"/plek/{place.pk}/afmelden/", f"/plek/{place.pk}/wachtlijst-af/"):
        assert (other.get(url).status_code, other.post(url).status_code) == (404, 404)
    for url in ("", "wensen/", "plekken/", "komt/"):
        assert other.get(f"/deelname/{place.participation_id}/{url}").status_code == 404
    place.refresh_from_db()
    assert place.state == SignupState.CONFIRMED


def test_the_coordinator_cancels_on_behalf_and_reads_who_moved_up(
    published: Round,
    meeting: Make,
    participation: Make,
    seat: Make,
    sign_in: Make,
    karin: Person,
) -> None:
    soup = meeting(published, "Soep", seats=1)
    ria, bo = participation(published), participation(published)
    place = seat(ria, soup)
    seat(bo, soup)
    page = text(sign_in(karin).post(f"/plek/{place.pk}/afmelden/", follow=True))
    assert f"Doorgeschoven: {bo.person.name}" in page
    assert ' aria-current="page">Deelnemers</a>' in page  # the menu of the round


def test_leaving_the_waiting_list_asks_first(
    published: Round, meeting: Make, participation: Make, seat: Make, sign_in: Make
) -> None:
    soup = meeting(published, "Soep", seats=1)
    seat(participation(published), soup)
    bo = participation(published)
    waits = seat(bo, soup)
    client = sign_in(bo.person, entry=Entry.LINK)
    assert "U raakt uw beurt kwijt" in text(client.get(f"/plek/{waits.pk}/wachtlijst-af/"))
    page = client.post(f"/plek/{waits.pk}/wachtlijst-af/", follow=True)
    assert "U staat niet meer op de wachtlijst voor ‘Soep’" in text(page)


def test_a_free_place_is_taken_with_one_button_and_a_full_one_gives_a_turn(
    published: Round, meeting: Make, participation: Make, seat: Make, sign_in: Make
) -> None:
    soup, bread = meeting(published, "Soep", seats=1), meeting(published, "Brood", slot=2)
    seat(participation(published), soup)
    bo = participation(published)
    client = sign_in(bo.person, entry=Entry.LINK)
    assert "Zet mij op de wachtlijst" in text(client.get("/ronde/studiedag/vrije-plekken/"))
    for wanted in (soup, bread):
        client.post("/ronde/studiedag/vrije-plekken/", {"bijeenkomst": wanted.pk})
    page = text(client.get("/ronde/studiedag/vrije-plekken/"))
    assert "U staat op de wachtlijst voor ‘Soep’, als nummer 1." in page
    assert "U hebt een plek bij ‘Brood’." in page
    assert Signup.objects.filter(participation=bo).count() == 2


def test_free_places_are_not_shown_before_the_places_are_divided(
    opened: Round, meeting: Make, participation: Make, sign_in: Make
) -> None:
    meeting(opened, "Soep")
    page = sign_in(participation(opened).person).get("/ronde/studiedag/vrije-plekken/")
    assert "De plekken zijn nog niet verdeeld" in text(page)
    assert "Soep" not in text(page)


@pytest.mark.parametrize("crowd", [1, 3])
def test_the_pages_ask_the_same_of_the_database_for_a_crowd(
    published: Round,
    meeting: Make,
    participation: Make,
    seat: Make,
    sign_in: Make,
    karin: Person,
    crowd: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    who = participation(published)
    for number in range(crowd):
        soup = meeting(published, f"Soep {number}", slot=number % 3 + 1, seats=1)
        seat(participation(published), soup)
        seat(who, soup)
    own, hers = sign_in(who.person), sign_in(karin)
    for client, url, queries in (
        (own, "/ronde/studiedag/vrije-plekken/", 8),
        (own, "/ronde/studiedag/wensen/", 18),
        (hers, "/ronde/studiedag/deelnemers/", 9),
        (hers, f"/deelname/{who.pk}/", 19),
        (hers, f"/deelname/{who.pk}/plekken/", 9),
    ):
        with django_assert_num_queries(queries, info=url):
            assert client.get(url).status_code == 200


def test_at_a_festival_only_the_places_somebody_has_are_asked_for_and_a_few_more(
    published: Round, meeting: Make, participation: Make, seat: Make, her: Any
) -> None:
    """Fifty times “geen plek” helps nobody (S3a-4)."""
    published.ends_on = published.starts_on + timedelta(days=11)
    published.save()
    soup, dance, play = (
        meeting(published, title, slot=n) for n, title in enumerate(["Soep", "Dans", "Spel"], 1)
    )
    songs = meeting(published, "Zang", slot=2)
    ria = participation(published)
    seat(ria, soup)
    url = f"/deelname/{ria.pk}/plekken/"
    asked = her.get(url).context["form"].fields
    assert list(asked) == [f"plek_{soup.slot_id}", "erbij_1", "erbij_2", "erbij_3", "reden"]
    why = {"reden": "Vroeg het zelf", f"plek_{soup.slot_id}": ""}
    said = text(her.post(url, why | {"erbij_1": dance.pk, "erbij_2": songs.pk}))
    assert "Op dat moment koos u al een andere workshop." in said
    her.post(url, why | {"erbij_1": dance.pk, "erbij_2": play.pk})
    held = ria.signups.filter(state=SignupState.CONFIRMED)
    assert set(held.values_list("meeting", flat=True)) == {dance.pk, play.pk}
    page = text(her.get(f"/deelname/{ria.pk}/"))
    assert ("Dans" in page, "Op alle andere momenten: geen plek." in page) == (True, True)


def test_a_place_is_swapped_for_one_that_is_free_and_passes_on(
    published: Round, meeting: Make, participation: Make, seat: Make, sign_in: Make
) -> None:
    soup, bread = meeting(published, "Soep", seats=1), meeting(published, "Brood", seats=1)
    late = meeting(published, "Later", slot=2)
    ria, bo = participation(published), participation(published)
    place, waits = seat(ria, soup), seat(bo, soup)
    client = sign_in(ria.person, entry=Entry.LINK)
    url = f"/plek/{place.pk}/wissel/"
    page = text(client.get(url))
    assert ("Brood" in page, "Later" in page) == (True, False)  # of one day: at the same time
    said = text(client.post(url, {"bijeenkomst": bread.pk}, follow=True))
    assert "U hebt nu een plek bij ‘Brood’. Uw plek bij ‘Soep’ is vrij voor een ander." in said
    waits.refresh_from_db()
    assert waits.state == SignupState.CONFIRMED
    assert ria.signups.filter(state=SignupState.CONFIRMED).get().meeting == bread
    assert "U hebt die plek niet meer." in text(
        client.post(url, {"bijeenkomst": late.pk}, follow=True)
    )


def test_who_swaps_for_what_is_full_keeps_the_place_and_reads_why(
    published: Round, meeting: Make, participation: Make, seat: Make, sign_in: Make
) -> None:
    soup, bread = meeting(published, "Soep"), meeting(published, "Brood", seats=1)
    ria = participation(published)
    place, _full = seat(ria, soup), seat(participation(published), bread)
    client = sign_in(ria.person)
    url = f"/plek/{place.pk}/wissel/"
    assert "Er is nu niets anders vrij" in text(client.get(url))
    said = text(client.post(url, {"bijeenkomst": bread.pk}, follow=True))
    assert "‘Brood’ is vol. Er is niets veranderd." in said
    place.refresh_from_db()
    assert place.state == SignupState.CONFIRMED
    other = sign_in(participation(published).person)
    assert (other.get(url).status_code, other.post(url).status_code) == (404, 404)
