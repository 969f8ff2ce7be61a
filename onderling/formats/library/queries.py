"""What the pages of the library read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onderling.base.audit import ref
from onderling.base.written import capital
from onderling.formats.library.models import Contribution, Practice
from onderling.formats.library.models.contributions import KINDS, ContributionQuerySet
from onderling.formats.library.models.practices import PracticeQuerySet
from onderling.formats.library.rules import LONGEST_NAME, State
from onderling.outcomes.models import Disposition
from onderling.outcomes.queries.ledger import Row, stands_for, today_in, with_state
from onderling.outcomes.rules.ledger import ANSWERED, Kind
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State as RoundState


@dataclass(frozen=True)
class Entry:
    """One thing in the feed."""

    title: str
    words: str
    by: str
    url: str
    published: datetime


def latest(most: int) -> list[Entry]:
    """What came last, the newest first; a practical example in place of its contribution."""
    given = Contribution.objects.filter(state=State.PUBLISHED, published__isnull=False)
    entries = [
        Entry(
            one.title,
            one.words,
            one.by,
            reverse("library:contribution", args=[one.pk]),
            one.published,
        )
        for one in given[:most]
        if one.published
    ]
    entries += [
        Entry(
            one.title,
            one.words,
            one.by,
            reverse("library:practice", args=[one.pk]),
            one.published,
        )
        for one in Practice.objects.shown()[:most]
        if one.published
    ]
    return sorted(entries, key=lambda entry: entry.published, reverse=True)[:most]


def tabs_of(shown: ContributionQuerySet, kind: str) -> list[dict[str, object]]:
    """All of it, and each kind, with how many there are: one question."""
    per_kind = dict(shown.order_by().values_list("kind").annotate(Count("pk")))
    everything = [("", _("Alles"), sum(per_kind.values()))]
    kinds = [(key, capital(str(label)), per_kind.get(key, 0)) for key, label in KINDS]
    return [
        {
            "label": f"{label} ({number})",
            "url": f"?soort={key}" if key else "?",
            "current": key == kind,
        }
        for key, label, number in everything + kinds
    ]


def became_of(
    contribution: Contribution, *, now: datetime, for_everybody: bool = False
) -> list[Row]:
    """What somebody answered, or by when they do; nothing when nobody was asked (X-128).

    Several when an editor took it apart: then each says its own words. For everybody only what
    was given to somebody to answer: words of others that were merged with it wait for that.
    """
    rows = Disposition.objects.filter(source_ref=ref(contribution)).exclude(text="")
    row = rows.select_related("round", "addressee__organisation", "meeting__offer").first()
    if row is None:
        return []
    standing = [
        one for one in stands_for(row) if one.text and (one.addressee or not for_everybody)
    ]
    return with_state(standing, today=today_in(row, now=now))


def unanswered_of(editor: Person, *, now: datetime) -> list[Row]:
    """What was placed about no round and waits for an answer, the first day first."""
    rows = Disposition.objects.managed_by(editor).unanswered().filter(round=None)
    rows = rows.select_related("round", "addressee__organisation", "addressee__person")
    return with_state(rows.order_by("due", "pk"), today=localdate(now))


def answered_note(editor: Person, key: int | None) -> Disposition | None:
    """What a workshop noted and somebody answered, in a round of this editor."""
    rows = (
        Disposition.objects.managed_by(editor)
        .public()
        .filter(kind=Kind.NOTE, state__in=ANSWERED, pk=key or 0)
    )
    return rows.select_related("round", "meeting__offer__theme").first()


def first_words_of(note: Disposition) -> dict[str, object]:
    """With what a practical example of a note begins; the editor makes it readable."""
    offer = note.meeting.offer if note.meeting else None
    source = f"{offer.title}, {note.round}" if offer else ""
    return {
        "words": f"{note.text}\n\n{note.reason}",
        "source": source[:LONGEST_NAME],
        "theme": offer.theme_id if offer else None,
        "working_form": offer.working_form_id if offer else None,
    }


def rounds_to_choose(editor: Person) -> QuerySet[Round]:
    """The rounds of an editor in which something can be answered, the nearest ones first."""
    busy = Round.objects.managed_by(editor).exclude(
        state__in=[RoundState.DRAFT, RoundState.CLOSED, RoundState.CANCELLED]
    )
    return busy.order_by("starts_on", "pk")


def filters_of(
    asked: QueryDict, found: PracticeQuerySet, names: Mapping[str, Collection[str]]
) -> tuple[PracticeQuerySet, str]:
    """Take what somebody chose from the address; a name that is not there chooses nothing."""
    chosen = {}
    for word, field in (("thema", "theme"), ("werkvorm", "working_form")):
        if (name := asked.get(word, "")) in names[field]:
            found = found.filter(**{f"{field}__name": name})
            chosen[word] = name
    return found, f"{urlencode(chosen)}&" if chosen else ""
