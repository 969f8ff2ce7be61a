"""What this room keeps of people when two records are one: who gives a workshop."""

from django.utils.translation import gettext as _

from onderling.base.written import plural
from onderling.offers.models import Giving, Offer
from onderling.people.actions.moving import Belongings, Moving, Told
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


BELONGINGS = Belongings(
    moves=frozenset({"offers.Offer.maker", "offers.Giving.person"}),
    stays={"offers.Meeting.givers": "goes by the rows of Giving"},
    tell=tell,
    move=move,
)
