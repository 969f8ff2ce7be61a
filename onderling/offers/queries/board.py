"""The board: which workshop stands in which slot and room, and what is wrong there."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from onderling.offers.models import Meeting, Offer, Room, Slot
from onderling.offers.queries.clashes import booking_of
from onderling.offers.rules import Clash, OfferState, clashes
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import shows_demand

FEW_EMPTY = 5  # as many empty rooms may stand between the others on a phone


@dataclass(frozen=True)
class Card:
    """One meeting as it lies on the board."""

    meeting: Meeting
    givers: list[Person]
    room_twice: bool
    giver_twice: bool
    thin: bool
    with_fewer: bool  # let through with fewer people than its giver asked for
    follows: bool  # the second half of a workshop over two slots

    @property
    def clashes(self) -> bool:
        return self.room_twice or self.giver_twice


@dataclass(frozen=True)
class Cell:
    """One slot in one room; more than one card in it is a clash."""

    slot: Slot
    room: Room | None
    cards: list[Card]

    @property
    def key(self) -> str:
        """The name of the cell on the page."""
        return f"{self.slot.pk}-{self.room.pk if self.room else 0}"


@dataclass(frozen=True)
class Column:
    """One slot with its cells, for a phone. Many empty rooms stand apart, folded."""

    slot: Slot
    cells: list[Cell]

    @property
    def filled(self) -> int:
        return sum(bool(cell.cards) for cell in self.cells)

    @property
    def shown(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.cards or not self.folded]

    @property
    def folded(self) -> list[Cell]:
        empty = [cell for cell in self.cells if cell.room and not cell.cards]
        return empty if len(empty) > FEW_EMPTY else []


@dataclass(frozen=True)
class Trouble:
    """A clash, ready to be told: a room or a person, when, and the two meetings."""

    slot: Slot
    meetings: tuple[Meeting, Meeting]
    room: Room | None = None
    giver: Person | None = None


@dataclass(frozen=True)
class Board:
    """Everything the page of the board shows."""

    day: list[Slot]
    every_slot: list[Slot]
    slots: list[Slot]
    rows: list[tuple[Room | None, list[Cell]]]
    trouble: list[Trouble]
    loose: list[Meeting]
    waiting: list[Offer]
    cancelled: list[Meeting]
    demand: bool
    zone: ZoneInfo
    shown_day: date | None = None

    def of_day(self, asked: str) -> "Board":
        """The same board with the slots of one day, where there are more days than one.

        `asked` is a day as 2026-12-07; any other text means the first day.
        """
        if len(self.days) < 2:
            return self
        day = next((day for day in self.days if day.isoformat() == asked), self.days[0])
        here = [n for n, slot in enumerate(self.slots) if self._day_of(slot) == day]
        return replace(
            self,
            slots=[self.slots[n] for n in here],
            rows=[(room, [cells[n] for n in here]) for room, cells in self.rows],
            shown_day=day,
        )

    def _day_of(self, slot: Slot) -> date:
        return slot.starts.astimezone(self.zone).date()

    @cached_property
    def days(self) -> list[date]:
        """The days that have a slot for workshops."""
        return sorted({self._day_of(slot) for slot in self.every_slot})

    @property
    def columns(self) -> list[Column]:
        """The same cells per slot, for a phone."""
        return [
            Column(slot, [row[number] for _room, row in self.rows])
            for number, slot in enumerate(self.slots)
        ]

    @property
    def cells(self) -> list[Cell]:
        return [cell for room, row in self.rows if room for cell in row]

    @property
    def every_cell(self) -> dict[str, Cell]:
        return {cell.key: cell for _room, row in self.rows for cell in row}

    @property
    def filled(self) -> int:
        return sum(bool(cell.cards) for cell in self.cells)

    @property
    def thin(self) -> int:
        """How many workshops have fewer people than they need, each counted once."""
        cards = [card for _room, row in self.rows for cell in row for card in cell.cards]
        return len({card.meeting.pk for card in cards if card.thin})


def board_of(round: Round) -> Board:
    """Lay out the board. Seven queries, whatever the number of workshops."""
    meetings = list(
        Meeting.objects.filter(offer__round=round)
        .select_related("offer__theme", "offer__working_form", "slot", "last_slot", "room")
        .prefetch_related("givings__person")
    )
    on = [meeting for meeting in meetings if meeting.state != Meeting.State.CANCELLED]
    placed = [meeting for meeting in on if meeting.slot_id]
    found = clashes(booking for meeting in placed if (booking := booking_of(meeting)))
    day = list(round.slots.all())
    slots = [slot for slot in day if slot.kind == Slot.Kind.WORKSHOPS]
    rooms: list[Room | None] = list(round.rooms.all())
    if any(meeting.room_id is None for meeting in placed):
        rooms.append(None)
    demand = shows_demand(round.state)
    by_room: dict[int | None, list[Meeting]] = defaultdict(list)
    for meeting in placed:
        by_room[meeting.room_id].append(meeting)
    rows = [
        (
            room,
            [
                _cell(slot, room, by_room[room.pk if room else None], found, demand=demand)
                for slot in slots
            ],
        )
        for room in rooms
    ]
    # What was called off stands below the board; it waits for nothing.
    planned = {meeting.offer_id for meeting in meetings}
    published = round.offers.filter(state=OfferState.PUBLISHED).select_related(
        "theme", "working_form", "maker"
    )
    return Board(
        day=day,
        every_slot=slots,
        slots=slots,
        rows=rows,
        trouble=list(_trouble(found, {meeting.pk: meeting for meeting in placed})),
        loose=[meeting for meeting in on if not meeting.slot_id],
        waiting=[offer for offer in published if offer.pk not in planned],
        cancelled=[m for m in meetings if m.state == Meeting.State.CANCELLED],
        demand=demand,
        zone=ZoneInfo(round.zone),
    )


def _cell(
    slot: Slot, room: Room | None, in_room: list[Meeting], found: list[Clash], *, demand: bool
) -> Cell:
    here = [meeting for meeting in in_room if _stands_in(meeting, slot)]
    return Cell(slot, room, [_card(meeting, slot, found, demand=demand) for meeting in here])


def _stands_in(meeting: Meeting, slot: Slot) -> bool:
    if meeting.slot_id == slot.pk:
        return True
    starts, ends = meeting.starts, meeting.ends
    if not (meeting.last_slot_id and starts and ends):
        return False
    return starts < slot.ends and slot.starts < ends


def _card(meeting: Meeting, slot: Slot, found: list[Clash], *, demand: bool) -> Card:
    mine = [clash for clash in found if meeting.pk in {clash.first, clash.second}]
    return Card(
        meeting=meeting,
        givers=[giving.person for giving in meeting.givings.all()],
        room_twice=any(clash.room is not None for clash in mine),
        giver_twice=any(clash.givers for clash in mine),
        thin=demand and meeting.taken < meeting.minimum,
        with_fewer=demand and meeting.minimum <= meeting.taken < meeting.offer.minimum,
        follows=meeting.slot_id != slot.pk,
    )


def _trouble(found: Iterable[Clash], meetings: dict[int, Meeting]) -> Iterable[Trouble]:
    """Tell each clash once per room and per person, in the order of the day."""
    told = []
    for clash in found:
        pair = (meetings[clash.first], meetings[clash.second])
        slot = max((m.slot for m in pair if m.slot), key=lambda slot: slot.starts)
        if clash.room is not None:
            told.append(Trouble(slot, pair, room=pair[0].room))
        people = {giving.person_id: giving.person for giving in pair[0].givings.all()}
        told += [Trouble(slot, pair, giver=people[pk]) for pk in sorted(clash.givers)]
    return sorted(told, key=lambda one: (one.slot.starts, one.meetings[0].pk))
