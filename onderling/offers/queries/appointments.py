"""Meetings and parts of the day as appointments in a calendar (X-66, X-135)."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base.calendar_file import Appointment
from onderling.base.written import name_list
from onderling.offers.models import Meeting, Slot
from onderling.rounds.models import Round


def meeting_appointment(
    meeting: Meeting, round: Round, *, says: str = ""
) -> Appointment | None:
    """A meeting with a time; None without one."""
    starts, ends = meeting.starts, meeting.ends
    if starts is None or ends is None:
        return None
    offer = meeting.offer
    givers = name_list([person.name for person in meeting.givers.all()])
    lines = [
        says,
        _("Met {names}").format(names=givers) if givers else "",
        _("Na afloop {text}").format(text=offer.afterwards) if offer.afterwards else "",
        _("Voorbereiding: {text}").format(text=offer.preparation) if offer.preparation else "",
        whom_to_ring(round),
    ]
    off = meeting.state == Meeting.State.CANCELLED
    return Appointment(
        name="bijeenkomst",
        number=meeting.pk,
        title=_("Afgezegd: {title}").format(title=offer.title) if off else offer.title,
        starts=starts,
        ends=ends,
        where=", ".join(filter(None, [str(meeting.room or ""), round.venue or _town(meeting)])),
        about="\n".join(filter(None, lines)),
        address=settings.BASE_ADDRESS + reverse("offers:offer", args=[offer.pk]),
        sequence=meeting.sequence,
        called_off=off,
    )


def _town(meeting: Meeting) -> str:
    """The town of who offers it, when the round has no house of its own; never a street."""
    organisation = meeting.offer.organisation
    return organisation.place if organisation else ""


def slot_appointment(slot: Slot, round: Round) -> Appointment:
    """A plenary part, or a break: the day as a whole."""
    return Appointment(
        name="deel",
        number=slot.pk,
        title=f"{round.name}: {slot.label}",
        starts=slot.starts,
        ends=slot.ends,
        where=", ".join(filter(None, [slot.where, round.venue])),
        about=whom_to_ring(round),
        address=settings.BASE_ADDRESS + reverse("home:round", args=[round.slug]),
        busy=slot.kind != Slot.Kind.BREAK,
    )


def whom_to_ring(round: Round) -> str:
    return _("Komt u er niet uit? Bel {name}: {phone}.").format(
        name=round.contact_name, phone=round.contact_phone
    )
