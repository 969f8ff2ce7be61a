"""Put back what a line of the log book says was changed (X-4)."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from onderling.base.errors import Refused
from onderling.base.models import AuditLine
from onderling.base.transactions import write_transaction
from onderling.offers.actions.day import change_room, change_slot
from onderling.offers.actions.meetings import place_meeting
from onderling.offers.actions.offers import change_offer
from onderling.offers.models import Meeting, Theme, WorkingForm
from onderling.offers.rules import By
from onderling.people.actions.correcting import correct_person
from onderling.people.actions.merging import unmerge
from onderling.people.models import Merge, Organisation, Person
from onderling.rounds.actions import (
    change_calendar_line,
    change_round,
    mark_line,
    remove_phase,
    set_phase,
)
from onderling.rounds.models import CalendarLine, Phase, Round
from onderling.signups.actions.wishes import choices_of, save_wishes
from onderling.signups.models import ChoiceRule

Values = dict[str, Any]


@write_transaction()
def put_back(line: AuditLine, round: Round, *, by: Person, now: datetime) -> None:
    """Give everything that this line changed its old value, by the deed that changed it.

    Refused when the same thing was changed again since: what came later would be lost.
    """
    Round.objects.lock(round.pk)
    if not can_be_put_back(line):
        raise Refused(_("Dit kunt u hier niet terugzetten."))
    later = AuditLine.objects.filter(object_ref=line.object_ref, pk__gt=line.pk)
    if later.filter(deed__in=BACK).exists():
        raise Refused(_("Dit is daarna nog eens veranderd. Zet eerst het laatste terug."))
    BACK[line.deed](line, round, by, now)


def can_be_put_back(line: AuditLine) -> bool:
    """Say whether this line has old values, and a deed that takes them."""
    return line.deed in BACK and hasattr(line, "detail")


def _round(line: AuditLine, round: Round, by: Person, now: datetime) -> None:
    old = dict(line.detail.old)
    if "ends_on" in old:
        old["ends_on"] = date.fromisoformat(old["ends_on"])
    change_round(round, by=by, now=now, **old)


def _phase(line: AuditLine, round: Round, by: Person, now: datetime) -> None:
    old = dict(line.detail.old)
    phase = Phase.objects.filter(pk=_key(line), round=round).first()
    kind = old.pop("kind", phase.kind if phase else "")
    if not kind:
        raise Refused(_("Deze fase is er niet meer."))
    if not old and phase:  # the line is of a new phase
        remove_phase(phase, by=by, now=now)
        return
    days = {name: date.fromisoformat(old[name]) for name in ("first_day", "last_day")}
    set_phase(round, kind, label=old["label"], by=by, now=now, **days)


def _task(line: AuditLine, round: Round, by: Person, now: datetime) -> None:
    task = _task_of(line, round)
    now_so = {"offset": task.offset, "who": task.who, "what": task.what}
    change_calendar_line(task, by=by, now=now, **{**now_so, **line.detail.old})


def _mark(line: AuditLine, round: Round, by: Person, now: datetime) -> None:
    task, state = _task_of(line, round), line.detail.old["state"]
    again = _("teruggezet") if state == CalendarLine.State.SKIPPED else ""
    mark_line(task, state, because=task.because or again, by=by, now=now)


def _task_of(line: AuditLine, round: Round) -> CalendarLine:
    task = round.calendar.filter(pk=_key(line)).first()
    if task is None:
        raise Refused(_("Deze taak is er niet meer."))
    return task


def _person(line: AuditLine, round: Round, by: Person, now: datetime) -> None:
    person = Person.objects.present().filter(pk=_key(line)).first()
    if person is None:
        raise Refused(_("Deze kaart is er niet meer."))
    correct_person(person, by=by, scope=round, now=now, **line.detail.old)


def _merge(line: AuditLine, round: Round, by: Person, now: datetime) -> None:
    unmerge(Merge.objects.get(pk=_key(line)), by=by, scope=round, now=now)


def _offer(line: AuditLine, round: Round, by: Person, now: datetime) -> None:
    offer = _still_there(round.offers, line)
    kinds: dict[str, QuerySet[Any]] = {
        "theme": Theme.objects.all(),
        "working_form": WorkingForm.objects.all(),
        "organisation": Organisation.objects.all(),
        "maker": Person.objects.present(),
    }
    old = {
        name: _named(kinds[name], value) if name in kinds else value
        for name, value in line.detail.old.items()
    }
    change_offer(offer, by=by, now=now, hats={By.COORDINATOR}, **old)


def _slot(line: AuditLine, round: Round, by: Person, now: datetime) -> None:
    old = {
        name: datetime.fromisoformat(value) if name in {"starts", "ends"} else value
        for name, value in line.detail.old.items()
    }
    change_slot(_still_there(round.slots, line), by=by, now=now, **old)


def _room(line: AuditLine, round: Round, by: Person, now: datetime) -> None:
    change_room(_still_there(round.rooms, line), by=by, now=now, **line.detail.old)


def _place(line: AuditLine, round: Round, by: Person, now: datetime) -> None:
    """Put a card back on the board; where people sit, they must be told, so not from here."""
    meetings = Meeting.objects.filter(offer__round=round).select_related("offer")
    meeting: Meeting = _still_there(meetings, line)
    old, where = line.detail.old, {"slot", "last_slot", "room"}
    if meeting.taken and where & old.keys():
        raise Refused(
            _(
                "In ‘{title}’ hebben mensen een plek. Verander de plaats bij de workshop zelf:"
                " dan krijgen zij bericht."
            ).format(title=meeting.offer.title)
        )
    givers = [giving.person for giving in meeting.givings.select_related("person")]
    if "givers" in old:
        keys = [int(one.rpartition(":")[2]) for one in old["givers"]]
        givers = list(Person.objects.present().filter(pk__in=keys))
        if len(givers) < len(keys):
            raise Refused(_("Een gever van toen is er niet meer. Kies met de hand."))
    place: dict[str, Any] = {
        name: _named(things, old[name]) if name in old else getattr(meeting, name)
        for name, things in (
            ("slot", round.slots.all()),
            ("last_slot", round.slots.all()),
            ("room", round.rooms.all()),
        )
    }
    place_meeting(
        meeting,
        slot=place["slot"],
        last_slot=place["last_slot"],
        room=place["room"],
        seats=old.get("seats", meeting.seats),
        minimum=old.get("minimum", meeting.minimum),
        givers=givers,
        by=by,
        now=now,
    )


def _still_there(things: Any, line: AuditLine) -> Any:
    found = things.filter(pk=_key(line)).first()
    if found is None:
        raise Refused(_("Dit is er niet meer."))
    return found


def _named(things: QuerySet[Any], name: str | None) -> Any:
    # The log book names things as people read them; the name must still be of one thing.
    if not name or name == "None":
        return None
    found = [thing for thing in things if str(thing) == name]
    if len(found) != 1:
        raise Refused(_("‘{name}’ is er niet meer. Kies met de hand.").format(name=name))
    return found[0]


def _wishes(line: AuditLine, round: Round, by: Person, now: datetime) -> None:
    """Give somebody their earlier wishes again; they hear what now counts."""
    participation = round.participations.filter(pk=_key(line)).first()
    if participation is None:
        raise Refused(_("Deze persoon doet niet meer mee."))
    choices, old = choices_of(round), line.detail.old
    per_slot = not ChoiceRule.objects.filter(round=round, per_slot=False).exists()
    ranks: dict[Any, dict[int, int]] = defaultdict(dict)
    opinions: dict[int, str] = {}
    for key, said in old.get("wishes", {}).items():
        choice = choices.get(int(key))
        if choice is None or not choice.slots:
            raise Refused(_("Een workshop van toen is er niet meer. Vul de wensen zelf in."))
        if isinstance(said, int):
            ranks[choice.slots[0] if per_slot else None][said] = choice.meeting
        else:
            opinions[choice.meeting] = said
    save_wishes(
        participation,
        absent=old.get("absent", []),
        ranked={slot: [those[rank] for rank in sorted(those)] for slot, those in ranks.items()},
        opinions=opinions,
        by=by,
        now=now,
        tell=True,
        choices=choices,
    )


def _key(line: AuditLine) -> int:
    return int(line.object_ref.rpartition(":")[2])


BACK: dict[str, Callable[[AuditLine, Round, Person, datetime], None]] = {
    "change_round": _round,
    "set_phase": _phase,
    "remove_phase": _phase,
    "change_calendar_line": _task,
    "mark_line": _mark,
    "correct_person": _person,
    "merge_people": _merge,
    "change_offer": _offer,
    "change_slot": _slot,
    "change_room": _room,
    "place_meeting": _place,
    "save_wishes": _wishes,
}
