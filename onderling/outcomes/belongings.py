"""What this room keeps of people, and what becomes of it when two records are one."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from onderling.base.written import plural
from onderling.outcomes.actions.merging import take_words_out
from onderling.outcomes.actions.photos import drop_photo
from onderling.outcomes.models import (
    Addressee,
    Change,
    Contributor,
    Disposition,
    NoteTaker,
    Photo,
    Quote,
    Recognisable,
)
from onderling.outcomes.rules.photos import Answer
from onderling.people.actions.leaving import Farewell, Leaving
from onderling.people.actions.moving import Belongings, Moving, Told
from onderling.people.actions.seen import FOR_GOOD, Seen, Whom, of
from onderling.people.actions.trails import ByName, Someone, Trail, in_
from onderling.people.models import Person


def tell(kept: Person, gone: Person) -> Told:
    along = [
        plural(number, one, many)
        for number, one, many in (
            (gone.quotes.count(), _("citaat"), _("citaten")),
            (gone.recognisable_on.count(), _("foto"), _("foto’s")),
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
    seen = Recognisable.objects.filter(person=moving.kept).values("photo")
    faces = Recognisable.objects.filter(person=moving.gone)
    moving.hand(list(faces.exclude(photo__in=seen)), "person", _("een foto"), loose=True)
    # On one photo twice: a no of either of them is a no of the one person they are.
    for twice in faces.filter(photo__in=seen):
        if twice.answer == Answer.NO:
            kept = Recognisable.objects.get(person=moving.kept, photo=twice.photo)
            moving.change(
                kept,
                _("een foto"),
                loose=True,
                answer=twice.answer,
                answered=twice.answered,
                channel=twice.channel,
            )
        moving.drop(twice, _("een foto"))
    made = Photo.objects.filter(maker=moving.gone)
    moving.hand(list(made), "maker", _("een foto"), loose=True)


def tell_leaving(leaving: Leaving) -> Farewell:
    number = _photos_of(leaving.who).count()
    if not number:
        return Farewell()
    return Farewell(
        goes=[
            plural(
                number, _("foto waarop u herkenbaar bent"), _("foto’s waarop u herkenbaar bent")
            )
        ],
        stays=[_("of u ja of nee zei tegen een foto, zonder uw naam")],
    )


def leave(leaving: Leaving) -> None:
    """A photo goes with who asks to go. What they agreed to stays when only the time is over:
    the bare yes stays with it, so that what is online can still be judged (X-36). A photo of
    which they never said anything goes then too: nobody can say yes any more."""
    said = Disposition.objects.filter(_own_words(leaving.who)).values_list("pk", flat=True)
    for row in Disposition.objects.lock(*said):
        if row.replaced:
            take_words_out(row, now=leaving.now)
    photos = _photos_of(leaving.who)
    if leaving.of_term:
        silent = Recognisable.objects.filter(in_("person")(leaving.who), answer=Answer.NONE)
        photos = photos.filter(pk__in=silent.values("photo"))
    for photo in photos:
        drop_photo(photo, by=leaving.by, now=leaving.now)


def _photos_of(who: Someone) -> QuerySet[Photo]:
    faces = Recognisable.objects.filter(in_("person")(who) | ByName("name")(who))
    return Photo.objects.filter(gone=None, pk__in=faces.values("photo")).order_by("pk")


def _own_words(who: Someone) -> Q:
    """Rows with the words of one person; not those of a workshop, nor what was made of them by
    hand: that follows them."""
    return Q(contributors__person__in=who.ids, parents=None)


def seen(whom: Whom) -> Iterator[Seen]:
    """Who still owes an answer."""
    open_ = Disposition.objects.unanswered().exclude(addressee__person=None).order_by()
    owed = of(open_, "addressee__person", whom)
    for pk in owed.values_list("addressee__person", flat=True).distinct():
        yield Seen(pk, FOR_GOOD)


HELD_IN = "meeting__offer__round"
TRAILS = (
    Trail(
        NoteTaker,
        in_("person"),
        fields="person",
        drop=True,
        beside="meeting since",
        round=HELD_IN,
    ),
    Trail(
        NoteTaker,
        in_("by"),
        fields="by",
        theirs=False,
        beside="meeting since",
        round=HELD_IN,
        cut="by",
    ),
    Trail(
        Quote,
        in_("person"),
        blank="text name function organisation group",
        beside="round level agreed withdrawn",
        round="round",
    ),
    Trail(Photo, in_("maker"), fields="maker", beside="at", round="round"),
    Trail(
        Photo,
        in_("recognisables__person"),
        fields="alt caption",
        blank="alt caption",
        beside="at",
        round="round",
    ),
    Trail(
        Recognisable,
        in_("person"),
        fields="person answer",
        stays={"answer": "of iemand ja of nee zei, blijft na te gaan"},
        beside="answered channel",
        round="photo__round",
    ),
    Trail(Recognisable, ByName("name"), fields="name", blank="name", round="photo__round"),
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
            "outcomes.Photo.maker",
            "outcomes.Recognisable.person",
        }
    ),
    stays={
        "outcomes.NoteTaker.by": "who appointed somebody, at the time",
        "outcomes.Change.by": "who decided, at the time",
    },
    seen=seen,
    tell=tell,
    move=move,
    tell_leaving=tell_leaving,
    leave=leave,
)
