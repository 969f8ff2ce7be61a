"""What a bulletin tells, read from the rooms where it was said; and who heard it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.written import capital
from onderling.feedback.models import Bulletin, Invited
from onderling.feedback.rules import Coverage, Part, coverage, in_order
from onderling.mail.models import Bounce, Message
from onderling.outcomes.models import Disposition, DispositionQuerySet, OutcomeNote, Quote
from onderling.outcomes.rules.ledger import ANSWERED, Decision
from onderling.people.models import Person
from onderling.rounds.models import Round

KIND = "bulletin"


@dataclass(frozen=True)
class Item:
    """One thing that is told: a line, what became of it or who said it, and why."""

    text: str
    word: str = ""
    reason: str = ""
    refused: bool = False


@dataclass(frozen=True)
class Section:
    """A part under its heading; notes stand under their workshop."""

    title: str
    items: list[Item]
    key: str = ""


@dataclass(frozen=True)
class Content:
    """Everything that is told, in order. Page, mail and paper are made of this alone."""

    title: str
    intro: str
    sections: list[Section] = field(default_factory=list)


def bulletin_of(round: Round) -> Bulletin | None:
    """What everybody may read of this round, once it is published."""
    shown = Bulletin.objects.filter(round=round, state=Bulletin.State.PUBLISHED)
    return shown.first()


def content_of(bulletin: Bulletin) -> Content:
    """Gather what may be told today: four queries, however much it is."""
    makers = {Part.ANSWERS: _answers, Part.NOTES: _notes, Part.QUOTES: _quotes}
    found = [part for key in in_order(bulletin.order) for part in makers[key](bulletin.round)]
    sections = [one for one in found if one.items]
    return Content(bulletin.title, bulletin.intro, sections)


def as_text(content: Content) -> str:
    """Write the same for a mail or a letter: plain text."""
    parts = [content.intro] if content.intro else []
    for section in content.sections:
        lines = [section.title.upper(), *(_line(item) for item in section.items)]
        parts.append("\n\n".join(lines))
    return "\n\n".join(parts)


def _line(item: Item) -> str:
    tail = f"{capital(item.word)}. {item.reason}" if item.reason else item.word
    return "\n  ".join(part for part in (f"- {item.text}", tail) if part)


def _answers(round: Round) -> Iterator[Section]:
    rows = rows_told(round).select_related("addressee__organisation").order_by("pk")
    answered = [row for row in rows if row.state in ANSWERED]
    waiting = [row for row in rows if row.state not in ANSWERED]
    yield Section(
        _("Wat ermee gedaan is"),
        [
            Item(
                row.text,
                row.get_decision_display(),
                row.reason,
                refused=row.decision == Decision.NOT,
            )
            for row in answered
        ],
        Part.ANSWERS,
    )
    yield Section(
        _("Hier wachten wij nog op antwoord"),
        [Item(row.text, str(row.addressee)) for row in waiting],
        Part.ANSWERS,
    )


def rows_told(round: Round) -> DispositionQuerySet:
    """The rows of the ledger that a bulletin of this round contains."""
    return Disposition.objects.public().filter(round=round)


def _notes(round: Round) -> Iterator[Section]:
    notes = OutcomeNote.objects.filter(meeting__offer__round=round).exclude(text="")
    by_title: dict[str, list[Item]] = {}
    for note in notes.select_related("meeting__offer").order_by(
        "meeting__offer__title", "meeting", "position"
    ):
        by_title.setdefault(note.meeting.offer.title, []).append(Item(note.text))
    for title, items in by_title.items():
        yield Section(title, items, Part.NOTES)


def _quotes(round: Round) -> Iterator[Section]:
    quotes = Quote.objects.shown().filter(round=round).select_related("organisation")
    items = [Item(f"‘{quote.text}’", _said_by(quote)) for quote in quotes]
    yield Section(_("Wat mensen zeiden"), items, Part.QUOTES)


def _said_by(quote: Quote) -> str:
    """Who said it, as far as they allowed: no further than the level on the quote."""
    if quote.level == Quote.Level.ANONYMOUS:
        return quote.get_group_display()
    said = [quote.function, str(quote.organisation or "")]
    if quote.level == Quote.Level.NAME:
        said.insert(0, quote.name)
    return ", ".join(part for part in said if part)


def coverage_of(round: Round) -> Coverage | None:
    """How many of the invited heard it: none counted before the bulletin left. Two queries.

    Refused or bounced mail did not reach anybody; a letter or a call when it was ticked off.
    """
    rows = Invited.objects.filter(round=round).values_list("person", "took_part")
    invited = dict(rows)
    if not invited:
        return None
    came_back = Bounce.objects.filter(kind__in=[Bounce.Kind.HARD, Bounce.Kind.COMPLAINT])
    by_mail = Q(channel=Message.Channel.MAIL, state=Message.State.SENT) & ~Q(
        pk__in=came_back.values("message")
    )
    by_hand = Q(channel=Message.Channel.LETTER, reached__isnull=False)
    heard = Message.objects.about(audit.ref(round)).filter(by_mail | by_hand, kind=KIND)
    prefix = f"{Person._meta.label_lower}:"
    refs = heard.order_by().values_list("to_ref", flat=True)
    return coverage(invited, {int(ref.removeprefix(prefix)) for ref in refs if ref})
