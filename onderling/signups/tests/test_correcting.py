"""A coordinator corrects somebody, and makes one record of two: the pages (X-137)."""

from collections.abc import Callable
from typing import Any

import pytest

from onderling.base.audit import ref
from onderling.base.models import AuditLine
from onderling.mail.actions import queue
from onderling.mail.models import Message
from onderling.mail.rules import Recipient
from onderling.people.actions.links import find_link, personal_address
from onderling.people.actions.merging import merge_people, questions_of
from onderling.people.models import Merge, Person
from onderling.rounds.models import Round
from onderling.signups.actions.publish import publish
from onderling.signups.checks import broken_invariants
from onderling.signups.models import AllocationRun, Participation
from tests.makers import NOON
from tests.proofreader import ProofreadingClient

Make = Callable[..., Any]
pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def ria(person: Make) -> Person:
    who: Person = person("Ria", "Leenheer", email="ria@voorbeeld.example", place="Havermonde")
    return who


@pytest.fixture
def here(day: Round, ria: Person, participation: Make) -> Participation:
    who: Participation = participation(day, ria)
    return who


def typed(**changes: str) -> dict[str, str]:
    asked = {
        "first_name": "Ria",
        "infix": "",
        "last_name": "Leenheer",
        "email": "ria@voorbeeld.example",
        "contact_by": "mail",
        "phone": "",
        "post_address": "",
        "place": "Havermonde",
        "access_needs": "",
        "diet": "",
    }
    return asked | changes


def letter_to(who: Person, body: str = "Beste Ria") -> Message:
    to = Recipient(who.name, who.email or "", ref=ref(who))
    return queue("notice", to=to, subject="Uw dag", body=body, now=NOON)


def test_a_corrected_address_takes_the_mail_along_that_waits(
    her: ProofreadingClient, here: Participation, ria: Person
) -> None:
    waits, refused = letter_to(ria), letter_to(ria)
    Message.objects.filter(pk=refused.pk).update(state=Message.State.REFUSED, code=550)
    page = f"/deelname/{here.pk}/gegevens/"
    answer = her.post(page, typed(email="R.Leenheer@voorbeeld.example"), follow=True)
    said = "De gegevens zijn verbeterd. 2 berichten gaan naar het nieuwe adres."
    assert [str(one) for one in answer.context["messages"]] == [said]
    waits.refresh_from_db()
    assert waits.to_address == "r.leenheer@voorbeeld.example"
    again = Message.objects.get(kind="notice", state="queued", message_id__startswith="<anders")
    assert again.to_address == "r.leenheer@voorbeeld.example"
    told = Message.objects.get(kind="address_changed")
    assert told.to_address == "ria@voorbeeld.example"


def test_a_strangers_mailbox_hears_nothing_and_its_links_stop(
    her: ProofreadingClient, here: Participation, ria: Person
) -> None:
    link = personal_address(ria, now=NOON)
    waits = letter_to(ria, f"Uw link: {link}")
    changes = typed(email="nieuw@voorbeeld.example", stranger="on")
    her.post(f"/deelname/{here.pk}/gegevens/", changes)
    assert find_link(link.rsplit("/", 2)[-2]) is None
    waits.refresh_from_db()
    fresh = find_link(waits.body.rsplit("/", 2)[-2])
    assert fresh
    assert fresh.person == ria
    assert not Message.objects.filter(kind="address_changed").exists()


def test_the_log_book_puts_a_correction_back(
    her: ProofreadingClient, here: Participation, ria: Person
) -> None:
    her.post(f"/deelname/{here.pk}/gegevens/", typed(last_name="Leenheers", diet="geen noten"))
    line = AuditLine.objects.get(deed="correct_person")
    her.post(f"/ronde/studiedag/logboek/{line.pk}/terug/")
    ria.refresh_from_db()
    assert (ria.last_name, ria.diet) == ("Leenheer", "")


def test_an_address_in_use_offers_to_merge_the_two(
    her: ProofreadingClient, here: Participation, day: Round, person: Make, participation: Make
) -> None:
    twin = participation(day, person("Ria", "Leenheer", email="ria.l@voorbeeld.example")).person
    answer = her.post(f"/deelname/{here.pk}/gegevens/", typed(email="ria.l@voorbeeld.example"))
    assert answer.context["form"].errors["email"] == ["Dit adres is al van iemand anders."]
    assert f"/deelname/{here.pk}/samenvoegen/{twin.pk}/" in answer.content.decode()


def test_nobody_sets_the_address_of_who_has_a_role_but_an_owner(
    her: ProofreadingClient, day: Round, person: Make, grant: Make, participation: Make
) -> None:
    bea = person("Bea", "Postma", email="bea@voorbeeld.example")
    grant(bea)
    page = f"/deelname/{participation(day, bea).pk}/gegevens/"
    her.post(page, typed(first_name="Bea", last_name="Postma", email="mijn@voorbeeld.example"))
    bea.refresh_from_db()
    assert bea.email == "bea@voorbeeld.example"


