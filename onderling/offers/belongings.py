"""What this room keeps of people, and what becomes of it: who gives a workshop."""

from django.utils.translation import gettext as _

from onderling.base.written import plural
from onderling.offers.models import Asker, Giving, Offer
from onderling.people.actions.moving import Belongings, Moving, Told
from onderling.people.actions.trails import Trail, in_
from onderling.people.models import Person


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
)
