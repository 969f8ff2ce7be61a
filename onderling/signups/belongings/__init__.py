"""What this room keeps of people, and what becomes of it when two records are one, or none."""

from onderling.people.actions.moving import Belongings
from onderling.signups.actions.seat_merging import lock_places_of, seats_back
from onderling.signups.belongings import leaving, merging
from onderling.signups.belongings.trails import TRAILS

BELONGINGS = Belongings(
    moves=frozenset(
        {
            "signups.Participation.person",
            "signups.Ambassador.person",
            "signups.CalendarFeed.person",
            "signups.DoorKeeper.person",
            "signups.Favourite.person",
        }
    ),
    stays={
        "signups.Participation.entered_by": "who typed it, at the time",
        "signups.Ambassador.by": "who named somebody, at the time",
        "signups.DoorKeeper.by": "who appointed somebody, at the time",
        "signups.Lock.by": "who fixed somebody, at the time",
        "signups.AllocationRun.by": "who asked for it, at the time",
        "signups.AllocationRun.asker": "who asked to publish it, at the time",
    },
    ask=merging.ask,
    tell=merging.tell,
    hold=merging.hold,
    lock=lock_places_of,
    move=merging.move,
    after_way_back=seats_back,
    trails=TRAILS,
    seen=leaving.seen,
    why_not_leave=leaving.why_not_leave,
    tell_leaving=leaving.tell_leaving,
    leave=leaving.leave,
)
