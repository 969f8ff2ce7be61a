"""Meetings: an offer in time and place, and who gives it."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from onderling.base.prepared import prepared
from onderling.base.privacy import Classified
from onderling.offers.models.day import Room, Slot
from onderling.offers.models.offers import GIVES, Offer
from onderling.offers.rules import OfferState, for_the_door
from onderling.people.models import Person
from onderling.rounds.models import Round

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


@prepared
def _lock_one(pk: int) -> "models.QuerySet[Meeting]":
    return Meeting.objects.filter(pk=pk).select_for_update(of=("self",), no_key=True)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def lock(self, *ids: int) -> "list[Meeting]":
        """Take the locks of these meetings, in the one order that everybody uses."""
        # Without the key: else saving a wish, which points at a meeting, waits for a seat being
        # given while holding the person that the seat waits for.
        if len(ids) == 1:
            return _lock_one(pk=ids[0])
        return list(
            self.filter(pk__in=ids).order_by("pk").select_for_update(of=("self",), no_key=True)
        )

    def managed_by(self, person: "Person | AnonymousUser") -> "MeetingQuerySet":
        return self.filter(offer__round__in=Round.objects.managed_by(person).values("pk"))

    def on(self) -> "MeetingQuerySet":
        """Meetings that go on: not cancelled."""
        return self.exclude(state=Meeting.State.CANCELLED)

    def chosen_from(self) -> "MeetingQuerySet":
        """Meetings people can wish for: placed in time, going on, of a published offer."""
        return self.on().filter(
            slot__isnull=False,
            offer__state__in=[OfferState.PUBLISHED, OfferState.DELIVERED],
        )


class Meeting(Classified):
    """An offer in time and place. Carries the seats, the counter and the lock.

    `last_slot` is set when the workshop takes more than one slot. `seats` may be above what the
    room holds (overbooking); both are shown, the check is on `seats`. `taken` is changed by
    one function in signups only; the database refuses one seat too many. `sequence` goes up
    with every change of time, room or state: calendars read it, and a card on the board that
    was looked at before is recognised by it.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("gepland")
        OPEN = "open", _("open")
        HELD = "held", _("geweest")
        CANCELLED = "cancelled", _("afgezegd")

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="meetings")
    code = models.CharField(max_length=20, blank=True)
    slot = models.ForeignKey(
        Slot, models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    last_slot = models.ForeignKey(Slot, models.PROTECT, null=True, blank=True, related_name="+")
    room = models.ForeignKey(
        Room, models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    seats = models.PositiveSmallIntegerField(_("plekken"))
    minimum = models.PositiveSmallIntegerField(_("gaat door vanaf"))
    room_holds = models.PositiveSmallIntegerField(_("past in de zaal"), null=True, blank=True)
    taken = models.PositiveSmallIntegerField(default=0)
    walked_in = models.PositiveSmallIntegerField(default=0)  # of those, at the door itself
    sequence = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    givers = models.ManyToManyField(Person, through="Giving", related_name="meetings_given")

    impersonal = (
        "offer code slot last_slot room seats minimum room_holds taken walked_in sequence state"
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["slot__starts", "room__order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken__lte=F("seats")), name="meeting_seats_no_more_than_it_has"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer} ({self.slot})" if self.slot else str(self.offer)

    def for_door(self, round: Round) -> int:
        """How many seats are still kept for the door; nobody gets them beforehand."""
        kept = for_the_door(seats=self.seats, minimum=self.minimum, share=round.walk_ins)
        return max(0, kept - self.walked_in)

    def places_left(self, round: Round) -> int:
        """How many can still sign up. On the day it may be less than none: see the door."""
        return max(0, self.seats - self.for_door(round) - self.taken)

    @property
    def starts(self) -> datetime | None:
        return self.slot.starts if self.slot else None

    @property
    def ends(self) -> datetime | None:
        last = self.last_slot or self.slot
        return last.ends if last else None


class Giving(Classified):
    """Who gives a meeting. The role of giver is this row, no more and no longer (S3a-8)."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="givings")
    person = models.ForeignKey(Person, models.CASCADE, related_name="givings")
    # The time that somebody said yes to; at another time that yes does not count.
    confirmed_slot = models.ForeignKey(
        Slot, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reminded = models.DateTimeField(null=True, blank=True)

    personal = {"person": GIVES}
    impersonal = "meeting confirmed_slot reminded"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="giver_once_a_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.person} geeft {self.meeting}"

    @property
    def said_yes(self) -> bool:
        slot = self.meeting.slot_id
        return slot is not None and self.confirmed_slot_id == slot
