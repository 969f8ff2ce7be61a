"""What this room keeps of people, and what becomes of it: what they gave, and wrote up."""

from collections.abc import Iterator

from django.db.models import Max, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onderling.base.written import plural
from onderling.formats.library.models import Contribution, Practice
from onderling.formats.library.rules import State
from onderling.people.actions.moving import Belongings, Moving, Told
from onderling.people.actions.seen import FOR_GOOD, Seen, Whom, of
from onderling.people.actions.trails import Someone, Trail, in_
from onderling.people.models import Person


def tell(kept: Person, gone: Person) -> Told:
    number = Contribution.objects.filter(sender=gone).count()
    return Told([plural(number, _("bijdrage"), _("bijdragen"))] if number else [])


def move(moving: Moving) -> None:
    given = Contribution.objects.filter(sender=moving.gone)
    moving.hand(list(given), "sender", _("een bijdrage"), loose=True)


def _given_by(who: Someone) -> Q:
    return Q(sender__in=who.ids) | Q(email__in=who.addresses)


def _made_of_theirs(who: Someone) -> Q:
    return Q(contribution__sender__in=who.ids)


def seen(whom: Whom) -> Iterator[Seen]:
    """Who gave something: as long as an editor must still answer, else since the last time."""
    given = of(Contribution.objects.order_by().exclude(sender=None), "sender", whom)
    for pk in given.filter(state=State.MODERATION).values_list("sender", flat=True):
        yield Seen(pk, FOR_GOOD)
    for pk, at in given.values_list("sender").annotate(last=Max("submitted")):
        yield Seen(pk, localdate(at))


BELONGINGS = Belongings(
    moves=frozenset({"library.Contribution.sender"}),
    stays={"library.Practice.writer": "who wrote it up, at the time"},
    seen=seen,
    tell=tell,
    move=move,
    trails=(
        Trail(Contribution, _given_by, drop=True, beside="kind state submitted about"),
        Trail(
            Practice,
            _made_of_theirs,
            fields="contribution title words source",
            drop=True,
            beside="published",
        ),
        Trail(Practice, in_("writer"), fields="writer", theirs=False, beside="title published"),
    ),
)
