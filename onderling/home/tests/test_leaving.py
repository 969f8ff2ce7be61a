"""Take everything along, or have it taken away: by the person, or by who was asked (X-40)."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.urls import reverse

from onderling.base.audit import ref
from onderling.base.models import AuditDetail, AuditLine
from onderling.mail.actions import queue
from onderling.mail.models import Message
from onderling.mail.rules import Recipient
from onderling.offers.models import Giving
from onderling.people.actions.erasing import erase_person
from onderling.people.actions.merging import merge_people, unmerge
from onderling.people.models import Consent, Person
from onderling.people.rules import Entry
from onderling.rounds.rules import State
from onderling.signups.actions.seats import take_place
from onderling.signups.models import AllocationRun, Participation, Signup
from onderling.signups.rules import SignupState
from tests.makers import NOON

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
EVERYTHING, ERASE_ME = "/mijn/gegevens/alles/", "/mijn/gegevens/verwijderen/"


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Any) -> None:
    """The list of who was erased is written beside the data."""
    settings.DATA = tmp_path


@pytest.fixture
def ria(person: Make) -> Person:
    who: Person = person("Ria", "Leenheer", email="ria@voorbeeld.example", diet="geen noten")
    return who


@pytest.fixture
def karin(person: Make, grant: Make) -> Person:
    who: Person = person("Karin", "van Dam")
    grant(who, "coordinator")
    return who


def test_a_person_takes_everything_along_in_one_file(ria: Person, sign_in: Make) -> None:
    her = sign_in(ria)
    assert "Haal mijn gegevens op" in her.get(EVERYTHING).content.decode()
    answer = her.post(EVERYTHING)
    with ZipFile(BytesIO(answer.content)) as packed:
        names, page = packed.namelist(), packed.read("mijn-gegevens.html").decode()
    assert names == ["mijn-gegevens.html", "mijn-gegevens.json"]
    assert "ria@voorbeeld.example" in page
    assert "geen noten" in page
    line = AuditLine.objects.get(deed="export_person")
    assert (line.actor_ref, line.object_ref) == (ref(ria), ref(ria))
    assert not AuditDetail.objects.filter(line=line).exists()


@pytest.mark.parametrize("address", [EVERYTHING, ERASE_ME])
def test_a_link_or_an_old_visit_is_not_enough(ria: Person, sign_in: Make, address: str) -> None:
    """Who finds a telephone or a link must type a code first."""
    by_link, old = sign_in(ria, entry=Entry.LINK), sign_in(ria)
    answer = by_link.post(address, {"sure": "on"})
    assert "Log nog eens in" in answer.content.decode()
    with time_machine.travel(NOON + timedelta(hours=2)):
        answer = old.post(address, {"sure": "on"})
        assert "Log nog eens in" in answer.content.decode()
        again = old.post("/inloggen/nog-eens/", {"naar": address})
        assert again.url.startswith("/inloggen/?opnieuw=1&next=%2Fmijn%2Fgegevens%2F")
        assert old.get("/mijn/").status_code == 302
    ria.refresh_from_db()
    assert ria.state == Person.State.GUEST
    assert not AuditLine.objects.filter(deed="export_person").exists()


def test_a_place_goes_to_who_waits_and_the_name_is_gone_everywhere(
    ria: Person, study_day: Make, meeting: Make, participation: Make, sign_in: Make
) -> None:
    day = study_day(state=State.CONFIRMED)
    soup = meeting(day, "Soep", seats=1)
    mine, waiting = participation(day, ria, brings="een pan"), participation(day)
    for one in (mine, waiting):
        take_place(one, soup, by=one.person, now=NOON)
    her = sign_in(ria)
    page = her.get(ERASE_ME).content.decode()
    assert "1 plek komt vrij" in page
    assert "Studiedag 2026: dat er iemand meedeed" in page
    assert her.post(ERASE_ME, {}).status_code == 200  # without the box nothing happens
    assert her.post(ERASE_ME, {"sure": "on"}).url == "/uw-gegevens/"
    ria.refresh_from_db()
    mine.refresh_from_db()
    assert (ria.state, ria.name, ria.email) == ("erased", "verwijderde deelnemer", None)
    assert (mine.state, mine.brings) == (Participation.State.NOT_COMING, "")
    seats = Signup.objects.order_by("sequence").values_list("state", flat=True)
    assert list(seats) == [SignupState.CANCELLED, SignupState.CONFIRMED]
    assert her.get("/mijn/").status_code == 302
    assert Session.objects.filter(pk=her.cookies["sessie"].value).count() <= 1


def test_letters_that_wait_do_not_leave_any_more(ria: Person) -> None:
    to = Recipient(ria.name, str(ria.email), ref=ref(ria))
    letter = queue("notice", to=to, subject="Uw dag", body="Beste Ria", now=NOON)
    erase_person(ria, by=ria, now=NOON)
    letter.refresh_from_db()
    assert (letter.state, letter.to_address, letter.body) == (Message.State.WITHHELD, "", "")


def test_the_bare_yes_or_no_stays(ria: Person) -> None:
    """A photo that is online can still be judged (X-36)."""
    Consent.objects.create(
        person=ria, purpose="photo", answer="given", text_version="1", channel="web", at=NOON
    )
    erase_person(ria, by=ria, now=NOON)
    kept = Consent.objects.get()
    assert (kept.purpose, kept.answer, kept.person.name) == (
        "photo",
        "given",
        "verwijderde deelnemer",
    )


def test_a_giver_is_told_first_and_the_coordinator_hears_it(
    ria: Person, study_day: Make, meeting: Make, participation: Make, sign_in: Make
) -> None:
    day = study_day(state=State.CONFIRMED)
    soup = meeting(day, "Soep", giver=ria)
    taking = participation(day)
    take_place(taking, soup, by=taking.person, now=NOON)
    page = sign_in(ria).get(ERASE_ME).content.decode()
    assert "‘Soep’ heeft dan een gever minder" in page
    assert "1 mens houdt een plek bij ‘Soep’" in page
    erase_person(ria, by=ria, now=NOON)
    assert not Giving.objects.exists()
    told = Message.objects.get(kind="giver_left")
    assert told.to_name == "Karin Boshuizen"
    assert ("Soep" in told.body, "Ria" in told.body) == (True, False)
    assert taking.signups.get().state == SignupState.CONFIRMED


def test_the_last_owner_and_the_only_coordinator_cannot_go(
    person: Make, grant: Make, study_day: Make, sign_in: Make
) -> None:
    day = study_day()
    peter, karin = person("Peter", "Dijkgraaf"), person("Karin", "van Dam")
    grant(peter)
    grant(karin, "coordinator", "round", day.pk)
    page = sign_in(peter).post(ERASE_ME, {"sure": "on"}).content.decode()
    assert "Dit is de laatste beheerder" in page
    page = sign_in(karin).post(ERASE_ME, {"sure": "on"}).content.decode()
    assert "Studiedag 2026 heeft dan geen coördinator" in page
    assert not Person.objects.filter(state=Person.State.ERASED).exists()


def test_nobody_is_taken_out_of_a_division_at_work(
    ria: Person, study_day: Make, participation: Make, sign_in: Make
) -> None:
    day = study_day(state=State.MATCHING)
    participation(day, ria)
    AllocationRun.objects.create(round=day, state="running", seed="1", queued=NOON)
    page = sign_in(ria).post(ERASE_ME, {"sure": "on"}).content.decode()
    assert "De verdeling van Studiedag 2026 is bezig" in page


def test_what_was_merged_into_a_record_goes_along_and_cannot_come_back(
    ria: Person, person: Make, karin: Person
) -> None:
    twin = person("Riet", "Leenheer", email=None, phone="06 12 34 56 78")
    made = merge_people(ria, twin, {"naam": "kept"}, by=karin, now=NOON)
    erase_person(ria, by=karin, now=NOON)
    twin.refresh_from_db()
    made.refresh_from_db()
    assert (twin.state, twin.name, twin.phone) == ("erased", "verwijderde deelnemer", "")
    assert made.steps == []
    with pytest.raises(Exception, match="kan niet meer ongedaan"):
        unmerge(made, by=karin, now=NOON)


def test_a_coordinator_does_it_for_who_asked(
    ria: Person, karin: Person, study_day: Make, participation: Make, sign_in: Make
) -> None:
    participation(study_day(), ria)
    her = sign_in(karin)
    where = f"/mensen/{ria.pk}/verwijderen/"
    assert "Gegevens van Ria Leenheer verwijderen" in her.get(where).content.decode()
    assert her.post(where, {"sure": "on"}).status_code == 200  # how they asked is missing
    assert her.post(where, {"sure": "on", "asked": "phone"}).url == "/vandaag/"
    line = AuditLine.objects.get(deed="erase_person")
    assert (line.detail.new, line.actor_ref) == ({"asked": "phone"}, ref(karin))
    assert her.get(where).status_code == 404


def test_a_coordinator_fetches_everything_for_who_asked_and_they_are_told(
    ria: Person, karin: Person, study_day: Make, participation: Make, sign_in: Make
) -> None:
    """X-40, also for somebody without mail, who cannot sign in."""
    participation(study_day(), ria, brings="een pan")
    her = sign_in(karin)
    where = f"/mensen/{ria.pk}/alles/"
    assert (
        "krijgt een e-mail waarin staat dat u dit ophaalde" in her.get(where).content.decode()
    )
    assert her.post(where, {}).headers["Content-Type"].startswith("text/html")
    answer = her.post(where, {"asked": "phone"})
    with ZipFile(BytesIO(answer.content)) as packed:
        assert "een pan" in packed.read("mijn-gegevens.html").decode()
    line = AuditLine.objects.get(deed="export_person")
    assert (line.actor_ref, line.detail.new) == (ref(karin), {"asked": "phone"})
    told = Message.objects.get(kind="export_told")
    assert (told.to_address, "Karin van Dam" in told.body) == ("ria@voorbeeld.example", True)
    Person.objects.filter(pk=ria.pk).update(email=None, phone="06 12 34 56 78")
    assert "Zeg zelf dat u dit ophaalde" in her.get(where).content.decode()
    assert her.post(where, {"asked": "talk"}).headers["Content-Type"] == "application/zip"
    assert Message.objects.filter(kind="export_told").count() == 1


def test_a_giver_who_takes_part_in_nothing_is_corrected_from_one_page(
    ria: Person, karin: Person, study_day: Make, meeting: Make, sign_in: Make
) -> None:
    """Access, correction and erasure are one step away from the workshop they give."""
    soup = meeting(study_day(state=State.CONFIRMED), "Soep", giver=ria)
    her, where = sign_in(karin), f"/mensen/{ria.pk}/gegevens/"
    assert where in her.get(reverse("offers:offer", args=[soup.offer_id])).content.decode()
    page = her.get(where).content.decode()
    assert f"/mensen/{ria.pk}/alles/" in page
    assert f"/mensen/{ria.pk}/verwijderen/" in page
    typed = {"first_name": "Maria", "last_name": "Leenheer", "email": ria.email}
    assert her.post(where, {**typed, "contact_by": "mail"}).url == where
    ria.refresh_from_db()
    assert (ria.name, ria.diet) == ("Maria Leenheer", "")
    line = AuditLine.objects.get(deed="correct_person")
    assert (line.actor_ref, line.object_ref) == (ref(karin), ref(ria))


def test_everything_of_who_has_a_role_or_goes_elsewhere_is_for_an_owner(
    ria: Person, person: Make, grant: Make, study_day: Make, participation: Make, sign_in: Make
) -> None:
    here, there = study_day(), study_day(slug="elders")
    for day in (here, there):
        participation(day, ria)
    zeynep, peter = person("Zeynep", "Demir"), person("Peter", "Dijkgraaf")
    grant(zeynep, "coordinator", "round", here.pk)
    grant(peter)
    where, asked = f"/mensen/{ria.pk}/alles/", {"asked": "mail"}
    hers, his = sign_in(zeynep), sign_in(peter)
    assert "die u niet begeleidt" in hers.post(where, asked).content.decode()
    there.participations.all().delete()
    grant(ria, "coordinator", "round", there.pk)
    assert "heeft een rol" in hers.post(where, asked).content.decode()
    assert his.post(where, asked).headers["Content-Type"] == "application/zip"
    assert AuditLine.objects.filter(deed="export_person").count() == 1


def test_who_takes_part_elsewhere_is_erased_by_an_owner(
    ria: Person, person: Make, grant: Make, study_day: Make, participation: Make, sign_in: Make
) -> None:
    here, there = study_day(), study_day(slug="elders")
    for day in (here, there):
        participation(day, ria)
    zeynep, peter = person("Zeynep", "Demir"), person("Peter", "Dijkgraaf")
    grant(zeynep, "coordinator", "round", here.pk)
    grant(peter)
    where, told = f"/mensen/{ria.pk}/verwijderen/", {"sure": "on", "asked": "mail"}
    assert "die u niet begeleidt" in sign_in(zeynep).post(where, told).content.decode()
    assert sign_in(peter).post(where, told).url == "/vandaag/"


def test_a_name_that_two_people_have_stays_in_texts_of_others(
    ria: Person, person: Make, karin: Person
) -> None:
    """Only what can mean nobody else is taken out of a text."""
    namesake = person("Ria", "Leenheer")
    to = Recipient("Karin", "k@voorbeeld.example", ref=ref(karin))
    text = "Ria Leenheer (ria@voorbeeld.example) belde."
    letter = queue("notice", to=to, subject="Nieuws", body=text, now=NOON)
    erase_person(ria, by=karin, now=NOON)
    letter.refresh_from_db()
    assert letter.body == "Ria Leenheer (verwijderde deelnemer) belde."
    erase_person(namesake, by=karin, now=NOON)
    letter.refresh_from_db()
    assert letter.body == "verwijderde deelnemer (verwijderde deelnemer) belde."
