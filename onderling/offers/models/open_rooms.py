"""A room that is open for a stretch of the day: whoever comes brings the topic (X-98)."""

from django.db import models

from onderling.base.privacy import Classified
from onderling.offers.models.day import Room, Slot
from onderling.offers.models.meetings import Meeting


class OpenRoom(Classified):
    """One slot in one room that is kept for a topic; the topic is a meeting like any other."""

    slot = models.ForeignKey(Slot, models.CASCADE, related_name="open_rooms")
    room = models.ForeignKey(Room, models.CASCADE, related_name="open_rooms")
    meeting = models.OneToOneField(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="open_room"
    )

    impersonal = "slot room meeting"

    class Meta:
        ordering = ["slot__starts", "room__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["slot", "room"], name="open_room_once_a_slot"),
        ]

    def __str__(self) -> str:
        return f"{self.room}, {self.slot}"

    @property
    def topic(self) -> Meeting | None:
        """What was brought; a topic that fell out leaves the room open again."""
        meeting = self.meeting
        return meeting if meeting and meeting.state != Meeting.State.CANCELLED else None
