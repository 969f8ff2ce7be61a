"""Deeds with the shape of the day: its slots and its rooms."""

from datetime import datetime
from typing import Any

from django.db.models import F, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.offers.actions.changes import take_over, written
from onderling.offers.models import Meeting, Room, Slot
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed


@write_transaction()
def add_slot(  # noqa: PLR0913 -- a slot has this many sides; all by keyword
    round: Round,
    *,
    label: str,
    starts: datetime,
    ends: datetime,
    by: Person | None,
    now: datetime,
    kind: str = Slot.Kind.WORKSHOPS,
    number: int | None = None,
    where: str = "",
) -> Slot:
    """Add a stretch of the day. A round of workshops gets the next number by itself."""
    may_arrange(round)
    if number is None:
        last = round.slots.aggregate(last=Max("number"))["last"] or 0
        number = last + 1 if kind == Slot.Kind.WORKSHOPS else 0
    _in_order(starts, ends)
    fields = {
        "kind": kind,
        "number": number,
        "label": label,
        "starts": starts,
        "ends": ends,
        "where": where,
    }
    slot = Slot.objects.create(round=round, **fields)
    new = {name: written(value) for name, value in fields.items()}
    audit.note(by, "add_slot", on=slot, scope=round, new=new, now=now)
    return slot


@write_transaction()
def change_slot(slot: Slot, *, by: Person | None, now: datetime, **fields: Any) -> Slot:
    """Change a stretch of the day. Its time stands once people have a place in it."""
    may_arrange(slot.round)
    slot = Slot.objects.select_for_update().select_related("round").get(pk=slot.pk)
    old, new = take_over(slot, fields)
    _in_order(slot.starts, slot.ends)
    there = Meeting.objects.lock(*_standing_in(slot))
    if {"starts", "ends", "kind"} & set(new) and any(meeting.taken for meeting in there):
        raise Refused(
            _(
                "Er hebben al mensen een plek in {slot}. De tijd kan daarom niet meer anders."
            ).format(slot=slot.label)
        )
    if "kind" in new and any(meeting.state != Meeting.State.CANCELLED for meeting in there):
        raise Refused(_in_use(slot.label, len(there)))
    if new:
        slot.save(update_fields=list(new))
        if {"starts", "ends"} & set(new):
            ids = [meeting.pk for meeting in there]
            Meeting.objects.filter(pk__in=ids).update(sequence=F("sequence") + 1)
        audit.note(by, "change_slot", on=slot, scope=slot.round, old=old, new=new, now=now)
    return slot


@write_transaction()
def remove_slot(slot: Slot, *, by: Person | None, now: datetime) -> None:
    """Take a stretch out of the day, unless a workshop stands in it."""
    may_arrange(slot.round)
    here = Meeting.objects.lock(*_standing_in(slot))
    on = [meeting for meeting in here if meeting.state != Meeting.State.CANCELLED]
    if on:
        raise Refused(_in_use(slot.label, len(on)))
    Meeting.objects.filter(pk__in=[meeting.pk for meeting in here]).update(
        slot=None, last_slot=None
    )
    audit.note(by, "remove_slot", on=slot, scope=slot.round, old={"label": slot.label}, now=now)
    slot.delete()


@write_transaction()
def add_room(  # noqa: PLR0913 -- as above
    round: Round,
    *,
    name: str,
    holds: int,
    by: Person | None,
    now: datetime,
    accessible: bool = True,
    shared: bool = False,
    order: int | None = None,
) -> Room:
    """Add a room. It comes last on the board, unless told otherwise."""
    may_arrange(round)
    _free_name(round, name)
    if order is None:
        order = (round.rooms.aggregate(last=Max("order"))["last"] or 0) + 1
    room = Room.objects.create(
        round=round,
        name=name,
        holds=holds,
        accessible=accessible,
        shared=shared,
        order=order,
    )
    new = {"name": name, "holds": holds, "accessible": accessible, "shared": shared}
    audit.note(by, "add_room", on=room, scope=round, new=new, now=now)
    return room


@write_transaction()
def change_room(room: Room, *, by: Person | None, now: datetime, **fields: Any) -> Room:
    """Change a room. Seats of its workshops stay; what fits in the room follows."""
    may_arrange(room.round)
    room = Room.objects.select_for_update().select_related("round").get(pk=room.pk)
    old, new = take_over(room, fields)
    if "name" in new:
        _free_name(room.round, room.name)
    if new:
        room.save(update_fields=list(new))
        audit.note(by, "change_room", on=room, scope=room.round, old=old, new=new, now=now)
    if "name" in new:  # what stands in a calendar says where it is
        room.meetings.update(sequence=F("sequence") + 1)
    if "holds" in new:
        room.meetings.update(room_holds=room.holds)
    return room


@write_transaction()
def remove_room(room: Room, *, by: Person | None, now: datetime) -> None:
    """Take a room off the board, unless a workshop stands in it."""
    may_arrange(room.round)
    if in_use := room.meetings.on().count():
        raise Refused(_in_use(room.name, in_use))
    room.meetings.update(room=None, room_holds=None)
    audit.note(by, "remove_room", on=room, scope=room.round, old={"name": room.name}, now=now)
    room.delete()


def may_arrange(round: Round) -> None:
    """Refuse when this round no longer lets anybody arrange its day."""
    if not round.allows(Deed.ARRANGE):
        raise Refused(
            _("{round} staat op ‘{state}’. De indeling van de dag staat nu vast.").format(
                round=round, state=round.get_state_display()
            )
        )


def may_rearrange(round: Round) -> None:
    """Refuse when not even one meeting may move or fall out, also on the day itself."""
    if not round.allows(Deed.REARRANGE):
        may_arrange(round)


def _standing_in(slot: Slot) -> list[int]:
    return list(
        Meeting.objects.filter(Q(slot=slot) | Q(last_slot=slot)).values_list("pk", flat=True)
    )


def _in_order(starts: datetime, ends: datetime) -> None:
    if ends <= starts:
        raise Refused(_("Het einde moet na het begin komen."))


def _free_name(round: Round, name: str) -> None:
    if round.rooms.filter(name=name).exists():
        raise Refused(_("Er is al een zaal die {name} heet.").format(name=name))


def _in_use(name: str, count: int) -> str:
    return ngettext(
        "In {name} staat nog {count} workshop. Zet die eerst ergens anders.",
        "In {name} staan nog {count} workshops. Zet die eerst ergens anders.",
        count,
    ).format(name=name, count=count)
