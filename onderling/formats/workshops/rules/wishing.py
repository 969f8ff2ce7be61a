"""From the cells of somebody's wishes to meetings, per round of the day."""

import re
from dataclasses import dataclass, field

from onderling.formats.workshops.rules.listed import Reading
from onderling.formats.workshops.rules.world import KnownMeeting, KnownParticipation, World
from onderling.signups.rules import Opinion
from onderling.tables.spelling import nearest

OPINIONS = {
    "also_good": Opinion.ALSO_GOOD,
    "rather_not": Opinion.RATHER_NOT,
    "cannot": Opinion.CANNOT,
}
BETWEEN = re.compile(r"[;|\n]|,\s")


@dataclass
class SlotWishes:
    """What a list says about one person in one round of the day.

    `absent` is None when the list does not say. `about` names the opinions that the list is
    the source for: what somebody said on the site about the others stays. `room` is how many
    ranked wishes fit in the list.
    """

    slot: int
    absent: bool | None = None
    chosen: dict[int, tuple[str, int | None]] = field(default_factory=dict)
    about: set[str] = field(default_factory=set)
    room: int = 0

    def after(
        self, before: KnownParticipation | None, world: World
    ) -> tuple[bool, dict[int, tuple[str, int | None]]]:
        """Return absence and wishes in this round once the list is taken over."""
        was_absent = bool(before and self.slot in before.absent)
        absent = was_absent if self.absent is None else self.absent
        if absent and self.absent:
            return True, {}
        had = wishes_in(before, self.slot, world)
        if not self.chosen:
            return absent, had
        beyond = self._beyond(had)
        kept = {
            meeting: wish
            for meeting, wish in had.items()
            if (wish[0] not in self.about or meeting in beyond) and meeting not in self.chosen
        }
        return False if self.absent is None else absent, kept | self.chosen

    def _beyond(self, had: dict[int, tuple[str, int | None]]) -> list[int]:
        """Wishes after those that fit in the list, when these are the same: they stay."""
        before, now = _ranked(had), _ranked(self.chosen)
        return before[self.room :] if now == before[: self.room] else []


def _ranked(wishes: dict[int, tuple[str, int | None]]) -> list[int]:
    """Order the ranked wishes, first choice first."""
    ranked = [(rank or 0, meeting) for meeting, (_opinion, rank) in wishes.items() if rank]
    return [meeting for _rank, meeting in sorted(ranked)]


def wishes_in(
    participation: KnownParticipation | None, slot: int, world: World
) -> dict[int, tuple[str, int | None]]:
    """Return what somebody said before about the meetings that begin in this round."""
    if participation is None:
        return {}
    return {
        meeting: wish
        for meeting, wish in participation.wishes.items()
        if meeting in world.meeting_by_id and world.meeting_by_id[meeting].first_slot == slot
    }


@dataclass(frozen=True)
class Whose:
    """Whose wishes: what they give themselves, and what is not for them, is odd to wish."""

    person: int | None
    organisation: int | None


def read_wishes(
    row: Reading, world: World, *, slot: int, columns: list[tuple[str, int]], whose: Whose
) -> SlotWishes:
    """Read the ranked wishes and the opinions in one round; `columns` are keys by rank."""
    found = SlotWishes(slot, room=len(columns))
    ranked: list[int] = []
    for key, _rank in sorted(columns, key=lambda column: column[1]):
        found.about.add(Opinion.RANKED)
        meeting = _meeting(row, key, row.get(key), world, slot)
        if meeting is None:
            continue
        if meeting.id in ranked:
            row.say("wish_twice", key, title=meeting.title)
            continue
        _say_if_odd(row, key, meeting, world, whose)
        ranked.append(meeting.id)
    for rank, number in enumerate(ranked, start=1):
        found.chosen[number] = (Opinion.RANKED, rank)
    for key, opinion in OPINIONS.items():
        if row.listed.has(key):
            found.about.add(opinion)
        for meeting in _several(row, key, world, slot):
            if meeting.id in found.chosen:
                row.say("wish_contradicts", key, title=meeting.title)
            else:
                found.chosen[meeting.id] = (opinion, None)
    return found


def _say_if_odd(
    row: Reading, key: str, meeting: KnownMeeting, world: World, whose: Whose
) -> None:
    if whose.person is not None and whose.person in meeting.givers:
        row.note("wish_for_own", key, title=meeting.title)
    elif not world.is_for(meeting, whose.organisation):
        row.say("wish_not_for_them", key, title=meeting.title)


def _several(row: Reading, key: str, world: World, slot: int) -> list[KnownMeeting]:
    """Read a cell that may name more than one workshop."""
    text = row.get(key, lines=True)
    if not text:
        return []
    titles = world.titles_in.get(slot, {})
    whole = nearest(text, tuple(titles))
    parts = [text] if whole else [part.strip() for part in BETWEEN.split(text)]
    found = (_meeting(row, key, part, world, slot) for part in parts if part)
    return [meeting for meeting in found if meeting]


def _meeting(row: Reading, key: str, text: str, world: World, slot: int) -> KnownMeeting | None:
    """Find the workshop that is meant, by its number or its title."""
    if not text:
        return None
    titles = world.titles_in.get(slot, {})
    coded = world.meeting_by_code.get(text.casefold())
    if coded:
        if coded.takes(slot):
            return coded
        _say_where(row, key, coded.title, coded.first_slot)
        return None
    spelling = nearest(text, tuple(titles))
    if spelling:
        if spelling.how != "same":
            row.say("title_spelling", key, proposed=spelling.choice)
        return titles[spelling.choice]
    if not titles:
        return None  # told once for the whole list: there is no programme yet
    elsewhere = [
        number for number, there in world.titles_in.items() if nearest(text, tuple(there))
    ]
    if elsewhere:
        _say_where(row, key, text, max(elsewhere))
    else:
        row.say("unknown_title", key)
    return None


def _say_where(row: Reading, key: str, title: str, slot: int) -> None:
    """Say that a workshop is in another slot, or in none yet: slot 0."""
    if slot:
        row.say("other_round", key, title=title, round=str(slot))
    else:
        row.say("no_round", key, title=title)
