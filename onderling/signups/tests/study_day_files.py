"""The demo study day in the database, made from its lists with bulk creates."""

import csv
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from onderling.matching.tests.studyday import FILES
from onderling.offers.models import Giving, Meeting, Offer, Room, Slot
from onderling.offers.rules import OfferState
from onderling.people.models import Affiliation, Organisation, Person
from onderling.people.rules import Group
from onderling.rounds.models import Round
from onderling.signups.models import Absence, ChoiceRule, Pair, Participation, Wish
from onderling.signups.rules import Opinion
from tests.makers import NOON

Row = dict[str, str]
TIMES = {1: (10, 0), 2: (11, 30), 3: (13, 45)}
KINDS = {"graag samen": Pair.Kind.LIKE, "niet samen": Pair.Kind.APART}


def read(name: str) -> list[Row]:
    with (Path(FILES) / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fill(round_: Round, home: Organisation) -> None:
    """Put 30 workshops and 214 people with their wishes in a round without slots."""
    ChoiceRule.objects.filter(round=round_).update(
        points=[100, 90, 81], mix_paid=1, mix_volunteer=1
    )
    slots = _slots(round_)
    people = _people(round_, home)
    meetings = _meetings(round_, slots, people)
    _wishes(slots, people, meetings)
    Pair.objects.bulk_create(
        Pair(
            round=round_,
            kind=KINDS[row["soort"]],
            one=people[row["persoon_a"]],
            other=people[row["persoon_b"]],
            because=row["toelichting"],
        )
        for row in read("studiedag_bijzonder.csv")
        if row["soort"] in KINDS
    )


def _slots(round_: Round) -> dict[str, Slot]:
    made = {}
    for number, (hour, minute) in TIMES.items():
        starts = datetime(2026, 12, 10, hour, minute, tzinfo=ZoneInfo(round_.zone))
        made[str(number)] = Slot.objects.create(
            round=round_,
            number=number,
            label=f"Ronde {number}",
            starts=starts,
            ends=starts + timedelta(minutes=75),
        )
    return made


def _people(round_: Round, home: Organisation) -> dict[str, Participation]:
    groups = {row["persoon_id"]: row["groep"] for row in read("studiedag_voorkeuren.csv")}
    named = {row["gever_id"] for row in read("studiedag_sessies.csv")}
    named |= {
        row[key]
        for row in read("studiedag_bijzonder.csv")
        for key in ("persoon_a", "persoon_b")
        if row[key].startswith("p-")
    }
    codes = sorted(groups) + sorted(named - groups.keys())
    persons = Person.objects.bulk_create(
        Person(
            first_name=code,
            last_name="Test",
            email=f"{code}@voorbeeld.example" if number % 24 else None,
            contact_by=Person.Contact.MAIL if number % 24 else Person.Contact.PHONE,
            phone="" if number % 24 else "06 00 00 00 00",
            state=Person.State.GUEST,
        )
        for number, code in enumerate(codes)
    )
    kinds = {"beroepskracht": Group.PAID, "vrijwilliger": Group.VOLUNTEER}
    bonds = Affiliation.objects.bulk_create(
        Affiliation(
            person=person, organisation=home, group=kinds[groups.get(code, "beroepskracht")]
        )
        for code, person in zip(codes, persons, strict=True)
    )
    coming, invited = Participation.State.COMING, Participation.State.INVITED
    rows = Participation.objects.bulk_create(
        Participation(
            round=round_,
            person=person,
            affiliation=bond,
            group=bond.group,
            code=code,
            state=coming if code in groups else invited,
            chosen=NOON if code in groups else None,
        )
        for code, person, bond in zip(codes, persons, bonds, strict=True)
    )
    return dict(zip(codes, rows, strict=True))


def _meetings(
    round_: Round, slots: dict[str, Slot], people: dict[str, Participation]
) -> dict[str, Meeting]:
    offers: dict[str, Offer] = {}
    meetings = {}
    for order, row in enumerate(read("studiedag_sessies.csv")):
        offer = offers.get(row["workshop_id"]) or Offer.objects.create(
            round=round_,
            code=row["workshop_id"],
            title=row["titel"],
            minimum=int(row["min"]),
            maximum=int(row["max"]),
            mixed=row["gemengd"] == "ja",
            state=OfferState.PUBLISHED,
        )
        offers[row["workshop_id"]] = offer
        room, _made = Room.objects.get_or_create(
            round=round_, name=row["zaal"], defaults={"order": order, "holds": row["max"]}
        )
        meeting = Meeting.objects.create(
            offer=offer,
            code=row["id"],
            slot=slots[row["ronde"]],
            room=room,
            seats=int(row["max"]),
            minimum=int(row["min"]),
        )
        Giving.objects.create(meeting=meeting, person=people[row["gever_id"]].person)
        meetings[row["id"]] = meeting
    return meetings


def _wishes(
    slots: dict[str, Slot], people: dict[str, Participation], meetings: dict[str, Meeting]
) -> None:
    wishes, absences = [], []
    for row in read("studiedag_voorkeuren.csv"):
        who = people[row["persoon_id"]]
        if row["aanwezig"] != "ja":
            absences.append(Absence(participation=who, slot=slots[row["ronde"]]))
            continue
        wishes += [
            Wish(
                participation=who,
                meeting=meetings[row[f"keuze{rank}"]],
                opinion=Opinion.RANKED,
                rank=rank,
            )
            for rank in (1, 2, 3)
            if row[f"keuze{rank}"]
        ]
        wishes += [
            Wish(participation=who, meeting=meetings[code], opinion=Opinion.RATHER_NOT)
            for code in row["liever_niet"].split(";")
            if code
        ]
    Wish.objects.bulk_create(wishes)
    Absence.objects.bulk_create(absences)
