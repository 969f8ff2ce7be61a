"""Which meetings are in each other's way."""

from onderling.offers.models import Meeting
from onderling.offers.rules import Booking, Clash, clashes
from onderling.rounds.models import Round


def bookings_of(round: Round) -> list[Booking]:
    """List when and where each placed meeting is, and who gives it. Two queries."""
    placed = (
        Meeting.objects.on()
        .filter(offer__round=round, slot__isnull=False)
        .select_related("slot", "last_slot", "room")
        .prefetch_related("givings")
    )
    return [booking for meeting in placed if (booking := booking_of(meeting))]


def booking_of(meeting: Meeting) -> Booking | None:
    """Say when and where one meeting is; nothing while it has no time.

    A shared room is no room here: nobody can be in the way there.
    """
    if meeting.starts is None or meeting.ends is None:
        return None
    givers = frozenset(giving.person_id for giving in meeting.givings.all())
    room = meeting.room_id if meeting.room and not meeting.room.shared else None
    return Booking(meeting.pk, meeting.starts, meeting.ends, room, givers)


def clashes_of(round: Round) -> list[Clash]:
    """List every two meetings that share a room or a giver at one time."""
    return clashes(bookings_of(round))


def clashes_with(meeting: Meeting, round: Round) -> list[Clash]:
    """List the clashes in which this one meeting stands."""
    return [c for c in clashes_of(round) if meeting.pk in {c.first, c.second}]
