"""Roles as rows: who may give and end them (X-7, S4, S7, S10, S32)."""

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from onderling.base.errors import Refused
from onderling.base.models import AuditLine
from onderling.people.actions import roles
from onderling.people.models import Membership, Organisation, Person
from onderling.people.rules import Group, Role, Scope, is_possible, may_hand_out
from tests.makers import NOON
from tests.proofreader import ProofreadingClient

MakePerson = Callable[..., Person]
SignIn = Callable[..., ProofreadingClient]
Held = Callable[..., Membership]


@pytest.mark.parametrize(
    ("held", "role", "may"),
    [
        ({Role.OWNER}, Role.OWNER, True),
        ({Role.OWNER}, Role.COORDINATOR, True),
        ({Role.COORDINATOR}, Role.COORDINATOR, True),
        ({Role.COORDINATOR}, Role.MEMBER, True),
        ({Role.COORDINATOR}, Role.OWNER, False),
        ({Role.MEMBER}, Role.MEMBER, False),
        (set(), Role.COORDINATOR, False),
    ],
)
def test_nobody_hands_out_more_than_the_own_role(held: set[str], role: str, may: bool) -> None:
    assert may_hand_out(held, role) is may


@pytest.mark.parametrize(
    ("role", "scope", "possible"),
    [
        (Role.OWNER, Scope.NETWORK, True),
        (Role.OWNER, Scope.ROUND, False),
        (Role.COORDINATOR, Scope.ROUND, True),
        (Role.MEMBER, Scope.ORGANISATION, True),
        (Role.MEMBER, Scope.ROUND, False),
    ],
)
def test_a_role_exists_in_its_own_scopes_only(role: str, scope: str, possible: bool) -> None:
    assert is_possible(role, scope) is possible


@pytest.fixture
def owner(person: MakePerson, grant: Held) -> Person:
    peter = person("Peter")
    grant(peter)
    return peter


def test_giving_a_role_twice_gives_it_once(person: MakePerson, owner: Person) -> None:
    karin = person("Karin")
    for _number in range(2):
        roles.grant(karin, Role.COORDINATOR, scope=Scope.NETWORK, by=owner, now=NOON)
    assert karin.memberships.count() == 1
    assert AuditLine.objects.filter(deed="grant_role").count() == 1


def test_a_coordinator_makes_nobody_owner(person: MakePerson, grant: Held) -> None:
    """S32, in the deed itself."""
    from_here = person("Karin")
    grant(from_here, Role.COORDINATOR)
    with pytest.raises(Refused):
        roles.grant(from_here, Role.OWNER, scope=Scope.NETWORK, by=from_here, now=NOON)
    assert not from_here.memberships.filter(role=Role.OWNER)


def test_the_last_owner_cannot_leave(owner: Person) -> None:
    with pytest.raises(Refused):
        roles.end_role(owner.memberships.get(), by=owner, now=NOON)
    assert owner.memberships.current().count() == 1


def test_an_owner_leaves_when_there_is_another(
    person: MakePerson, owner: Person, grant: Held
) -> None:
    grant(person("Karin"))
    ended = roles.end_role(owner.memberships.get(), by=owner, now=NOON)
    assert (ended.until, owner.memberships.current().count()) == (NOON, 0)


def test_an_owner_gives_a_round_to_a_coordinator(
    person: MakePerson, owner: Person, sign_in: SignIn, study_day: Callable[..., Any]
) -> None:
    day, karin = study_day(), person("Karin")
    client = sign_in(owner)
    typed = {"email": karin.email, "role": Role.COORDINATOR, "scope": f"round:{day.pk}"}
    page = client.post("/beheer/rollen/", typed, follow=True).content.decode()
    assert "Karin Terpstra is nu coördinator van Studiedag 2026." in page
    given = karin.memberships.get()
    assert (given.scope, given.scope_id, given.granted_by) == ("round", day.pk, owner)


def test_a_role_given_counts_and_ended_does_not(
    person: MakePerson, owner: Person, sign_in: SignIn
) -> None:
    """S10: at the very next request of a session that is open."""
    karin = person("Karin")
    client = sign_in(karin)
    seen = [client.get("/beheer/rollen/").status_code]
    held = roles.grant(karin, Role.COORDINATOR, scope=Scope.NETWORK, by=owner, now=NOON)
    seen.append(client.get("/beheer/rollen/").status_code)
    roles.end_role(held, by=owner, now=NOON)
    seen.append(client.get("/beheer/rollen/").status_code)
    assert seen == [404, 200, 404]


@pytest.fixture
def days(study_day: Callable[..., Any]) -> dict[str, Any]:
    """Two rounds: the one that Karin coordinates, and another."""
    return {"own": study_day(), "other": study_day(slug="andere-dag")}


