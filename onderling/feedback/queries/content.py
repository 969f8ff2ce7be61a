"""Everything a bulletin tells: page, mail and paper are made of this alone (S0-11)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onderling.base.written import day_and_month
from onderling.feedback.models import Bulletin
from onderling.feedback.queries.reports import Report, photos_until, reports_of, said_by
from onderling.feedback.rules import Part, parts_in
from onderling.offers.models import Meeting
from onderling.outcomes.models import (
    Disposition,
    DispositionQuerySet,
    OutcomeNote,
    Photo,
    Quote,
)
from onderling.outcomes.queries.ledger import numbers_of_round
from onderling.outcomes.rules.ledger import ANSWERED, Decision
from onderling.rounds.models import Round
from onderling.signups.models import Participation

CHIPS = {Decision.ADOPTED: "free", Decision.PARTLY: "few"}


@dataclass(frozen=True)
class Item:
    """One thing that is told: a line, what became of it, why, and who says so.

    `kind` is that of the chip on a page.
    """

    text: str
    word: str = ""
    reason: str = ""
    by: str = ""
    refused: bool = False
    kind: str = ""


@dataclass(frozen=True)
class Section:
    """A part under its heading: items, mini reports, photos, or numbers of something."""

    title: str
    key: Part
    items: list[Item] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    numbers: list[tuple[str, str]] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)

    @property
    def size(self) -> int:
        return len(self.items) + len(self.reports) + len(self.numbers) + len(self.photos)


@dataclass(frozen=True)
class Content:
    """Everything that is told, in order."""

    title: str
    intro: str
    sections: list[Section] = field(default_factory=list)

    @property
    def tells(self) -> bool:
        """Whether it tells more than how many there were."""
        return any(section.key != Part.NUMBERS for section in self.sections)


def content_of(bulletin: Bulletin) -> Content:
    """Gather what may be told today: as many queries, however much it is."""
    parts = parts_in(bulletin.parts)
    found = [part for key in parts for part in _made(key, bulletin, parts)]
    sections = [one for one in found if one.size]
    return Content(bulletin.title, bulletin.intro, sections)


def sizes_of(bulletin: Bulletin) -> dict[Part, int]:
    """How much there is of each part, also of those that are left out."""
    return {key: sum(section.size for section in _made(key, bulletin, [key])) for key in Part}


def _made(key: Part, bulletin: Bulletin, parts: list[Part]) -> Iterator[Section]:
    round, until = bulletin.round, bulletin.superseded
    if key == Part.NUMBERS:
        yield Section(_("In cijfers"), key, numbers=_numbers(bulletin))
    elif key == Part.ANSWERS:
        yield from _answers(bulletin)
    elif key == Part.REPORTS:
        along = {"quotes": Part.QUOTES in parts, "photos": Part.PHOTOS in parts}
        reports = reports_of(round, until=until, **along)
        yield Section(_("Wat de workshops opschreven"), key, reports=reports)
    elif key == Part.PHOTOS:
        loose = Part.REPORTS not in parts  # those of a workshop stand with its report
        photos = [one for one in photos_until(round, until) if loose or not one.meeting_id]
        yield Section(_("Zo ging het"), key, photos=photos)
    elif key == Part.QUOTES:
        quotes = Quote.objects.shown().filter(round=round).select_related("organisation")
        if until:
            quotes = quotes.filter(agreed__lte=until)
        if Part.REPORTS in parts:
            quotes = quotes.filter(meeting=None)
        items = [Item(f"‘{quote.text}’", said_by(quote), kind=quote.group) for quote in quotes]
        yield Section(_("Wat mensen zeiden"), key, items)
    elif key in settings.TOLD_FROM_ABOVE:
        told = import_string(settings.TOLD_FROM_ABOVE[key])(round)
        items = [Item(text, word, reason) for text, word, reason in told]
        yield Section(_("Wat er beter gaat"), key, items)


def _numbers(bulletin: Bulletin) -> list[tuple[str, str]]:
    """Who took part, what was given and written, what was answered."""
    round = bulletin.round
    people = round.participations.filter(state=Participation.State.COMING).count()
    workshops = Meeting.objects.chosen_from().filter(offer__round=round).count()
    notes = OutcomeNote.objects.filter(meeting__offer__round=round).exclude(text="").count()
    counted = [
        (people, ngettext("mens deed mee", "mensen deden mee", people)),
        (workshops, ngettext("workshop", "workshops", workshops)),
        (notes, ngettext("zin over wat eruit kwam", "zinnen over wat eruit kwam", notes)),
    ]
    found = [(str(number), what) for number, what in counted if number]
    answered = numbers_of_round(round)
    if answered.said:
        share = _("{n} van {all}").format(n=answered.decided, all=answered.said)
        found.append((share, _("vragen beantwoord, met reden")))
    return found


def _answers(bulletin: Bulletin) -> Iterator[Section]:
    until = bulletin.superseded
    rows = rows_told(bulletin.round).select_related("addressee__organisation").order_by("pk")
    if until:
        rows = rows.filter(received__lte=until)
    answered: list[Disposition] = []
    waiting: list[Disposition] = []
    for row in rows:
        known = row.state in ANSWERED and not (until and row.decided and row.decided > until)
        (answered if known else waiting).append(row)
    zone = ZoneInfo(bulletin.round.zone)
    told = [_answer(row, zone) for row in answered]
    yield Section(_("Wat ermee gedaan is"), Part.ANSWERS, told)
    wait = [Item(row.text, str(row.addressee)) for row in waiting]
    yield Section(_("Hier wachten wij nog op antwoord"), Part.ANSWERS, wait)


def _answer(row: Disposition, zone: ZoneInfo) -> Item:
    said = _("Antwoord van {role}").format(role=row.addressee)
    refused = row.decision == Decision.NOT
    return Item(
        row.text,
        _("niet overgenomen") if refused else row.get_decision_display(),
        row.reason,
        f"{said}, {day_and_month(localdate(row.decided, zone))}" if row.decided else said,
        refused=refused,
        kind=CHIPS.get(Decision(row.decision), "wait"),
    )


def rows_told(round: Round) -> DispositionQuerySet:
    """The rows of the ledger that a bulletin of this round contains."""
    return Disposition.objects.public().filter(round=round)
