"""What must always be true of seats, asked of the database itself."""

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from onderling.offers.models import Meeting
from onderling.signups.models import Signup
from onderling.signups.rules import SEATED


def broken_invariants() -> list[str]:
    """Say which promises about seats are broken, one sentence each; nothing if well."""
    seated = Count("signups", filter=Q(signups__state__in=SEATED))
    counted = Meeting.objects.annotate(seated=seated).values("pk", "seated", "seats", "taken")
    return [
        *(
            f"I1: {m['seated']} mensen op {m['seats']} plekken in bijeenkomst {m['pk']}"
            for m in counted.filter(seated__gt=F("seats"))
        ),
        *(
            f"I3: deelname {seat.participation_id} zit op één moment op twee plekken"
            for seat in _double_booked()
        ),
        *(
            f"I4: bijeenkomst {m['pk']} telt {m['taken']} mensen, er zijn er {m['seated']}"
            for m in counted.exclude(seated=F("taken"))
        ),
        *(
            f"I6: in bijeenkomst {row['meeting']} heeft iemand dezelfde beurt als een ander"
            for row in Signup.objects.values("meeting", "sequence")
            .annotate(number=Count("pk"))
            .filter(number__gt=1)
            .order_by("meeting", "sequence")
        ),
    ]


def _double_booked() -> "list[Signup]":
    """Seats that share a moment with an earlier row of the same person."""
    ends = Coalesce("meeting__last_slot__ends", "meeting__slot__ends")
    seats = (
        Signup.objects.seated()
        .exclude(meeting__state=Meeting.State.CANCELLED)
        .annotate(begins=F("meeting__slot__starts"), ends=ends)
    )
    rival = seats.filter(
        participation=OuterRef("participation"),
        pk__lt=OuterRef("pk"),
        begins__lt=OuterRef("ends"),
        ends__gt=OuterRef("begins"),
    )
    return list(seats.filter(Exists(rival)).order_by("pk"))
