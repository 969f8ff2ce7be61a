"""Inviting through a link of one's own; the source is kept and counted (S3d-4, X-60)."""

from collections.abc import Callable
from typing import Any

import pytest

from onderling.mail.models import Message
from onderling.people.actions.merging import merge_people, unmerge
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.actions.ambassadors import end_ambassador, make_ambassador
from onderling.signups.actions.joining import SIGNER
from onderling.signups.models import Ambassador, Participation
from onderling.signups.queries.ambassadors import with_brought
from onderling.signups.rules import comes_through
from tests.makers import NOON

Make = Callable[..., Any]
JOIN = "/ronde/studiedag/meedoen/"
TYPED = {
    "naam": "Sabine Vos",
    "email": "sabine@voorbeeld.example",
    "rol": "paid",
    "andere": "Bibliotheek",
}


def text(page: Any) -> str:
    return " ".join(page.content.decode().split())


@pytest.mark.parametrize(
    ("guest", "earlier", "counts"), [(2, None, True), (1, None, False), (2, 7, False)]
)
def test_nobody_brings_themself_and_the_first_invitation_stands(
    guest: int, earlier: int | None, counts: bool
) -> None:
    assert comes_through(inviter=1, guest=guest, earlier=earlier) is counts


@pytest.fixture
def ria(opened: Round, person: Make, participation: Make) -> Person:
    who: Person = person("Ria", "Leenheer")
    participation(opened, who)
    return who


@pytest.fixture
def invitation(opened: Round, ria: Person) -> Ambassador:
    return make_ambassador(opened, ria, by=ria, now=NOON)


def numbers(of: Round) -> dict[str, int]:
    rows: Any = with_brought(of)
    return {row.person.first_name: row.number for row in rows}


def test_who_takes_part_makes_an_invitation_with_one_press_and_never_by_looking(
    opened: Round, ria: Person, person: Make, sign_in: Make
) -> None:
    client, url = sign_in(ria), "/ronde/studiedag/nodig-uit/"
    assert "Maak mijn uitnodiging" in text(client.get(url))
    assert Ambassador.objects.count() == 0
    for _twice in range(2):
        page = text(client.post(url, follow=True))
    (made,) = Ambassador.objects.all()
    assert f"/ronde/studiedag/via/{made.key}/" in page
    assert "https://wa.me/?text=" in page
    assert "<b>0</b><span>mensen doen mee via u</span>" in page
    assert sign_in(person()).get(url).status_code == 404


def test_a_guest_joins_through_an_invitation_and_is_counted_once_they_confirm(
    opened: Round, invitation: Ambassador, client: Any
) -> None:
    page = text(client.get(f"/ronde/studiedag/via/{invitation.key}/"))
    assert "Ria Leenheer nodigt u uit" in page
    assert f'href="{JOIN}?via={invitation.key}"' in page
    assert "Ria Leenheer nodigde u uit." in text(client.get(f"{JOIN}?via={invitation.key}"))
    assert Participation.objects.count() == 1  # looking writes nothing
    client.post(f"{JOIN}?via={invitation.key}", TYPED)
    joined = Participation.objects.get(person__email=TYPED["email"])
    assert (joined.through, numbers(opened)) == (invitation, {"Ria": 0})
    client.post(f"{JOIN}bevestig/{SIGNER.sign(str(joined.pk))}/")
    assert numbers(opened) == {"Ria": 1}


def test_somebody_we_know_keeps_the_invitation_in_the_link_of_their_mail(
    opened: Round, invitation: Ambassador, person: Make, client: Any, sign_in: Make
) -> None:
    bo = person("Bo", email=TYPED["email"])
    client.post(f"{JOIN}?via={invitation.key}", TYPED)
    assert f"meedoen/%3Fvia%3D{invitation.key}" in Message.objects.get().body
    sign_in(bo).post(f"{JOIN}?via={invitation.key}")
    assert numbers(opened) == {"Ria": 1}


