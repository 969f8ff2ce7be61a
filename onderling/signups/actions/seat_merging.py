"""The places of two participations of one person become those of one. Part of the one door."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from onderling.offers.models import Meeting
from onderling.people.actions.moving import Moving, Question, Step
from onderling.people.models import Merge, Person
from onderling.signups.actions.seat_rows import (
    AT_DOOR,
    count,
    lock_block,
    lock_people,
    stretches_of,
)
from onderling.signups.actions.seat_steps import move_up_and_tell
from onderling.signups.actions.tell import tell_given_back, tell_seated
from onderling.signups.models import Participation, Signup
from onderling.signups.rules import (
    SEATED,
    SignupState,
    Stretch,
    has_seat,
    share_a_moment,
)


@dataclass(frozen=True)
class Doubles:
    """Where one person would sit twice: at one meeting, at one time, or while giving."""

    twice: list[Signup]  # of the record that ends
    clashes: list[tuple[Signup, list[Signup]]]  # one that ends, and what it clashes with
    giving: list[Signup]


def overlap(stretches: Mapping[int, Stretch], one: Meeting, other: Meeting) -> bool:
    """Say whether nobody can be in both: at one time, or the same workshop once more."""
    return one.offer_id == other.offer_id or _at_once(stretches, one, other)


def _at_once(stretches: Mapping[int, Stretch], one: Meeting, other: Meeting) -> bool:
    here, there = stretches.get(one.pk), stretches.get(other.pk)
    return one.pk == other.pk or bool(here and there and share_a_moment(here, there))


def doubles(mine: Participation, theirs: Participation) -> Doubles:
    stretches = stretches_of(mine.round)
    held, other = _seats(mine), _seats(theirs)
    here = {seat.meeting_id for seat in held}
    given = Meeting.objects.on().filter(
        offer__round=mine.round, givings__person__in=[mine.person_id, theirs.person_id]
    )
    gives = list(given.distinct())
    giving = [
        seat
        for seat in [*held, *other]
        if any(_at_once(stretches, seat.meeting, one) for one in gives)
    ]
    twice = [seat for seat in other if seat.meeting_id in here and seat not in giving]
    clashes = []
    for seat in other:
        if seat in twice or seat in giving:
            continue
        against = [one for one in held if overlap(stretches, one.meeting, seat.meeting)]
        if against := [one for one in against if one not in giving]:
            clashes.append((seat, against))
    return Doubles(twice, clashes, giving)


def seat_questions(mine: Participation, theirs: Participation) -> Iterator[Question]:
    """Which of two places at one time stays. The other goes to who waits."""
    for seat, against in doubles(mine, theirs).clashes:
        label = _("{round}: twee plekken op hetzelfde moment. Welke blijft?")
        yield Question(
            f"plek:{seat.pk}",
            label.format(round=mine.round),
            ", ".join(_named(one) for one in against),
            _named(seat),
        )


def seats_that_end(mine: Participation, theirs: Participation) -> Iterator[str]:
    found = doubles(mine, theirs)
    for seat in found.twice:
        said = _("Heeft twee plekken bij {meeting}. Eén plek komt vrij.")
        yield said.format(meeting=_named(seat))
    for seat in found.giving:
        said = _("Geeft op dat moment zelf een workshop. De plek bij {meeting} komt vrij.")
        yield said.format(meeting=_named(seat))


def merge_seats(moving: Moving, mine: Participation, theirs: Participation) -> None:
    """Hand all places over, give up what is double, and let who waits move up."""
    touched = {*_meetings(mine), *_meetings(theirs)}
    if not touched:
        return
    block = lock_block(mine.round, *touched)
    lock_people(block, mine.pk, theirs.pk, freeing=list(touched))
    found = doubles(mine, theirs)
    freed: dict[int, Signup] = {seat.pk: seat for seat in [*found.twice, *found.giving]}
    for seat, against in found.clashes:
        lost = against if moving.takes_gone(f"plek:{seat.pk}") else [seat]
        freed |= {one.pk: one for one in lost}
    for seat in freed.values():
        _give_up(moving, seat)
    _hand_over(moving, mine, theirs)
    double = {seat.meeting_id for seat in found.twice}
    ended = mine.signups.filter(
        state=SignupState.CANCELLED,
        meeting__in={seat.meeting_id for seat in freed.values()} - double,
    )
    for seat in ended.select_related("meeting__offer", "meeting__slot").order_by("pk"):
        tell_given_back(_of(mine, seat), now=moving.now)
    # What the block knew of the two is old now; read it again before anybody moves up.
    block = lock_block(mine.round, *touched)
    lock_people(block, mine.pk, freeing=[seat.meeting_id for seat in freed.values()])
    move_up_and_tell(block, by=moving.by, now=moving.now)


def _of(participation: Participation, seat: Signup) -> Signup:
    """The row with the person who has it now, whom a letter about it goes to."""
    person = Person.objects.get(pk=participation.person_id)
    seat.participation = participation
    seat.participation.person = person
    return seat


def _give_up(moving: Moving, seat: Signup) -> None:
    values: dict[str, Any] = {"state": SignupState.CANCELLED, "since": moving.now, "run": None}
    moving.change(seat, _about(seat), **values)
    count(seat.meeting_id, -1)
    if seat.kind == AT_DOOR:
        Meeting.objects.filter(pk=seat.meeting_id).update(walked_in=F("walked_in") - 1)


def _hand_over(moving: Moving, mine: Participation, theirs: Participation) -> None:
    rows = {row.meeting_id: row for row in mine.signups.all()}
    for row in theirs.signups.select_related("meeting__offer", "meeting__slot").order_by("pk"):
        here = rows.get(row.meeting_id)
        if here and _weight(here) <= _weight(row):
            moving.drop(row, _about(row))
            continue
        if here:
            moving.drop(here, _about(row))
        moving.change(row, _about(row), participation=mine)


def _weight(row: Signup) -> tuple[int, int]:
    """A seat goes before a turn, a turn before what was given back; then who was first."""
    order = 0 if row.state in SEATED else 1 if row.state == SignupState.WAITLISTED else 2
    return order, row.sequence


def lock_places_of(*people: Person) -> None:
    """Take every lock a merge of these people may need, so that nobody moves meanwhile.

    All meetings of their rounds, also where they have no place yet: they may be taking one
    this very moment. Then, in the one order, their participations and those of who waits.
    """
    mine = Participation.objects.filter(person__in=people)
    meetings = Meeting.objects.filter(offer__round__in=mine.values("round"))
    locked = [one.pk for one in Meeting.objects.lock(*meetings.values_list("pk", flat=True))]
    waiting = Signup.objects.waiting().filter(meeting__in=locked)
    Participation.objects.lock(
        *mine.values_list("pk", flat=True),
        *waiting.values_list("participation", flat=True),
    )


def seats_back(merge: Merge, now: datetime) -> list[str]:
    """After the rows came back: count the seats again; name what is somebody else's now."""
    steps: list[Step] = merge.steps
    people = [merge.kept, merge.gone]
    rows = Signup.objects.filter(
        pk__in=[step["pk"] for step in steps if step["of"] == "signups.signup"]
    )
    wrong = []
    for meeting in Meeting.objects.lock(*rows.values_list("meeting", flat=True)):
        more = meeting.signups.seated().count() - meeting.taken
        if more > 0 and not has_seat(seats=meeting.seats, taken=meeting.taken + more - 1):
            said = _("de plek bij ‘{title}’, die nu van iemand anders is")
            wrong.append(said.format(title=meeting.offer.title))
        else:
            count(meeting.pk, more)
            doors = meeting.signups.seated().filter(kind=AT_DOOR).count()
            Meeting.objects.filter(pk=meeting.pk).update(walked_in=doors)
    wrong += [said for person in people for said in _sits_twice(person)]
    if not wrong:
        _tell_again(rows, steps, now=now)
    return wrong