def test_who_came_second_in_the_form_is_told(
    her: ProofreadingClient, here: Participation, ria: Person
) -> None:
    page = f"/deelname/{here.pk}/gegevens/"
    stamp = her.get(page).context["form"].version
    her.post(page, typed(place="Waterlinde") | {"versie": stamp})
    answer = her.post(page, typed(place="Kerkdorp") | {"versie": stamp})
    assert [one.theirs for one in answer.context["form"].differs] == ["Waterlinde"]
    ria.refresh_from_db()
    assert ria.place == "Waterlinde"


def test_doubles_are_proposed_and_merged_only_after_a_look(
    her: ProofreadingClient,
    here: Participation,
    ria: Person,
    day: Round,
    person: Make,
    participation: Make,
    meeting: Make,
    wish: Make,
) -> None:
    twin = person("Ria", "Leenheer", email="ria.l@voorbeeld.example", phone="06 12 34 56 78")
    theirs = participation(day, twin, chosen=NOON)
    wish(theirs, meeting(day, "Brood"), 1)
    participation(day, person("Rian", "Leenheer"))
    found = her.get("/ronde/studiedag/deelnemers/dubbel/").context["shown"]
    assert [(one["participation"], one["other"]) for one in found] == [(here.pk, twin)]
    page = f"/deelname/{here.pk}/samenvoegen/{twin.pk}/"
    assert her.get(page).context["told"].along[-1] == "1 deelname aan een ronde"
    assert her.post(page, {"blijft": ria.pk}).context["form"].errors["email"] == [
        "Kies wat er blijft."
    ]
    assert not Merge.objects.exists()
    answer = her.post(page, {"email": "kept"})
    assert answer["Location"] == f"/deelname/{here.pk}/"
    assert here.wishes.count() == 1
    merge = Merge.objects.get()
    assert her.get(f"/deelname/{here.pk}/").context["merges"].get() == merge
    her.post(f"/samenvoeging/{merge.pk}/ongedaan/")
    assert set(day.participations.filter(person__last_name="Leenheer").values_list("pk")) >= {
        (here.pk,),
        (theirs.pk,),
    }


def test_the_log_book_takes_a_merge_back(
    her: ProofreadingClient, here: Participation, karin: Person, day: Round, person: Make
) -> None:
    twin = person("Ria", "Leenheer", email=None)
    merge_people(here.person, twin, {}, by=karin, scope=day, now=NOON)
    line = AuditLine.objects.get(deed="merge_people")
    her.post(f"/ronde/studiedag/logboek/{line.pk}/terug/")
    twin.refresh_from_db()
    assert twin.state == "guest"


def test_another_record_is_searched_for_among_the_own_people_only(
    here: Participation,
    person: Make,
    grant: Make,
    sign_in: Make,
    study_day: Make,
    participation: Make,
) -> None:
    bea = person("Bea", "Postma")
    grant(bea, "coordinator", "round", here.round_id)
    participation(here.round, person("Rianne", "Bakker"))
    elsewhere = participation(study_day(slug="elders"), person("Rianne", "Smit"))
    page = f"/deelname/{here.pk}/samenvoegen/"
    found = sign_in(bea).get(page, {"zoek": "rianne"}).context["found"]
    assert [one.name for one in found] == ["Rianne Bakker"]
    assert sign_in(bea).get(f"{page}{elsewhere.person_id}/").status_code == 404


def test_who_only_shares_a_name_or_a_telephone_of_the_desk_is_not_proposed(
    her: ProofreadingClient,
    here: Participation,
    person: Make,
    day: Round,
    participation: Make,
    organisation: Make,
) -> None:
    far = person("Ria", "Leenheer", at=organisation("Elders"), email="x@voorbeeld.example")
    desk = "088 000 00 01"
    for who in (far, person("Jan", "Slagter", phone=desk), person("An", "Bos", phone=desk)):
        participation(day, who)
    assert her.get("/ronde/studiedag/deelnemers/dubbel/").context["shown"] == []


def test_a_proposal_that_is_there_already_can_still_be_read_and_published(
    her: ProofreadingClient, proof: AllocationRun, day: Round, karin: Person
) -> None:
    """Of the two, what was proposed to the record that stays is what counts."""
    one, other = day.participations.order_by("pk")[:2]
    answers = {question.key: "kept" for question in questions_of(one.person, other.person)}
    merge_people(one.person, other.person, answers, by=karin, scope=day, now=NOON)
    for page in ("", f"{proof.pk}/mensen/", f"{proof.pk}/mensen/{one.pk}/", "wie/"):
        assert her.get(f"/ronde/studiedag/verdeling/{page}").status_code == 200, page
    publish(proof, by=karin, now=NOON)
    assert broken_invariants() == []
    assert her.get("/ronde/studiedag/verdeling/").status_code == 200
    assert her.get("/ronde/studiedag/deelnemers/").context["counts"]["coming"] == 4
