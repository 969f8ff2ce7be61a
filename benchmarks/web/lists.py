"""An install with an empty round, and two long lists for it. Django must have started."""

from django.utils.timezone import now

from benchmarks.web.visitor import session_of
from onderling.config.commands.prepare import prepare
from onderling.demo.actions.lists import rows_of
from onderling.demo.rules import Stage, festival_start
from onderling.formats.workshops.actions.presets import start_round
from onderling.people.actions.persons import make_person
from onderling.people.actions.roles import grant
from onderling.people.models import Organisation, Person
from onderling.people.rules import Role, Scope

PEOPLE, WORKSHOPS = 3_000, 300


def empty_round() -> tuple[str, str]:
    """Make organisations and one round; return its slug and a session of its coordinator."""
    prepare()
    at = now()
    Organisation.objects.bulk_create(
        Organisation(name=row["naam"], code=row["id"], place=row["plaats"])
        for row in rows_of("organisaties")
    )
    karin = make_person(first_name="Karin", email="karin@meting.example", now=at)
    Person.objects.filter(pk=karin.pk).update(state=Person.State.ACCOUNT)
    grant(karin, Role.OWNER, scope=Scope.NETWORK, by=None, now=at)
    made = start_round(
        "Meting",
        "festival",
        starts_on=festival_start(at.date(), Stage.OFFERS),
        organisation=Organisation.objects.earliest("pk"),
        contact_name="Karin",
        contact_phone="088 000 00 00",
        seed="meting",
        by=karin,
        now=at,
    )
    return made.slug, session_of(karin)


def people() -> list[list[str]]:
    """The people of the demo's list, each ten times under another name."""

    rows = rows_of("personen")
    known = [
        "id",
        "voornaam",
        "tussenvoegsel",
        "achternaam",
        "email",
        "organisatie_id",
        "functie",
        "groep",
        "plaats",
        "contact_voorkeur",
    ]
    found = [known]
    for turn in range(PEOPLE // len(rows)):
        for row in rows:
            again = dict(row)
            if turn:
                again["id"] = f"{row['id']}-{turn}"
                again["voornaam"] = f"{row['voornaam']} {chr(64 + turn)}."
                again["email"] = row["email"].replace("@", f"{turn}@")
            found.append([again[name] for name in known])
    return found


def workshops() -> list[list[str]]:
    """The workshops of the demo's list, each five times."""

    rows = rows_of("workshops")
    themes = {row["id"]: row["thema"] for row in rows_of("themas")}
    found = [list(rows[0])]
    for turn in range(WORKSHOPS // len(rows)):
        for row in rows:
            again = {**row, "id": f"{row['id']}-{turn}", "thema": themes[row["thema"]]}
            again["titel"] += f" – keer {turn + 1}" if turn else ""
            found.append(list(again.values()))
    return found
