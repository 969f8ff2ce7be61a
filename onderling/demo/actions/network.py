"""The example network: organisations, people, themes, working forms, roles."""

from datetime import datetime

from onderling.base.transactions import write_transaction
from onderling.demo.actions.lists import GROUPS, rows_of
from onderling.demo.models import Example
from onderling.demo.rules import OWNER, made_up_number
from onderling.offers.models import Theme, WorkingForm
from onderling.people.actions.persons import affiliate, find_person, make_person
from onderling.people.actions.roles import grant
from onderling.people.models import Affiliation, Organisation, Person
from onderling.people.rules import Role, Scope

HOST = "org-29"  # Welzijn Havermonde: the study day is theirs
CONTACT = {
    "e-mail": Person.Contact.MAIL,
    "e-mail en sms": Person.Contact.MAIL_SMS,
    "telefoon": Person.Contact.PHONE,
    "telefoon of post": Person.Contact.PHONE_POST,
}


@write_transaction()
def make_network(example: Example, *, now: datetime) -> None:
    """Make 54 organisations and 300 people, with who they work for and how to reach them."""
    for row in rows_of("themas"):
        Theme.objects.get_or_create(name=row["thema"], defaults={"about": row["toelichting"]})
    for row in rows_of("werkvormen"):
        WorkingForm.objects.get_or_create(
            name=row["werkvorm"],
            defaults={
                "about": row["wat_is_het"],
                "needs": row["wat_heb_je_nodig"],
                "note_how": row["hoe_noteer_je_de_uitkomst"],
            },
        )
    for row in rows_of("organisaties"):
        _make_organisation(example, row)
    rung = 0
    for row in rows_of("personen"):
        by_phone = row["contact_voorkeur"].startswith("telefoon")
        rung += by_phone
        _make_person(example, row, phone=made_up_number(rung) if by_phone else "", now=now)
    example.save(update_fields=["rows"])


@write_transaction()
def give_roles(example: Example, *, demo: bool, now: datetime) -> None:
    """Give the standing characters their roles; in the demo also an owner of the install.

    In an install of real people only its own owner has a say: nobody of the example does.
    """
    if not demo:
        return
    peter = make_person(
        first_name="Peter",
        last_name="Dijkgraaf",
        email="peter.dijkgraaf@welzijn-havermonde.example",
        state=Person.State.ACCOUNT,
        place="Havermonde",
        now=now,
    )
    affiliate(
        peter,
        organisation(example, HOST),
        group=GROUPS["beroepskracht"],
        function="applicatiebeheerder",
    )
    example.rows[OWNER] = peter.pk
    example.by = peter
    example.save(update_fields=["rows", "by"])
    everywhere, at = Scope.NETWORK, Scope.ORGANISATION
    grant(peter, Role.OWNER, scope=everywhere, by=None, now=now)
    olena = person(example, "p-001")
    grant(olena, Role.COORDINATOR, scope=everywhere, by=peter, now=now)
    for code, role, of in (
        ("p-003", Role.COORDINATOR, "org-09"),
        ("p-004", Role.MEMBER, "org-01"),
        ("p-005", Role.COORDINATOR, "org-51"),
    ):
        where = organisation(example, of)
        grant(person(example, code), role, scope=at, scope_id=where.pk, by=peter, now=now)


def organisation(example: Example, code: str) -> Organisation:
    """Find an organisation of the example by its code in the list."""
    return Organisation.objects.get(pk=_key(example, code))


def person(example: Example, code: str) -> Person:
    """Find a person of the example by their code in the list."""
    return Person.objects.get(pk=_key(example, code))


def _key(example: Example, code: str) -> int:
    return int(example.rows.get(code) or example.rows[f"={code}"])


def bonds_of(example: Example) -> dict[str, Affiliation]:
    """Find what each person of the list is to their organisation, by the code of the person."""
    people = rows_of("personen")
    keys = [_key(example, row["id"]) for row in people]
    bonds = Affiliation.objects.filter(person__in=keys).select_related("person", "organisation")
    found = {(bond.person_id, bond.organisation_id, bond.group): bond for bond in bonds}
    return {
        row["id"]: found[who, _key(example, row["organisatie_id"]), GROUPS[row["groep"]]]
        for row, who in zip(people, keys, strict=True)
    }


def _make_organisation(example: Example, row: dict[str, str]) -> None:
    made, fresh = Organisation.objects.get_or_create(
        name=row["naam"],
        defaults={
            "code": row["id"],
            "sector": row["sector"],
            "kind": row["type"],
            "place": row["plaats"],
            "country": row["land"],
            "paid_count": int(row["medewerkers"]),
            "volunteer_count": int(row["vrijwilligers"]),
            "does": row["wat_doen_we"],
            "reach": row["hoe_bereik_je_ons"],
        },
    )
    # "=org-29": it was here before; the example uses it and leaves it alone when it goes.
    example.rows[row["id"] if fresh else f"={row['id']}"] = made.pk


def _make_person(example: Example, row: dict[str, str], *, phone: str, now: datetime) -> None:
    known = find_person(row["email"])
    made = known or make_person(
        first_name=row["voornaam"],
        infix=row["tussenvoegsel"],
        last_name=row["achternaam"],
        email=row["email"] or None,
        phone=phone,
        contact_by=CONTACT[row["contact_voorkeur"]],
        place=row["plaats"],
        access_needs=row["toegankelijkheid"],
        diet=row["eten"],
        now=now,
    )
    example.rows[f"={row['id']}" if known else row["id"]] = made.pk
    affiliate(
        made,
        organisation(example, row["organisatie_id"]),
        group=GROUPS[row["groep"]],
        function=row["functie"],
    )
