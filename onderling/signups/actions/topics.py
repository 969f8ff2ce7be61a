"""Bringing a topic on the day: who brings it gives it, and sits nowhere else then (X-98)."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.offers.actions.open_rooms import put_topic
from onderling.offers.models import Meeting, OpenRoom, Slot
from onderling.people.models import Person
from onderling.signups.actions.seats import take_place
from onderling.signups.models import Participation, Signup


@write_transaction()
def bring_topic(
    participation: Participation, where: OpenRoom, *, title: str, about: str, now: datetime
) -> Meeting:
    """Put a topic in an open room. Others join through the one door to a seat."""
    # As who takes a place: so nobody gives them a seat while we look.
    if not Participation.objects.lock(participation.pk):
        raise Refused(_("Deze deelname bestaat niet meer. Open de pagina opnieuw."))
    starts, ends = where.slot.starts, where.slot.ends
    then = participation.signups.seated().filter(meeting__slot__starts__lt=ends)
    late = Q(meeting__slot__ends__gt=starts) | Q(meeting__last_slot__ends__gt=starts)
    busy = then.filter(late).select_related("meeting__offer").first()
    if busy:
        raise Refused(
            _("U hebt dan al een plek bij ‘{title}’. Meld u daar eerst af.").format(
                title=busy.meeting.offer.title
            )
        )
    _is_there(participation, where.slot)
    person = participation.person
    meeting = put_topic(where, title=title, about=about, giver=person, now=now)
    if participation.state != Participation.State.COMING:
        participation.state = Participation.State.COMING
        participation.save(update_fields=["state"])
    return meeting


def join_topic(
    participation: Participation, meeting: Meeting, *, by: Person, now: datetime
) -> Signup:
    """Join a topic: a seat through the one door, also for who said not to be there then."""
    if meeting.slot:
        _is_there(participation, meeting.slot)
    return take_place(participation, meeting, by=by, now=now)


@write_transaction()
def _is_there(participation: Participation, slot: Slot) -> None:
    """Whoever presses a button on the day is there, whatever they filled in before."""
    participation.absences.filter(
        slot__starts__lt=slot.ends, slot__ends__gt=slot.starts
    ).delete()
