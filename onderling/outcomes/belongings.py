"""What this room keeps of people, and what becomes of it when two records are one."""

from django.db.models import Q
from django.utils.translation import gettext as _

from onderling.base.written import plural
from onderling.outcomes.models import (
    Addressee,
    Change,
    Contributor,
    Disposition,
    NoteTaker,
    Quote,
)
from onderling.people.actions.moving import Belongings, Moving, Told
from onderling.people.actions.trails import Someone, Trail, in_
from onderling.people.models import Person


def tell(kept: Person, gone: Person) -> Told:
    along = [
        plural(number, one, many)
        for number, one, many in (
            (gone.quotes.count(), _("citaat"), _("citaten")),
            (gone.answers_as.count(), _("keer wie antwoordt"), _("keer wie antwoordt")),
        )
        if number
    ]
    return Told(along)


def move(moving: Moving) -> None:
    mine = NoteTaker.objects.filter(person=moving.kept).values("meeting")
    writes = NoteTaker.objects.filter(person=moving.gone).exclude(meeting__in=mine)
    moving.hand(list(writes), "person", _("wie opschrijft wat eruit kwam"), loose=True)
    moving.hand(Quote.objects.filter(person=moving.gone), "person", _("een citaat"))
    answers = Addressee.objects.filter(person=moving.gone)
    moving.hand(list(answers), "person", _("wie antwoordt"), loose=True)
    said = Contributor.objects.filter(person=moving.kept).values("disposition")
    others = Contributor.objects.filter(person=moving.gone).exclude(disposition__in=said)
    moving.hand(list(others), "person", _("wie het antwoord hoort"), loose=True)


def _own_words(who: Someone) -> Q:
    """Rows with the words of one person; not those of a workshop, nor what was merged."""
    return Q(contributors__person__in=who.ids, parents=None)


TRAILS = (
    Trail(NoteTaker, in_("person"), fields="person", drop=True, beside="meeting since"),
    Trail(NoteTaker, in_("by"), fields="by", theirs=False, beside="meeting since"),
    Trail(
        Quote,
        in_("person"),
        blank="text name function organisation group",
        beside="round level agreed withdrawn",
        round="round",
    ),
    Trail(Addressee, in_("person"), beside="role organisation"),
    Trail(
        Disposition, _own_words, blank="text", beside="kind state decision due", round="round"
    ),
    Trail(Change, in_("by"), theirs=False, beside="deed text at", round="disposition__round"),
    Trail(Contributor, in_("person"), drop=True, round="disposition__round"),
)
BELONGINGS = Belongings(
    trails=TRAILS,
    moves=frozenset(
        {
            "outcomes.NoteTaker.person",
            "outcomes.Quote.person",
            "outcomes.Addressee.person",
            "outcomes.Contributor.person",
        }
    ),
    stays={
        "outcomes.NoteTaker.by": "who appointed somebody, at the time",
        "outcomes.Change.by": "who decided, at the time",
    },
    tell=tell,
    move=move,
)
