"""What this room keeps of people, and what becomes of it: what they said."""

from collections.abc import Iterator

from django.db.models import Max, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onderling.base.written import plural
from onderling.discussion.actions.writing import drop_picture
from onderling.discussion.models import Comment, Picture, Report
from onderling.discussion.rules import State
from onderling.people.actions.leaving import Leaving
from onderling.people.actions.moving import Belongings, Moving, Told
from onderling.people.actions.seen import Seen, Whom, of
from onderling.people.actions.trails import Someone, Trail, in_
from onderling.people.models import Person


def tell(kept: Person, gone: Person) -> Told:
    number = Comment.objects.filter(person=gone).count()
    return Told([plural(number, _("reactie"), _("reacties"))] if number else [])


def move(moving: Moving) -> None:
    # Loose: a moderator who decides meanwhile does not hinder the way back.
    said = Comment.objects.filter(person=moving.gone)
    moving.hand(said, "person", _("een reactie"), loose=True)
    told = Report.objects.filter(person=moving.gone)
    moving.hand(told, "person", _("een melding"), loose=True)


def seen(whom: Whom) -> Iterator[Seen]:
    """Who said something, when for the last time."""
    said = of(Comment.objects.order_by().exclude(person=None), "person", whom)
    for pk, at in said.values_list("person").annotate(last=Max("said")):
        yield Seen(pk, localdate(at))


def leave(leaving: Leaving) -> None:
    """Pictures with what somebody said go at once, the files with them."""
    mine = Comment.objects.filter(person__in=leaving.who.ids, picture__gone=None)
    for comment in mine.exclude(picture=None):
        drop_picture(comment, now=leaving.now)


def _by_address(who: Someone) -> Q:
    """What a guest wrote who did not press the button yet."""
    return Q(email__in=who.addresses)


BELONGINGS = Belongings(
    moves=frozenset({"discussion.Comment.person", "discussion.Report.person"}),
    seen=seen,
    leave=leave,
    tell=tell,
    move=move,
    trails=(
        # As when its writer takes it away: the place in the thread stays.
        Trail(
            Comment,
            in_("person"),
            fields="person name text link",
            beside="thread said state",
            blank="person name text link",
            becomes={"state": State.DELETED},
        ),
        Trail(Comment, _by_address, fields="email", beside="said", drop=True, since="said"),
        Trail(
            Picture,
            in_("comment__person"),
            beside="at",
            blank="alt agreed",
        ),
        Trail(Report, in_("person"), beside="at", blank="because"),
    ),
)
