"""One list of wishes over a whole programme, in words: for the page, the letter, the desk."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from onderling.base.written import name_list, period, weekday
from onderling.offers.models import Meeting, Slot
from onderling.rounds.models import Round
from onderling.signups.actions.papers.day import when_of
from onderling.signups.models import Participation, Wish


@dataclass(frozen=True)
class WishList:
    """What somebody chose from the whole programme.

    `wishes` are titles with when and where, the dearest first; `opinions` say what somebody
    thinks of others; `absent` are the days, or parts of days, on which they cannot come.
    """

    wishes: list[tuple[str, str]]
    opinions: list[str]
    absent: list[str]


def wish_list_of(participation: Participation) -> WishList:
    """Read back what somebody saved."""
    round_ = participation.round
    rows = participation.wishes.select_related(*(f"meeting__{name}" for name in SHOWN))
    saved = list(rows.order_by("rank", "meeting__slot__starts", "pk"))
    absent = set(participation.absences.values_list("slot", flat=True))
    slots = list(round_.slots.filter(kind=Slot.Kind.WORKSHOPS)) if absent else []
    return WishList(
        [(w.meeting.offer.title, time_and_place(round_, w.meeting)) for w in saved if w.rank],
        [_opinion(wish) for wish in saved if not wish.rank],
        days_in_words(round_, slots, absent),
    )


SHOWN = (
    "offer__organisation",
    "slot",
    "last_slot",
    "room",
)  # what these words ask of a meeting


def time_and_place(round: Round, meeting: Meeting) -> str:
    """Write “Maandag 7 december, 9.30 tot 11.00 uur, Raadzaal, Havermonde”."""
    room = meeting.room.name if meeting.room else ""
    of = meeting.offer.organisation
    return ", ".join(filter(None, [when_of(round, meeting), room, of.place if of else ""]))


def per_day(round: Round, slots: Iterable[Slot]) -> dict[date, list[Slot]]:
    """Gather slots by the day on which they begin."""
    zone = ZoneInfo(round.zone)
    found: dict[date, list[Slot]] = {}
    for slot in slots:
        found.setdefault(slot.starts.astimezone(zone).date(), []).append(slot)
    return found


def hours_of(round: Round, slot: Slot) -> str:
    """Write “9.30 tot 11.00 uur”."""
    zone = ZoneInfo(round.zone)
    return period(slot.starts.astimezone(zone), slot.ends.astimezone(zone))


def days_in_words(round: Round, slots: Sequence[Slot], absent: Collection[int]) -> list[str]:
    """Say on which days, and in which parts of other days, somebody is not there."""
    told = []
    for day, parts in per_day(round, slots).items():
        away = [slot for slot in parts if slot.pk in absent]
        if away and len(away) == len(parts):
            told.append(weekday(day))
        elif away:
            hours = name_list([hours_of(round, slot) for slot in away])
            told.append(f"{weekday(day)}, {hours}")
    return told


def list_in_words(participation: Participation) -> list[str]:
    """What somebody chose, one paragraph a wish."""
    found = wish_list_of(participation)
    told = [
        f"{rank}. {title}\n{where}" for rank, (title, where) in enumerate(found.wishes, 1)
    ] or [_("U koos geen workshops.")]
    if found.opinions:
        told.append("\n".join(found.opinions))
    if found.absent:
        told.append("\n".join([_("Dan kunt u niet:"), *found.absent]))
    return told


def _opinion(wish: Wish) -> str:
    return f"{wish.get_opinion_display().capitalize()}: {wish.meeting.offer.title}"