@pytest.fixture
def coordinator(person: MakePerson, grant: Held, days: dict[str, Any]) -> Person:
    """Karin coordinates one round; another round and an organisation are not hers."""
    karin = person("Karin")
    grant(karin, Role.COORDINATOR, Scope.ROUND, days["own"].pk)
    return karin


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        ("owner", "network:0"),
        ("owner", "round:own"),
        ("coordinator", "network:0"),
        ("coordinator", "round:other"),
        ("coordinator", "organisation:any"),
        ("coordinator", "round:999999"),
    ],
)
def test_a_coordinator_gives_only_what_is_hers(
    coordinator: Person, days: dict[str, Any], sign_in: SignIn, role: str, scope: str
) -> None:
    """S4, S32."""
    ids = {name: day.pk for name, day in days.items()}
    ids["any"] = Organisation.objects.get().pk
    where, which = scope.split(":")
    typed = {
        "email": coordinator.email,
        "role": role,
        "scope": f"{where}:{ids.get(which, which)}",
    }
    before = Membership.objects.count()
    assert sign_in(coordinator).post("/beheer/rollen/", typed).status_code == 200
    assert Membership.objects.count() == before


def test_a_coordinator_shares_her_own_round(
    person: MakePerson, coordinator: Person, days: dict[str, Any], sign_in: SignIn
) -> None:
    olena, day = person("Olena"), days["own"]
    typed = {"email": olena.email, "role": "coordinator", "scope": f"round:{day.pk}"}
    sign_in(coordinator).post("/beheer/rollen/", typed)
    assert (olena.memberships.get().scope, olena.memberships.get().scope_id) == (
        "round",
        day.pk,
    )


def test_a_coordinator_does_not_see_other_roles(
    owner: Person, coordinator: Person, sign_in: SignIn
) -> None:
    """S5: an owner's role is not hers to see or to end."""
    client = sign_in(coordinator)
    assert "Peter" not in client.get("/beheer/rollen/").content.decode()
    theirs = f"/beheer/rollen/{owner.memberships.get().pk}/beeindig/"
    assert [client.get(theirs).status_code, client.post(theirs).status_code] == [404, 404]


def test_ending_a_role_asks_first(person: MakePerson, owner: Person, sign_in: SignIn) -> None:
    karin = person("Karin")
    held = roles.grant(karin, Role.COORDINATOR, scope=Scope.NETWORK, by=owner, now=NOON)
    client = sign_in(owner)
    path = f"/beheer/rollen/{held.pk}/beeindig/"
    assert "geen coördinator meer van het hele netwerk" in client.get(path).content.decode()
    assert karin.memberships.current().count() == 1
    client.post(path)
    assert karin.memberships.current().count() == 0


def test_the_last_owner_reads_why_not(owner: Person, sign_in: SignIn) -> None:
    path = f"/beheer/rollen/{owner.memberships.get().pk}/beeindig/"
    page = sign_in(owner).post(path)
    assert (page.status_code, "laatste beheerder" in page.content.decode()) == (409, True)


@pytest.mark.parametrize("path", ["/beheer/rollen/", "/beheer/organisaties/"])
def test_lists_ask_no_more_of_the_database_for_a_crowd(
    path: str,
    person: MakePerson,
    owner: Person,
    sign_in: SignIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client, asked = sign_in(owner), []
    for number in range(3):
        where = Organisation.objects.create(name=f"Welzijn {number}")
        ria = person(at=where, group=Group.VOLUNTEER)
        here = Scope.ORGANISATION
        roles.grant(ria, Role.COORDINATOR, scope=here, scope_id=where.pk, by=owner, now=NOON)
        with django_assert_max_num_queries(9) as queries:
            client.get(path)
        asked.append(len(queries))
    assert asked[0] == asked[2]


def test_an_owner_adds_and_changes_an_organisation(owner: Person, sign_in: SignIn) -> None:
    client = sign_in(owner)
    typed = {"name": "Buurtzorg  Lindebeke", "paid_count": 4, "volunteer_count": 30}
    client.post("/beheer/organisaties/nieuw/", typed)
    made = Organisation.objects.get(name="Buurtzorg Lindebeke")
    client.post(f"/beheer/organisaties/{made.pk}/", {**typed, "place": "Lindebeke"})
    made.refresh_from_db()
    assert (made.place, made.volunteer_count) == ("Lindebeke", 30)
    deeds = AuditLine.objects.filter(object_ref=f"people.organisation:{made.pk}")
    assert {line.deed for line in deeds} == {"make_organisation", "change_organisation"}


def test_an_organisation_is_found_by_place(owner: Person, sign_in: SignIn) -> None:
    Organisation.objects.create(name="Voedselbank Zuid", place="Lindebeke")
    page = sign_in(owner).get("/beheer/organisaties/", {"zoek": "linde"}).content.decode()
    assert ["Voedselbank Zuid" in page, "Welzijn Havermonde" in page] == [True, False]


def test_a_field_that_is_not_on_the_form_changes_nothing(
    owner: Person, sign_in: SignIn
) -> None:
    """S7."""
    kept = Organisation.objects.create(name="Voedselbank", code="V1")
    typed = {"name": "Voedselbank", "paid_count": 0, "volunteer_count": 0, "code": "X"}
    sign_in(owner).post(f"/beheer/organisaties/{kept.pk}/", typed)
    kept.refresh_from_db()
    assert kept.code == "V1"
