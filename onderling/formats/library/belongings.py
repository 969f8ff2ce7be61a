"""What this room keeps of people, and what becomes of it: what they gave, and wrote up."""

from django.db.models import Q
from django.utils.translation import gettext as _

from onderling.base.written import plural
from onderling.formats.library.models import Contribution, Practice
from onderling.people.actions.moving import Belongings, Moving, Told
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


BELONGINGS = Belongings(
    moves=frozenset({"library.Contribution.sender"}),
    stays={"library.Practice.writer": "who wrote it up, at the time"},
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
