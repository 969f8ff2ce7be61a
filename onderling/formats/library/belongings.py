"""What this room keeps of people, and what becomes of it when two records are one."""

from django.utils.translation import gettext as _

from onderling.base.written import plural
from onderling.formats.library.models import Contribution
from onderling.people.actions.moving import Belongings, Moving, Told
from onderling.people.models import Person


def tell(kept: Person, gone: Person) -> Told:
    number = Contribution.objects.filter(sender=gone).count()
    return Told([plural(number, _("bijdrage"), _("bijdragen"))] if number else [])


def move(moving: Moving) -> None:
    given = Contribution.objects.filter(sender=moving.gone)
    moving.hand(list(given), "sender", _("een bijdrage"), loose=True)


BELONGINGS = Belongings(
    moves=frozenset({"library.Contribution.sender"}),
    stays={"library.Practice.by": "who wrote it up, at the time"},
    tell=tell,
    move=move,
)
