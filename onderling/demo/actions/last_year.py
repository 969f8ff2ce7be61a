"""The study day of a year ago: what its workshops noted, what was answered and what is open."""

from datetime import date, datetime, time, timedelta

from onderling.base.transactions import write_transaction
from onderling.demo.actions.day import COORDINATOR, VENUE
from onderling.demo.actions.last_year_people import come_together
from onderling.demo.actions.lists import row_of, rows_of
from onderling.demo.actions.network import HOST, organisation, person
from onderling.demo.actions.photos import take_photos
from onderling.demo.models import Example
from onderling.demo.rules import made_up_number
from onderling.feedback.actions.bulletins import save_bulletin, show_bulletin
from onderling.feedback.rules import Part
from onderling.formats.workshops.actions.presets import start_round
from onderling.offers.actions.meetings import make_meeting
from onderling.offers.actions.offers import make_offer
from onderling.offers.models import Meeting, Slot, Theme
from onderling.offers.rules import OfferState
from onderling.outcomes.actions.addressees import set_addressee
from onderling.outcomes.actions.answering import Author, assign, decide, finish, take_up
from onderling.outcomes.actions.notes import save_notes
from onderling.outcomes.models import Addressee, Disposition
from onderling.outcomes.rules.ledger import By, Decision
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.queries import promised_on
from onderling.rounds.rules import State

YEAR = timedelta(weeks=52)
PROMISED_AFTER = timedelta(weeks=6)
HELD = date(2025, 11, 20)  # the day from which the dates in the list are counted
DIRECTOR = "p-004"  # Bernadette
# Who gave what, two by two: somebody paid with a volunteer, where they can be found.
GIVERS = {
    "ws-06": ("p-207", "p-003"),
    "ws-01": ("p-070", "p-069"),
    "ws-05": ("p-007", "p-068"),
    "ws-12": ("p-025", "p-010"),
    "ws-24": ("p-080", "p-256"),
    "ws-33": ("p-078", "p-012"),
    "ws-50": ("p-103", "p-104"),
    "ws-23": ("p-073",),
    "ws-37": ("p-100",),
    "ws-04": ("p-031",),
}
DECISIONS = {
    "gedaan": Decision.ADOPTED,
    "deels": Decision.PARTLY,
    "niet overgenomen": Decision.NOT,
}
EARLIER = "earlier"  # how the example remembers this round


@write_transaction()
def look_back(example: Example, *, now: datetime) -> Round:
    """Hold last year’s study day: ten workshops that noted something, most of it answered."""
    karin = person(example, COORDINATOR)
    day = example.study_day.starts_on - YEAR
    before = _at(day - timedelta(weeks=12), now)
    made = start_round(
        f"Studiedag {day.year}",
        "studiedag",
        starts_on=day,
        organisation=organisation(example, HOST),
        contact_name="Karin Boshuizen",
        contact_phone=made_up_number(0),
        contact_hours="op werkdagen van 9.00 tot 12.30 uur",
        venue=VENUE,
        theme="Wie doet wat?",
        seed=str(day),
        by=karin,
        now=before,
    )
    rows = [row for row in rows_of("uitkomsten") if row["workshop_id"]]
    meetings = [
        _meeting(example, made, row["workshop_id"], by=karin, now=before) for row in rows
    ]
    Round.objects.filter(pk=made.pk).update(state=State.RUNNING)
    made.refresh_from_db()
    come_together(example, made, meetings, now=_at(day, now))
    for row, meeting in zip(rows, meetings, strict=True):
        meeting.refresh_from_db()
        _note(example, meeting, row, now=now)
    take_photos(example, meetings, now=_at(day, now))
    Round.objects.filter(pk=made.pk).update(state=State.CLOSED)
    _tell(made, by=karin, now=_at(promised_on(made) or day + PROMISED_AFTER, now))
    example.rows[EARLIER] = made.pk
    example.save(update_fields=["rows"])
    return made


def _tell(round: Round, *, by: Person, now: datetime) -> None:
    """Publish what came of it, on the day that was promised. Nobody gets mail of it."""
    round.refresh_from_db()
    intro = (
        "Tien workshops schreven op wat eruit kwam. De directie las alles. "
        "Hieronder staat wat er met elke vraag is gedaan, en waarom."
    )
    title = f"Wat er kwam uit {round.name}"
    save_bulletin(round, title=title, intro=intro, parts=list(Part), by=by, now=now)
    show_bulletin(round, shown=True, by=by, now=now)


def _note(example: Example, meeting: Meeting, row: dict[str, str], *, now: datetime) -> None:
    of, karin = meeting.offer.round, person(example, COORDINATOR)
    day = of.starts_on
    giver = meeting.givings.earliest("pk").person
    evening = _at(day, now)
    save_notes(meeting, {1: row["uitkomst"]}, {}, by=giver, now=evening)
    said = Disposition.objects.get(meeting=meeting)
    role = row["voorgelegd_aan"]
    who = Addressee.objects.filter(programme=of.programme, role=role).first()
    who = who or set_addressee(
        of,
        None,
        role=role[:1].upper() + role[1:],
        organisation=None,
        person=person(example, DIRECTOR),
        by=karin,
        now=evening,
    )
    assign(said, who, by=karin, now=evening)
    Disposition.objects.filter(pk=said.pk).update(asked=evening)
    answered = day + (date.fromisoformat(row["datum_antwoord"]) - HELD)
    at, author = _at(answered, now), Author(person(example, DIRECTOR), By.ADDRESSEE)
    words = row["antwoord_aan_iedereen"]
    if row["status"] not in DECISIONS:
        take_up(said, text=words, who=author, now=at)
        return
    decide(said, DECISIONS[row["status"]], words, who=author, now=at)
    if row["status"] == "gedaan":
        finish(said, who=author, now=at)


def _meeting(example: Example, of: Round, code: str, *, by: Person, now: datetime) -> Meeting:
    row = row_of("workshops", code)
    theme = row_of("themas", row["thema"])["thema"]
    givers = [person(example, giver) for giver in GIVERS[code]]
    offer = make_offer(
        of,
        maker=givers[0],
        by=by,
        now=now,
        state=OfferState.PUBLISHED,
        code=code,
        title=row["titel"],
        about=row["omschrijving"],
        theme=Theme.objects.get(name=theme),
        organisation=organisation(example, row["gever_org"]),
        minimum=int(row["min"]),
        maximum=int(row["max"]),
    )
    slot = of.slots.filter(kind=Slot.Kind.WORKSHOPS).first()
    return make_meeting(
        offer,
        slot=slot,
        room=None,
        seats=int(row["max"]),
        minimum=int(row["min"]),
        givers=givers,
        code=code,
        by=by,
        now=now,
    )


def _at(day: date, now: datetime) -> datetime:
    """The evening of a day; never after this moment."""
    return min(now, datetime.combine(day, time(18), tzinfo=now.tzinfo))
