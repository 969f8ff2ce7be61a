"""Door lists: for each room and each part of the day, who comes in."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base.qr import qr_picture
from onderling.base.written import name_list, plural
from onderling.offers.models import Meeting, Slot
from onderling.people.models import Consent
from onderling.people.queries import said_yes_to
from onderling.rounds.models import Round
from onderling.signups.actions.papers.day import group_name, when_of
from onderling.signups.actions.papers.frame import frame_of
from onderling.signups.models import Signup
from onderling.signups.rules import SignupState
from onderling.tables.write import Table


@dataclass(frozen=True)
class AtDoor:
    """One line on a door list. What somebody needs stands there for who hosts the room,
    if they agreed. What they do not eat is the kitchen's business, where they live nobody's."""

    name: str
    organisation: str
    kind: str
    group: str
    needs: str


@dataclass(frozen=True)
class DoorList:
    """One sheet on one door."""

    room: str
    title: str
    when: str
    givers: str
    says: str
    guests: list[AtDoor]
    code: dict[str, str] | None = None  # to sit down without having signed up


def door_lists(round: Round, *, slot: Slot | None = None) -> list[DoorList]:
    """List the doors in the order of the day, then of the rooms. Four queries."""
    meetings = (
        Meeting.objects.chosen_from()
        .filter(offer__round=round)
        .select_related("offer", "slot", "last_slot", "room")
        .prefetch_related("givers")
        .order_by("slot__starts", "room__order", "pk")
    )
    if slot:
        meetings = meetings.filter(slot=slot)
    waiting = Counter(
        Signup.objects.filter(
            meeting__offer__round=round, state=SignupState.WAITLISTED
        ).values_list("meeting", flat=True)
    )
    guests: dict[int, list[tuple[str, AtDoor]]] = defaultdict(list)
    seated: Iterable[Any] = (  # each says whether its person shares what they need
        Signup.objects.seated()
        .filter(meeting__offer__round=round)
        .select_related("participation__person", "participation__affiliation__organisation")
        .annotate(shares=said_yes_to(Consent.Purpose.NEEDS, who="participation__person"))
    )
    for signup in seated:
        taking = signup.participation
        home = taking.affiliation.organisation.name if taking.affiliation else ""
        line = AtDoor(
            taking.person.sorted_name,
            home,
            taking.group,
            group_name(taking.group),
            taking.person.access_needs if signup.shares else "",
        )
        guests[signup.meeting_id].append((line.name.casefold(), line))
    return [
        DoorList(
            room=str(meeting.room or _("Zaal volgt")),
            title=meeting.offer.title,
            when=when_of(round, meeting),
            givers=name_list([person.name for person in meeting.givers.all()]),
            says=_says(meeting, waiting[meeting.pk]),
            guests=[line for _key, line in sorted(guests[meeting.pk], key=lambda one: one[0])],
            code=_code(round, meeting),
        )
        for meeting in meetings
    ]


def _code(round: Round, meeting: Meeting) -> dict[str, str] | None:
    """The code on the door, where the round keeps places for who comes without signing up."""
    if not (round.walk_ins and meeting.room_id):
        return None
    address = settings.BASE_ADDRESS + reverse("signups:room_door", args=[meeting.room_id])
    return {"picture": qr_picture(address), "says": _("QR-code om zelf aan te schuiven")}


def _says(meeting: Meeting, waiting: int) -> str:
    said = _("{people} van {seats} plekken").format(
        people=plural(meeting.taken, _("mens"), _("mensen")), seats=meeting.seats
    )
    if not waiting:
        return said
    return said + ", " + _("{n} op de wachtlijst").format(n=waiting)


def door_facts(round: Round, doors: Sequence[DoorList], *, printed: str) -> dict[str, Any]:
    """What the template of the door lists needs."""
    return {
        **frame_of(round, _("Deurlijsten"), printed=printed),
        "doors": [asdict(door) for door in doors],
        "words": {
            "by": _("Door"),
            "nobody": _("Niemand heeft hier een plek."),
            "there": _("Er is"),
            "name": _("Naam"),
            "organisation": _("Organisatie"),
            "group": _("Rol"),
            "needs": _("Heeft nodig"),
            "extra": _("Wie kwam er nog bij?"),
            "scan": _("Nog geen plek? Scan de code en schuif aan."),
        },
    }


def door_table(doors: Sequence[DoorList]) -> Table:
    """The same lists as one sheet for Excel."""
    header = [
        _("Wanneer"),
        _("Zaal"),
        _("Workshop"),
        _("Naam"),
        _("Organisatie"),
        _("Rol"),
        _("Heeft nodig"),
        _("Er is"),
    ]
    return Table(
        _("Deurlijsten"),
        header,
        [
            [
                door.when,
                door.room,
                door.title,
                guest.name,
                guest.organisation,
                guest.group,
                guest.needs,
                "",
            ]
            for door in doors
            for guest in door.guests
        ],
    )
