"""What this room keeps of people, and what becomes of it: who gives a workshop."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.written import plural
from onderling.offers.actions.tell import tell_giver_left
from onderling.offers.models import Asker, Giving, Meeting, Offer
from onderling.people.actions.leaving import Farewell, Leaving
from onderling.people.actions.moving import Belongings, Moving, Told
from onderling.people.actions.seen import Seen, Whom, of
from onderling.people.actions.trails import Trail, in_
from onderling.people.models import Person
from onderling.rounds.rules import State


def tell(kept: Person, gone: Person) -> Told:
    given = gone.givings.count()
    made = Offer.objects.filter(maker=gone).count()
    along = [
        plural(number, one, many)
        for number, one, many in (
            (
                made,
                _("aangeboden workshop"),
                _("aangeboden workshops"),
            ),
            (
                given,
                _("keer gever van een workshop"),
                _("keer gever van een workshop"),
            ),
        )
        if number
    ]
    return Told(along)


def move(moving: Moving) -> None:
    for offer in Offer.objects.filter(maker=moving.gone).order_by("pk"):
        about = _("wie ‘{title}’ aanbood").format(title=offer.title)
        moving.change(offer, about, maker=moving.kept)
    gives = set(moving.kept.givings.values_list("meeting", flat=True))
    for giving in Giving.objects.filter(person=moving.gone).select_related("meeting__offer"):
        about = _("wie ‘{title}’ geeft").format(title=giving.meeting.offer.title)
        if giving.meeting_id in gives:
            moving.drop(giving, about)
        else:
            moving.change(giving, about, person=moving.kept)
    asks = set(moving.kept.questions.values_list("question", flat=True))
    for asker in Asker.objects.filter(person=moving.gone).select_related("question"):
        about = _("wie vroeg om ‘{topic}’").format(topic=asker.question.topic)
        if asker.question_id in asks:
            moving.drop(asker, about)
        else:
            moving.change(asker, about, person=moving.kept)


def tell_leaving(leaving: Leaving) -> Farewell:
    """Name each workshop that loses its giver, with how many people sit in it (S3a-8)."""
    first = []
    for giving in _still_to_give(leaving):
        title, taken = giving.meeting.offer.title, giving.meeting.taken
        said = _("‘{title}’ heeft dan een gever minder. De coördinator krijgt bericht.")
        first.append(said.format(title=title))
        if taken:
            people = plural(taken, _("mens houdt een plek"), _("mensen houden een plek"))
            first.append(_("{people} bij ‘{title}’.").format(people=people, title=title))
    made = Offer.objects.filter(maker__in=leaving.who.ids).count()
    stays = []
    if made:
        offers = plural(made, _("aangeboden workshop"), _("aangeboden workshops"))
        stays.append(_("{offers}: titel en tekst, zonder gever.").format(offers=offers))
    return Farewell(first, [], stays)


def leave(leaving: Leaving) -> None:
    for giving in _still_to_give(leaving):
        meeting = giving.meeting
        giving.delete()
        audit.note(
            leaving.by,
            "giver_left",
            on=meeting,
            scope=meeting.offer.round,
            now=leaving.now,
        )
        tell_giver_left(meeting, now=leaving.now)


def _still_to_give(leaving: Leaving) -> list[Giving]:
    """What somebody gives that is not over yet."""
    mine = Giving.objects.filter(person__in=leaving.who.ids)
    coming = Q(meeting__slot=None) | Q(meeting__slot__ends__gt=leaving.now)
    found = mine.filter(coming).exclude(meeting__state=Meeting.State.CANCELLED)
    open_ = found.exclude(meeting__offer__round__state__in=[State.CLOSED, State.CANCELLED])
    related = ("meeting__offer__round__programme", "meeting__slot")
    return list(open_.select_related(*related).order_by("meeting__slot__starts", "pk"))


def seen(whom: Whom) -> Iterator[Seen]:
    """Who gives a workshop, offered one or asked for one, in which round."""
    for rows, round in (
        (Giving.objects.order_by(), "meeting__offer__round"),
        (Asker.objects.order_by(), "question__round"),
    ):
        for found in (
            of(rows, "person", whom)
            .values_list("person", f"{round}__ends_on", round)
            .distinct()
        ):
            yield Seen(*found)
    made = of(Offer.objects.order_by().exclude(maker=None), "maker", whom)
    for found in made.values_list("maker", "round__ends_on", "round").distinct():
        yield Seen(*found)


BELONGINGS = Belongings(
    moves=frozenset({"offers.Offer.maker", "offers.Giving.person", "offers.Asker.person"}),
    stays={"offers.Meeting.givers": "goes by the rows of Giving"},
    tell=tell,
    move=move,
    trails=(
        # What somebody wrote about a workshop is the workshop's; it is in their export.
        Trail(Offer, in_("maker"), theirs=False, beside="title about state", round="round"),
        Trail(Giving, in_("person"), beside="meeting", round="meeting__offer__round"),
        Trail(Asker, in_("person"), beside="question since", round="question__round"),
    ),
    seen=seen,
    tell_leaving=tell_leaving,
    leave=leave,
)