def _tell_again(rows: QuerySet[Signup], steps: list[Step], *, now: datetime) -> None:
    """Who heard that a place had gone hears that it is theirs again."""
    gave_up = {step["pk"] for step in steps if "state" in step.get("new", {})}
    double = {step["pk"] for step in steps if step["do"] == "drop"}
    again = rows.filter(pk__in=gave_up - double, state__in=SEATED)
    related = (
        "participation__person",
        "participation__round",
        "meeting__offer",
        "meeting__slot",
    )
    for seat in again.select_related(*related).order_by("pk"):
        tell_seated(seat, now=now, moved_up=False)


def _sits_twice(person: Person) -> Iterator[str]:
    seats = list(
        Signup.objects.seated()
        .filter(participation__person=person)
        .select_related("meeting__offer", "meeting__slot", "participation__round")
    )
    stretches: dict[int, Stretch] = {}
    for round_ in {seat.participation.round for seat in seats}:
        stretches |= stretches_of(round_)
    for number, seat in enumerate(seats):
        if any(overlap(stretches, seat.meeting, other.meeting) for other in seats[:number]):
            yield _("de plekken op hetzelfde moment als ‘{title}’").format(
                title=seat.meeting.offer.title
            )


def _seats(participation: Participation) -> list[Signup]:
    seats = participation.signups.seated().exclude(meeting__state=Meeting.State.CANCELLED)
    return list(seats.select_related("meeting__offer", "meeting__slot").order_by("pk"))


def _meetings(participation: Participation) -> list[int]:
    return list(participation.signups.values_list("meeting", flat=True))


def _named(seat: Signup) -> str:
    slot = seat.meeting.slot
    title = seat.meeting.offer.title
    return f"‘{title}’ ({slot.label})" if slot else f"‘{title}’"


def _about(seat: Signup) -> str:
    return _("de plek bij ‘{title}’").format(title=seat.meeting.offer.title)
