"""The festival of the example: two weeks of workshops at everybody's own place."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from onderling.base.dutch import DUTCH
from onderling.base.transactions import write_transaction
from onderling.demo.actions.day import COORDINATOR, INVITED, PREPARED, before, tick_off
from onderling.demo.actions.lists import rows_of
from onderling.demo.actions.network import HOST, organisation, person
from onderling.demo.models import Example
from onderling.demo.rules import Stage, festival_start, made_up_number
from onderling.formats.workshops.actions.presets import start_round
from onderling.offers.actions.day import add_room, add_slot
from onderling.offers.actions.meetings import make_meeting
from onderling.offers.actions.offers import make_offer
from onderling.offers.models import Room, Slot, Theme, WorkingForm
from onderling.offers.rules import OfferState
from onderling.people.models import Affiliation, Organisation, Person
from onderling.rounds.actions import change_state, set_audience
from onderling.rounds.models import Phase, Round
from onderling.rounds.rules import Audience, State
from onderling.signups.models import Participation

WEEKDAY = ("09:30-11:00", "11:15-12:45", "13:30-15:00", "15:30-17:00", "19:00-21:00")
SATURDAY = ("10:00-11:30", "13:00-15:00")
ONLINE = "Online"
# Together in one room or outside: these cannot be done behind a screen.
BODILY = {
    "kookworkshop", "excursie", "wandelgesprek", "belevingstocht", "muziek", "theater",
    "creatief atelier", "vissenkom", "open space", "speeddate",
}  # fmt: skip
# Who gives about any subject: community teams, libraries, meeting places.
HOSTS = [
    f"org-{n:02}" for n in (12, 13, 14, 27, 29, 30, 31, 32, 35, 37, 38, 46, 47, 49, 50, 52)
]
BATCH = 500


@write_transaction()
def start_festival(example: Example, *, now: datetime) -> Round:
    """Start the festival from its preset, with the parts of its days."""
    day = festival_start(now.date(), Stage(example.stage))
    karin = person(example, COORDINATOR)
    at = before(day, PREPARED, now)
    made = start_round(
        f"Workshopfestival {day.year}",
        "festival",
        starts_on=day,
        organisation=organisation(example, HOST),
        contact_name="Karin Boshuizen",
        contact_phone=made_up_number(0),
        contact_hours="op werkdagen van 9.00 tot 12.30 uur",
        venue="Overal in de regio Waterlinde",
        theme="Van elkaar leren, bij elkaar op bezoek",
        seed=str(day),
        by=karin,
        now=at,
    )
    for on in (day + timedelta(days=n) for n in range(12)):
        parts = () if on.weekday() == 6 else SATURDAY if on.weekday() == 5 else WEEKDAY
        for part in parts:
            begins, ends = (_moment(on, clock, made.zone) for clock in part.split("-"))
            clock = DUTCH.clock(time.fromisoformat(part[:5]))
            label = f"{DUTCH.capital(DUTCH.weekday(on))}, {clock} uur"
            add_slot(made, label=label, starts=begins, ends=ends, by=karin, now=at)
    hosts = [organisation(example, code) for code in HOSTS]
    set_audience(made, Audience.EVERYONE, hosts, by=karin, now=at)
    example.round = made
    example.save(update_fields=["round"])
    return made


@write_transaction()
def offer_festival(example: Example, *, now: datetime) -> None:
    """Fill the festival: each workshop of the list as it is, and again in other ways."""
    of = example.study_day
    karin = person(example, COORDINATOR)
    at = before(of.starts_on, PREPARED, now)
    themes = {theme.name: theme for theme in Theme.objects.all()}
    forms = {form.name: form for form in WorkingForm.objects.all()}
    where = _Where(example, of, karin, at)
    for number, row in enumerate(_workshops(example.workshops), 1):
        host = organisation(example, row["host"])
        slot, room, giver = where.place(row, host)
        offer = make_offer(
            of,
            maker=giver,
            by=karin,
            now=at,
            state=OfferState.PUBLISHED,
            code=f"fs-{number:03}",
            title=row["title"],
            about=row["about"],
            afterwards=row["na_afloop"],
            theme=themes[row["thema"]],
            working_form=forms[row["werkvorm"]],
            organisation=host,
            minimum=row["least"],
            maximum=row["most"],
            minutes=row["minutes"],
            needs=row["ruimte"],
            level=row["niveau"],
            accessible=room.accessible,
            mixed=row["voor"] == "samen",
            audience=_for_whom(number),
        )
        make_meeting(
            offer,
            slot=slot,
            room=room,
            seats=row["most"],
            minimum=row["least"],
            givers=[giver],
            code=f"fs-{number:03}",
            by=karin,
            now=at,
        )


@write_transaction()
def invite_region(example: Example, *, now: datetime) -> None:
    """Invite everybody of the network, and open the festival for wishes when it is time."""
    of = example.study_day
    karin = person(example, COORDINATOR)
    at = before(of.starts_on, INVITED, now)
    bonds = {bond.person_id: bond for bond in Affiliation.objects.order_by("-pk")}
    coded = ((code.lstrip("="), key) for code, key in example.rows.items())
    Participation.objects.bulk_create(
        (
            Participation(
                round=of,
                person_id=key,
                affiliation=bonds[key],
                group=bonds[key].group,
                code=code,
                source="lijst",
                state=Participation.State.INVITED,
                entered_by=karin,
            )
            for code, key in coded
            if code.startswith("p-")
        ),
        batch_size=BATCH,
    )
    change_state(of, State.ANNOUNCED, by=karin, now=at)
    tick_off(example, by=karin, now=now)
    if Stage(example.stage).reaches(Stage.WISHES):
        change_state(of, State.OPEN, by=karin, now=of.phases.get(kind=Phase.Kind.WISHING).opens)


def _for_whom(number: int) -> Audience:
    """Now and then a workshop is for the partners, or for its own organisation."""
    if number % 20 == 5:
        return Audience.PARTNERS
    return Audience.OWN if number % 30 == 11 else Audience.EVERYONE


class _Where:
    """Finds a time, a room and a giver for each workshop, so that none is booked twice."""

    def __init__(self, example: Example, of: Round, by: Person, now: datetime) -> None:
        self.chance = Random("waar en wanneer")  # noqa: S311 -- the same festival every time
        self.of, self.by, self.now = of, by, now
        self.slots = list(of.slots.filter(kind=Slot.Kind.WORKSHOPS))
        self.evening = {
            slot.pk for slot in self.slots if slot.ends - slot.starts > timedelta(minutes=90)
        }
        self.rooms: dict[str, Room] = {}
        self.booked: set[tuple[int, int]] = set()  # a room or a giver, in a slot
        self.givers: dict[int, list[Person]] = {}
        for bond in Affiliation.objects.select_related("person").order_by("pk"):
            self.givers.setdefault(bond.organisation_id, []).append(bond.person)

    def place(self, row: dict[str, Any], host: Organisation) -> tuple[Slot, Room, Person]:
        room = self._room(ONLINE if row["waar"] == "online" else host.name)
        long = row["minutes"] > 90 or row["waar"] == "avond"
        while True:
            slot = self.chance.choice(self.slots)
            giver = self.chance.choice(self.givers[host.pk])
            # An evening is as long as two hours, and fewer people like it.
            fits = slot.pk in self.evening if long else self._wanted(slot)
            online = room.name == ONLINE
            busy = {(slot.pk, -giver.pk)} | (set() if online else {(slot.pk, room.pk)})
            if fits and not busy & self.booked:
                self.booked |= busy
                return slot, room, giver

    def _wanted(self, slot: Slot) -> bool:
        return slot.pk not in self.evening or self.chance.random() < 0.5

    def _room(self, name: str) -> Room:
        if name not in self.rooms:
            online = name == ONLINE
            flat = online or self.chance.random() > 0.15
            self.rooms[name] = add_room(
                self.of,
                name=name[:60],
                holds=60,
                accessible=flat,
                shared=online,
                by=self.by,
                now=self.now,
            )
        return self.rooms[name]


def _workshops(most: int) -> Iterator[dict[str, Any]]:
    """Tell each workshop as it stands in the list, and then in four other ways."""
    themes = {row["id"]: row["thema"] for row in rows_of("themas")}
    listed = rows_of("workshops")
    ways = rows_of("festival_varianten")
    plain = {"staart": "", "erbij": "", "duur": "0", "plekken": "1", "niveau": "", "waar": ""}
    for turn in range(-(-most // len(listed))):
        for rank, row in enumerate(listed[: max(0, most - turn * len(listed))]):
            way = ways[(rank + turn * 4) % len(ways)] if turn else plain
            if way["waar"] == "online" and row["werkvorm"] in BODILY:
                way = ways[0]
            most_seats = max(6, round(int(row["max"]) * float(way["plekken"])))
            near = {other["gever_org"] for other in listed if other["thema"] == row["thema"]}
            hosts = sorted({*near, *HOSTS})
            yield {
                **row,
                "niveau": way["niveau"],
                "waar": way["waar"],
                "title": f"{row['titel']} – {way['staart']}" if turn else row["titel"],
                "about": f"{row['omschrijving']} {way['erbij']}".strip(),
                "thema": themes[row["thema"]],
                "host": hosts[(rank * 7 + turn * 5) % len(hosts)] if turn else row["gever_org"],
                "minutes": min(120, max(45, int(row["duur"]) + int(way["duur"]))),
                "most": most_seats,
                "least": min(int(row["min"]), most_seats // 2),
            }


def _moment(on: date, clock: str, zone: str) -> datetime:
    return datetime.combine(on, time.fromisoformat(clock), ZoneInfo(zone))
