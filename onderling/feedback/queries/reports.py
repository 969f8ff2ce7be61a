"""Mini reports: what one meeting opened with, wrote down, and what was said there (S0-11)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from onderling.feedback.models import MiniReport
from onderling.offers.models import Meeting
from onderling.outcomes.models import OutcomeNote, Photo, Quote
from onderling.outcomes.queries.photos import shown
from onderling.rounds.models import Round


@dataclass(frozen=True)
class Report:
    """One workshop: a sentence to begin with, its notes, photos, and what was said there."""

    meeting: Meeting
    opening: str = ""
    notes: list[str] = field(default_factory=list)
    quotes: list[tuple[str, str]] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.meeting.offer.title

    @property
    def empty(self) -> bool:
        return not (self.opening or self.notes or self.quotes or self.photos)


def reports_of(
    round: Round, *, until: datetime | None = None, quotes: bool = True, photos: bool = True
) -> list[Report]:
    """The mini reports of a round that say something, by title. Five queries."""
    meetings = (
        Meeting.objects.filter(offer__round=round)
        .select_related("offer", "slot")
        .order_by("offer__title", "slot__starts", "pk")
    )
    found = composed(meetings, until=until, quotes=quotes, photos=photos)
    return [one for one in found if not one.empty]


def composed(
    meetings: Iterable[Meeting],
    *,
    until: datetime | None = None,
    quotes: bool = True,
    photos: bool = True,
) -> list[Report]:
    """One report for each meeting of a round, also when it is empty. Four queries."""
    meetings = list(meetings)
    openings = dict(
        MiniReport.objects.filter(meeting__in=meetings).values_list("meeting", "opening")
    )
    notes = _notes(meetings, until)
    said = _said(meetings, until) if quotes else {}
    seen = _seen(meetings, until) if photos else {}
    return [
        Report(
            one,
            openings.get(one.pk, ""),
            notes.get(one.pk, []),
            said.get(one.pk, []),
            seen.get(one.pk, []),
        )
        for one in meetings
    ]


def _notes(meetings: Sequence[Meeting], until: datetime | None) -> dict[int, list[str]]:
    rows = OutcomeNote.objects.filter(meeting__in=meetings).exclude(text="")
    if until:
        rows = rows.filter(made__lte=until)
    found: dict[int, list[str]] = defaultdict(list)
    for meeting, text in rows.order_by("position").values_list("meeting", "text"):
        found[meeting].append(text)
    return found


def _said(
    meetings: Sequence[Meeting], until: datetime | None
) -> dict[int, list[tuple[str, str]]]:
    quotes = Quote.objects.shown().filter(meeting__in=meetings).select_related("organisation")
    if until:
        quotes = quotes.filter(agreed__lte=until)
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for quote in quotes:
        if quote.meeting_id:
            found[quote.meeting_id].append((quote.text, said_by(quote)))
    return found


def _seen(meetings: Sequence[Meeting], until: datetime | None) -> dict[int, list[Photo]]:
    found: dict[int, list[Photo]] = defaultdict(list)
    for photo in photos_until(meetings[0].offer.round, until) if meetings else ():
        if photo.meeting_id:
            found[photo.meeting_id].append(photo)
    return found


def photos_until(round: Round, until: datetime | None) -> Iterable[Photo]:
    """Photos that everybody may see today, of those that were there then."""
    return shown(round).filter(at__lte=until) if until else shown(round)


def said_by(quote: Quote) -> str:
    """Who said it, as far as they allowed: no further than the level on the quote."""
    if quote.level == Quote.Level.ANONYMOUS:
        return quote.get_group_display()
    said = [quote.function, str(quote.organisation or "")]
    if quote.level == Quote.Level.NAME:
        said.insert(0, quote.name)
    return ", ".join(part for part in said if part)
