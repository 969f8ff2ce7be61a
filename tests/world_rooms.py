"""The open rooms of a world: one with a topic, one that is free (X-98)."""

from typing import Any

from onderling.offers.models import OpenRoom, Room
from onderling.people.models import Person
from onderling.rounds.models import Round
from tests.makers import make_meeting


def open_rooms_in(round: Round, *, giver: Person) -> dict[str, Any]:
    """Open a hall twice; the giver brings a topic to it in the second part of the day."""
    hall, (early, late) = Room.objects.create(round=round, name="Hal"), round.slots.all()[:2]
    topic = make_meeting(round, "Rouw op het werk", slot=2, giver=giver, room=hall.name)
    OpenRoom.objects.create(slot=late, room=hall, meeting=topic)
    free = OpenRoom.objects.create(slot=early, room=hall)
    return {"open_id": free.pk, "topic_id": topic.pk}
