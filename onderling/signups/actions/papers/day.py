"""The day as everybody has it: who comes, who gives, and where each of them is when."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext as _

from onderling.base.written import capital, clock, name_list, period, short_day, weekday
from onderling.offers.models import Giving, Meeting, Slot
from onderling.people.models import Affiliation, Person
from onderling.people.rules import Group
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.models import Absence, Signup
from onderling.signups.queries import slots_of


@dataclass(frozen=True)
class Part:
    """One part of somebody's day. `own` is a workshop: something to go to, or to give."""

    slot: Slot
    title: str
    room: str
    says: str = ""
    own: bool = False
    goes_on: bool = False


@dataclass(frozen=True)
class Guest:
    """Somebody who is there on the day, with all parts of it."""

    person: Person
    organisation: str
    group: str
    gives: bool
    parts: tuple[Part, ...]
    absent: frozenset[int]  # slots


def group_name(group: str) -> str:
    """Name a group for people; nothing for who is neither."""
    names = {Group.PAID: _("beroepskracht"), Group.VOLUNTEER: _("vrijwilliger")}
    return names[Group(group)] if group in names else ""


def period_of(round: Round, starts: datetime, ends: datetime) -> str:
    """Write “10.00 tot 11.15 uur”, with the day in front when a round has more than one."""
    zone = ZoneInfo(round.zone)
    begins = starts.astimezone(zone)
    said = period(begins, ends.astimezone(zone))
    return said if not round.several_days else f"{capital(weekday(begins))}, {said}"


def when_of(round: Round, meeting: Meeting) -> str:
    """Write “Ronde 1, 10.00 tot 11.15 uur”; of several days the day stands there instead."""
    if not (meeting.slot and meeting.starts and meeting.ends):
        return ""
    said = period_of(round, meeting.starts, meeting.ends)
    return said if round.several_days else f"{meeting.slot.label}, {said}"


def begin_of(round: Round, slot: Slot) -> str:
    """Write “10.00”, or “7 dec. 10.00” when a round has more days than one."""
    begins = slot.starts.astimezone(ZoneInfo(round.zone))
    said = clock(begins)
    return said if not round.several_days else f"{short_day(begins)} {said}"


def guests_of(round: Round) -> list[Guest]:
    """Everybody who takes part or gives, by name. Eight queries, whatever their number.

    Of a festival of many days each has a few parts; what they do not have is left out.
    """
    slots = list(round.slots.all())
    taking = list(
        round.participations.coming().select_related("person", "affiliation__organisation")
    )
    seated = _seated(round)
    given = _given(round)
    absent = _absent(round)
    here = {one.person_id for one in taking}
    only_giving = [person for person in given if person.pk not in here]
    homes = _homes(only_giving)
    guests = [
        Guest(
            one.person,
            str(one.affiliation.organisation) if one.affiliation else "",
            one.group,
            one.person in given,
            _laid_out(
                slots,
                seated[one.pk],
                given.get(one.person, []),
                absent[one.pk],
                comes=not round.several_days,
            ),
            frozenset(absent[one.pk]),
        )
        for one in taking
    ]
    for person in only_giving:
        home = homes.get(person.pk)
        guests.append(
            Guest(
                person,
                str(home.organisation) if home else "",
                home.group if home else str(Group.OTHER),
                True,
                _laid_out(slots, [], given[person], set(), comes=False),
                frozenset(),
            )
        )
    return sorted(guests, key=lambda guest: guest.person.sorted_name.casefold())


def _seated(round: Round) -> Mapping[int, list[Meeting]]:
    # Each workshop is read once, not once for everybody who sits in it.
    meetings = (
        Meeting.objects.filter(offer__round=round)
        .select_related("offer", "slot", "last_slot", "room")
        .prefetch_related("givers")
        .in_bulk()
    )
    found: dict[int, list[Meeting]] = defaultdict(list)
    rows = Signup.objects.seated().filter(participation__round=round)
    for participation, meeting in rows.values_list("participation", "meeting"):
        found[participation].append(meetings[meeting])
    return found


def _given(round: Round) -> dict[Person, list[Meeting]]:
    found: dict[Person, list[Meeting]] = defaultdict(list)
    rows = (
        Giving.objects.filter(meeting__in=Meeting.objects.chosen_from())
        .filter(meeting__offer__round=round)
        .select_related(
            "person",
            "meeting__offer",
            "meeting__slot",
            "meeting__last_slot",
            "meeting__room",
        )
    )
    for giving in rows:
        found[giving.person].append(giving.meeting)
    return dict(found)


def _absent(round: Round) -> Mapping[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    rows = Absence.objects.filter(participation__round=round)
    for participation, slot in rows.values_list("participation", "slot"):
        found[participation].add(slot)
    return found


def _homes(people: Iterable[Person]) -> dict[int, Affiliation]:
    """The organisation under which each of these is known."""
    rows = Affiliation.objects.current().filter(person__in=people).order_by("-pk")
    return {row.person_id: row for row in rows.select_related("organisation")}


def _laid_out(
    slots: list[Slot],
    places: list[Meeting],
    given: list[Meeting],
    absent: set[int],
    *,
    comes: bool,
) -> tuple[Part, ...]:
    parts = []
    gives_in, place_in = _in_slots(given, slots), _in_slots(places, slots)
    for slot in slots:
        gives = gives_in.get(slot.pk)
        meeting = gives or place_in.get(slot.pk)
        if meeting:
            givers = [person.name for person in meeting.givers.all()] if not gives else []
            said = _("Deze workshop geeft u zelf.") if gives else ""
            if givers:
                said = _("Met {names}").format(names=name_list(givers))
            begun = meeting.slot_id != slot.pk
            if begun:
                said = _("Gaat door in dit deel van de dag.")
            room = str(meeting.room or "")
            parts.append(Part(slot, meeting.offer.title, room, said, own=True, goes_on=begun))
        elif slot.kind != Slot.Kind.WORKSHOPS:
            parts.append(Part(slot, slot.label, slot.where))
        elif comes:
            missing = _("U bent er dan niet.") if slot.pk in absent else _("Nog geen plek.")
            parts.append(Part(slot, slot.label, "", missing))
    return tuple(parts)


def _in_slots(meetings: Sequence[Meeting], slots: list[Slot]) -> dict[int, Meeting]:
    """Map each part of the day to what fills it; the first of two."""
    found: dict[int, Meeting] = {}
    for meeting in meetings:
        for slot in slots_of(meeting, slots):
            found.setdefault(slot.pk, meeting)
    return found


def may_print(round: Round) -> bool:
    """Say whether places are divided, so that there is something to print about people."""
    return round.state in {State.CONFIRMED, State.RUNNING, State.WRAPPING_UP, State.CLOSED}


def without_mail(guests: Iterable[Guest]) -> list[Guest]:
    """Those who can read their programme on paper only."""
    return [guest for guest in guests if not guest.person.email]


def people_of(round: Round) -> list[Person]:
    """The same people in the same order, names only: one query."""
    fields = ("first_name", "infix", "last_name", "email")
    coming = round.participations.coming().values("person")
    giving = Giving.objects.filter(
        meeting__in=Meeting.objects.chosen_from().filter(offer__round=round)
    ).values("person")
    found = Person.objects.filter(Q(pk__in=coming) | Q(pk__in=giving)).only(*fields)
    return sorted(found, key=lambda person: person.sorted_name.casefold())
