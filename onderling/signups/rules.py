"""Who gets a seat, who waits, whose turn it is. Plain values only."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Opinion(StrEnum):
    """What somebody thinks of a meeting. Only `RANKED` carries a rank, 1 is best."""

    RANKED = "ranked"
    ALSO_GOOD = "also_good"
    RATHER_NOT = "rather_not"
    CANNOT = "cannot"


class SignupState(StrEnum):
    """The life of a sign-up for one meeting."""

    CONFIRMED = "confirmed"
    WAITLISTED = "waitlisted"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"
    ATTENDED = "attended"


SEATED = frozenset({SignupState.CONFIRMED, SignupState.NO_SHOW, SignupState.ATTENDED})


@dataclass(frozen=True)
class Stretch:
    """A meeting in time: of which offer, from when to when."""

    meeting: int
    offer: int
    starts: datetime
    ends: datetime


def share_a_moment(one: Stretch, other: Stretch) -> bool:
    """Say whether nobody can be in both. Back to back is no overlap."""
    return one.starts < other.ends and other.starts < one.ends


def block_of(meeting: int, stretches: Iterable[Stretch]) -> list[int]:
    """List the meetings that a seat in this one can set in motion, by ascending id.

    Who moves up gives back a lesser place at that time, which passes on in turn; with a
    workshop over two slots that goes on into the next slot. So we take everything that hangs
    together in time. A meeting without a time stands by itself.
    """
    block: list[int] = []
    until: datetime | None = None
    for stretch in sorted(stretches, key=lambda s: s.starts):
        if until is None or stretch.starts >= until:
            if meeting in block:
                break
            block, until = [], stretch.ends
        block.append(stretch.meeting)
        until = max(until, stretch.ends)
    return sorted(block) if meeting in block else [meeting]


def has_seat(*, seats: int, taken: int) -> bool:
    """Say whether one more person can sit down. Decide this under the lock only."""
    return taken < seats


@dataclass(frozen=True)
class Known:
    """What decides about one newcomer in one meeting, all of one moment."""

    round_state: str
    last: int  # turn given out here, in the order of arrival
    waiting: bool  # somebody stands in line here
    rank: int | None  # of the wish for this meeting
    absent: bool  # said not to be there then
    rows: bool  # has a place or a turn somewhere, or had
    pairs: bool  # has somebody to be with, or not to be with
    gives: bool  # gives something in this round


@dataclass(frozen=True)
class Waiting:
    """Somebody on a waiting list: since when in the order, and with what in the same time.

    `rank_here` is the rank of the wish they wait for; `rank_there` that of the place they hold
    at the same time, None when they hold none or never ranked it.
    """

    signup: int
    sequence: int
    holds_other: bool
    rank_here: int | None
    rank_there: int | None


def wants_to_move(person: Waiting) -> bool:
    """Say whether a free seat is an improvement: nothing at that time, or a worse wish."""
    if not person.holds_other:
        return True
    if person.rank_here is None:
        return False
    return person.rank_there is None or person.rank_here < person.rank_there


def next_in_line(waiting: Iterable[Waiting]) -> Waiting | None:
    """Return whose turn it is: the first in the order for whom the seat is an improvement.

    Order is by sequence, never by clock (assurance.md I6, F10).
    """
    return min(
        (person for person in waiting if wants_to_move(person)),
        key=lambda person: person.sequence,
        default=None,
    )


@dataclass(frozen=True)
class Choice:
    """A meeting that people can wish for: its title, and the slots it takes, in order."""

    meeting: int
    title: str
    slots: tuple[int, ...]


# Wishes, the dearest first: per slot, or all of them under None for the whole programme.
Ranked = Mapping[int, Sequence[int]] | Mapping[None, Sequence[int]]


class Wrong(StrEnum):
    """What can be wrong in a set of wishes."""

    UNKNOWN = "unknown"  # not offered in this slot
    TWICE = "twice"
    CONTRADICTS = "contradicts"  # a wish, and "rather not" or "cannot" as well
    SHUT = "shut"  # not for people of this organisation
    ABSENT = "absent"  # goes on in a slot where this person is not


@dataclass(frozen=True)
class Fault:
    """One thing wrong: with which wish of which slot (0 is the first), or with an opinion.

    Of one list over the whole programme the slot is None.
    """

    wrong: Wrong
    meeting: int
    slot: int | None = 0
    place: int = -1


def faults_of(
    choices: Mapping[int, Choice],
    *,
    absent: Collection[int],
    ranked: Ranked,
    opinions: Mapping[int, str],
    shut: Collection[int] = (),
) -> list[Fault]:
    """List what is wrong in somebody's wishes, in the order of the page.

    Two wishes at one time are no fault, also when one takes two slots: they are alternatives,
    and the allocation knows the times. Wishes in a slot where somebody is absent do not count.
    `shut` are meetings that are not for people of their organisation.
    """
    found = []
    seen: set[int] = set()
    for slot, meetings in ranked.items():
        if slot in absent:
            continue
        for place, meeting in enumerate(meetings):
            choice = choices.get(meeting)
            if choice is None or slot not in {None, choice.slots[0]}:
                wrong = Wrong.UNKNOWN
            elif meeting in shut:
                wrong = Wrong.SHUT
            elif meeting in seen:
                wrong = Wrong.TWICE
            elif opinions.get(meeting) in {Opinion.RATHER_NOT, Opinion.CANNOT}:
                wrong = Wrong.CONTRADICTS
            elif set(choice.slots) & set(absent):
                wrong = Wrong.ABSENT
            else:
                seen.add(meeting)
                continue
            found.append(Fault(wrong, meeting, slot, place))
    unknown = [Fault(Wrong.UNKNOWN, meeting) for meeting in opinions if meeting not in choices]
    return found + unknown


def in_order(asked: Mapping[int, int | None]) -> list[int]:
    """Put wishes in order, the dearest first.

    `asked` holds the place asked for each, in the order in which somebody saw them; None asks
    for no place. When two ask for one place, who moved up to it goes before who stood there,
    and who moved down to it goes after: one choice moves one wish, and the rest closes up.
    """
    stood = {meeting: place for place, meeting in enumerate(asked, 1)}
    places = {meeting: place for meeting, place in asked.items() if place}

    def key(meeting: int) -> tuple[int, int, int]:
        place, before = places[meeting], stood[meeting]
        return place, (place > before) - (place < before), before

    return sorted(places, key=key)


def there_at(
    moment: datetime, working: Collection[tuple[datetime, int]], absent: Collection[int]
) -> bool:
    """Say whether somebody eats along at a break.

    `working` are the slots with workshops: when each begins, and its id. Who is there just
    before or just after it is there; who goes home in the morning is not.
    """
    before = max((slot for slot in working if slot[0] < moment), default=None)
    after = min((slot for slot in working if slot[0] >= moment), default=None)
    around = [slot[1] for slot in (before, after) if slot]
    return not around or any(slot not in absent for slot in around)


def may_tick(begins: date, *, today: date) -> bool:
    """Say whether somebody can be there already: from the day itself on."""
    return begins <= today


@dataclass
class Tally:
    """How many of one group sit, wait, were there, and did not come."""

    seated: int = 0
    waiting: int = 0
    there: int = 0
    missed: int = 0

    @property
    def unticked(self) -> int:
        return self.seated - self.there - self.missed


def tallied(rows: Iterable[tuple[str, str, int]]) -> dict[str, Tally]:
    """Count places per group, from group, state and number; what was given back is no place."""
    found: dict[str, Tally] = {}
    for group, state, number in rows:
        here = found.setdefault(group, Tally())
        here.seated += number * (state in SEATED)
        here.waiting += number * (state == SignupState.WAITLISTED)
        here.there += number * (state == SignupState.ATTENDED)
        here.missed += number * (state == SignupState.NO_SHOW)
    counted = [group for group, tally in found.items() if tally.seated or tally.waiting]
    counted.sort(key=lambda group: (group == "other", group))
    return {group: found[group] for group in counted}


def added_up(tallies: Iterable[Tally]) -> Tally:
    """One count of several groups or workshops."""
    whole = Tally()
    for one in tallies:
        whole.seated += one.seated
        whole.waiting += one.waiting
        whole.there += one.there
        whole.missed += one.missed
    return whole


def asked_to_exchange(opinions: Mapping[int, str | None]) -> set[int]:
    """Choose who hears that a place is offered for theirs, by what they think of it.

    Whoever wished that workshop; when nobody did, whoever has nothing against it.
    """
    liked = {Opinion.RANKED, Opinion.ALSO_GOOD}
    wished = {who for who, opinion in opinions.items() if opinion in liked}
    return wished or {who for who, opinion in opinions.items() if opinion is None}


def comes_through(*, inviter: int, guest: int, earlier: int | None) -> bool:
    """Say whether an invitation counts: nobody brings themself, and the first one stands."""
    return earlier is None and inviter != guest
