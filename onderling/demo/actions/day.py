"""The study day of the example: its round, workshops on slots and in rooms, who is invited."""

from datetime import date, datetime, timedelta

from onderling.base.transactions import write_transaction
from onderling.demo.actions.lists import row_of, rows_of
from onderling.demo.actions.network import HOST, bonds_of, organisation, person
from onderling.demo.models import Example
from onderling.demo.rules import Stage, made_up_number, study_day
from onderling.formats.workshops.actions.presets import start_round
from onderling.offers.actions.day import add_room
from onderling.offers.actions.meetings import make_meeting
from onderling.offers.actions.offers import make_offer
from onderling.offers.models import Offer, Room, Slot, Theme, WorkingForm
from onderling.offers.rules import OfferState
from onderling.people.models import Person
from onderling.rounds.actions import change_state, mark_line
from onderling.rounds.models import CalendarLine, Phase, Round
from onderling.rounds.rules import State
from onderling.signups.actions.participations import take_part
from onderling.signups.models import Participation

COORDINATOR = "p-002"  # Karin Boshuizen
VENUE = "De Havenloods, Havermonde"
STEEP = {"Atelier"}  # the room that a wheelchair does not reach
INVITED = timedelta(weeks=8)  # before the day, as the calendar has it
PREPARED = timedelta(weeks=12)
ALLOCATING = "T-3 weken"  # the task of the calendar that the last stages are about
# Offers nobody placed yet: what a coordinator finds at the first stage.
WAITING = ["ws-13", "ws-29", "ws-47"]
UNPLACED = {"sd-08", "sd-18", "sd-28"}


@write_transaction()
def start_study_day(example: Example, *, now: datetime) -> Round:
    """Start the round from its preset, on a day that suits what there is to see."""
    day = study_day(now.date(), Stage(example.stage))
    made = start_round(
        f"Studiedag {day.year}",
        "studiedag",
        starts_on=day,
        organisation=organisation(example, HOST),
        contact_name="Karin Boshuizen",
        contact_phone=made_up_number(0),
        contact_hours="op werkdagen van 9.00 tot 12.30 uur",
        venue=VENUE,
        theme="Van elkaar leren aan één tafel",
        seed=str(day),
        by=person(example, COORDINATOR),
        now=before(day, PREPARED, now),
    )
    example.round = made
    example.save(update_fields=["round"])
    return made


@write_transaction()
def offer_workshops(example: Example, *, now: datetime) -> None:
    """Fill the day: 30 workshops in ten rooms and three rounds, one giver booked twice."""
    of = example.study_day
    karin = person(example, COORDINATOR)
    at = before(of.starts_on, PREPARED, now)
    themes = {row["id"]: row["thema"] for row in rows_of("themas")}
    slots = {s.number: s for s in of.slots.filter(kind=Slot.Kind.WORKSHOPS)}
    rooms: dict[str, Room] = {}
    offers: dict[str, Offer] = {}
    first = example.stage == Stage.OFFERS

    def offer(code: str, giver: Person, state: OfferState, *, mixed: bool = True) -> Offer:
        row = row_of("workshops", code)
        return make_offer(
            of,
            maker=giver,
            by=karin,
            now=at,
            state=state,
            code=code,
            title=row["titel"],
            about=row["omschrijving"],
            afterwards=row["na_afloop"],
            theme=Theme.objects.get(name=themes[row["thema"]]),
            working_form=WorkingForm.objects.get(name=row["werkvorm"]),
            organisation=organisation(example, row["gever_org"]),
            minimum=int(row["min"]),
            maximum=int(row["max"]),
            minutes=int(row["duur"]),
            needs=row["ruimte"],
            mixed=mixed,
        )

    for row in rows_of("studiedag_sessies"):
        giver = person(example, row["gever_id"])
        name, seats = row["zaal"], int(row["max"])
        if name not in rooms:
            flat = name not in STEEP
            rooms[name] = add_room(
                of, name=name, holds=seats, accessible=flat, by=karin, now=at
            )
        code = row["workshop_id"]
        if code not in offers:
            mixed = row["gemengd"] == "ja"
            offers[code] = offer(code, giver, OfferState.PUBLISHED, mixed=mixed)
        placed = not (first and row["id"] in UNPLACED)
        make_meeting(
            offers[code],
            slot=slots[int(row["ronde"])] if placed else None,
            room=rooms[name] if placed else None,
            seats=seats,
            minimum=int(row["min"]),
            givers=[giver],
            code=row["id"],
            by=karin,
            now=at,
        )
    if first:
        for code, maker in zip(WAITING, ("p-008", "p-010", "p-024"), strict=True):
            offer(code, person(example, maker), OfferState.SUBMITTED)


@write_transaction()
def invite_everyone(example: Example, *, now: datetime) -> None:
    """Invite all 300 people, and open the round for wishes when the stage has come so far."""
    of = example.study_day
    karin = person(example, COORDINATOR)
    at = before(of.starts_on, INVITED, now)
    bonds = bonds_of(example)
    for row in rows_of("personen"):
        bond = bonds[row["id"]]
        take_part(
            of,
            bond.person,
            affiliation=bond,
            code=row["id"],
            source="lijst",
            state=Participation.State.INVITED,
            by=karin,
            now=at,
        )
    if of.state == State.DRAFT:
        change_state(of, State.ANNOUNCED, by=karin, now=at)
    tick_off(example, by=karin, now=now)
    if Stage(example.stage).reaches(Stage.WISHES):
        change_state(of, State.OPEN, by=karin, now=wishing(of).opens)


def tick_off(example: Example, *, by: Person, now: datetime) -> None:
    """Tick off the tasks of the calendar that lie behind this stage."""
    past = example.study_day.calendar.filter(on__lt=now.date())
    if example.stage != Stage.PUBLISHED:
        past = past.exclude(offset=ALLOCATING)
    for line in past:
        mark_line(line, CalendarLine.State.DONE, by=by, now=now)


def wishing(of: Round) -> Phase:
    """The stretch of time in which this round takes wishes."""
    return of.phases.get(kind=Phase.Kind.WISHING)


def before(day: date, ahead: timedelta, now: datetime) -> datetime:
    """The moment so long before the study day, at the time of day that it is now."""
    return min(now, datetime.combine(day - ahead, now.timetz()))