def test_the_first_of_two_invitations_stands(
    opened: Round, invitation: Ambassador, person: Make, participation: Make, sign_in: Make
) -> None:
    theo = participation(opened, person("Theo")).person
    second = make_ambassador(opened, theo, by=theo, now=NOON)
    bo = sign_in(person("Bo"))
    bo.post(f"{JOIN}?via={invitation.key}")
    bo.post(f"{JOIN}?via={second.key}")
    assert numbers(opened) == {"Ria": 1, "Theo": 0}


def test_nobody_counts_for_themselves_and_who_was_there_already_does_not_count(
    opened: Round, invitation: Ambassador, ria: Person, sign_in: Make
) -> None:
    Participation.objects.update(state=Participation.State.INVITED)
    sign_in(ria).post(f"{JOIN}?via={invitation.key}")
    own = Participation.objects.get()
    assert (own.state, own.through) == (Participation.State.COMING, None)


def test_who_was_on_the_list_and_comes_by_an_invitation_counts(
    opened: Round, invitation: Ambassador, participation: Make, sign_in: Make
) -> None:
    listed = participation(opened, state=Participation.State.INVITED, source="import")
    sign_in(listed.person).post(f"{JOIN}?via={invitation.key}")
    listed.refresh_from_db()
    assert (listed.through, listed.source) == (invitation, "import")


def test_an_address_that_ended_or_that_nobody_made_still_leads_to_the_round(
    opened: Round, invitation: Ambassador, ria: Person, client: Any, person: Make, sign_in: Make
) -> None:
    end_ambassador(invitation, by=ria, now=NOON)
    for key in (invitation.key, "verzonnen"):
        answer = client.get(f"/ronde/studiedag/via/{key}/")
        assert (answer.status_code, answer.url) == (302, "/ronde/studiedag/")
        bo = person()
        sign_in(bo).post(f"{JOIN}?via={key}")
        assert Participation.objects.get(person=bo).through is None


def test_an_invitation_is_no_right(
    opened: Round, invitation: Ambassador, client: Any, person: Make, organisation: Make
) -> None:
    """It opens nothing: not a draft, not a round for others (X-60)."""
    Round.objects.update(state=State.DRAFT)
    assert client.get(f"/ronde/studiedag/via/{invitation.key}/").status_code == 404
    Round.objects.update(state=State.OPEN, audience="own")
    page = text(client.post(f"{JOIN}?via={invitation.key}", TYPED))
    assert "is voor mensen van Welzijn Havermonde" in page
    assert Participation.objects.count() == 1


def test_the_coordinator_names_somebody_and_reads_the_numbers(
    opened: Round,
    invitation: Ambassador,
    person: Make,
    participation: Make,
    karin: Person,
    sign_in: Make,
) -> None:
    sign_in(person("Bo")).post(f"{JOIN}?via={invitation.key}")
    client, url = sign_in(karin), "/ronde/studiedag/ambassadeurs/"
    page = text(client.get(url))
    assert "Via hen doet 1 mens mee." in page
    assert f"/via/{invitation.key}/" in page
    theo = participation(opened, person("Theo"), state="invited").person
    assert "Theo" in text(client.get(url, {"zoek": "theo"}))
    page = text(client.post(url, {"wie": str(theo.pk)}, follow=True))
    assert "Theo Terpstra heeft nu een eigen uitnodiging." in page
    page = text(client.post(url, {"stop": str(invitation.pk)}, follow=True))
    assert "De uitnodiging van Ria Leenheer telt niemand meer." in page
    assert numbers(opened) == {"Ria": 1, "Theo": 0}
    assert "gaf iemand een eigen uitnodiging" in text(client.get("/ronde/studiedag/logboek/"))


def test_two_records_that_become_one_have_one_invitation_and_the_way_back(
    opened: Round,
    invitation: Ambassador,
    ria: Person,
    person: Make,
    karin: Person,
    sign_in: Make,
) -> None:
    double = person("Ria", "Leenhere", email=None)
    other = make_ambassador(opened, double, by=karin, now=NOON)
    bo = person("Bo")
    sign_in(bo).post(f"{JOIN}?via={other.key}")
    made = merge_people(ria, double, {"naam": "kept"}, by=karin, now=NOON)
    came = Participation.objects.get(person=bo)
    assert came.through == invitation
    unmerge(made, by=karin, now=NOON)
    came.refresh_from_db()
    assert came.through == other
