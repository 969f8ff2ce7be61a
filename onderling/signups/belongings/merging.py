"""What becomes of what this room keeps of people when two records are one."""

from django.utils.translation import gettext as _

from onderling.base.errors import Refused
from onderling.base.written import plural
from onderling.people.actions.moving import Moving, Question, Told
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.actions.merging_wishes import (
    bond_of,
    both_in,
    ends,
    merge_participations,
    questions,
)
from onderling.signups.actions.seat_merging import (
    seat_questions,
    seats_that_end,
)
from onderling.signups.models import (
    AllocationRun,
    Ambassador,
    CalendarFeed,
    DoorKeeper,
    Favourite,
    Participation,
    Signup,
)

BUSY = [AllocationRun.State.QUEUED, AllocationRun.State.RUNNING]


def ask(kept: Person, gone: Person) -> list[Question]:
    """Per round in which both take part: as whom, which wishes, which places."""
    return [
        question
        for both in both_in(kept, gone)
        for question in (*questions(both), *seat_questions(*both))
    ]


def tell(kept: Person, gone: Person) -> Told:
    along = []
    places = Signup.objects.seated().filter(participation__person=gone).count()
    for number, one, many in (
        (gone.participations.count(), _("deelname aan een ronde"), _("deelnames aan rondes")),
        (places, _("plek bij een workshop"), _("plekken bij workshops")),
        (
            CalendarFeed.objects.filter(person=gone).count(),
            _("agenda-adres"),
            _("agenda-adressen"),
        ),
    ):
        if number:
            along.append(plural(number, one, many))
    found = [
        line for both in both_in(kept, gone) for line in (*ends(both), *seats_that_end(*both))
    ]
    return Told(along, found)


def hold(kept: Person, gone: Person) -> None:
    """Nobody publishes, reads in a list or begins an allocation while two become one."""
    rounds = Round.objects.filter(participations__person__in=[kept, gone]).values("pk")
    held = Round.objects.filter(pk__in=rounds).order_by("pk")
    list(held.select_for_update(of=("self",), no_key=True))


def move(moving: Moving) -> None:
    shared = both_in(moving.kept, moving.gone)
    for both in shared:
        if both[0].round.runs.filter(state__in=BUSY).exists():
            said = _("De verdeling van {round} is bezig. Wacht tot zij klaar is.")
            raise Refused(said.format(round=both[0].round))
        merge_participations(moving, both)
    rest = Participation.objects.filter(person=moving.gone).select_related("round")
    for one in Participation.objects.lock(*rest.values_list("pk", flat=True)):
        about = _("de deelname aan {round}").format(round=one.round)
        bond = bond_of(moving.kept, one)
        moving.change(one, about, person=moving.kept, affiliation=bond)
    if not CalendarFeed.objects.filter(person=moving.kept).exists():
        feeds = CalendarFeed.objects.filter(person=moving.gone)
        moving.hand(feeds, "person", _("een agenda-adres"), loose=True)
    _move_invitations(moving)
    doors = DoorKeeper.objects.filter(person=moving.kept).values("round")
    others = DoorKeeper.objects.filter(person=moving.gone).exclude(round__in=doors)
    moving.hand(list(others), "person", _("een plek aan de deur"), loose=True)
    saved = Favourite.objects.filter(person=moving.kept).values("offer")
    fresh = Favourite.objects.filter(person=moving.gone).exclude(offer__in=saved)
    moving.hand(list(fresh), "person", _("een bewaarde workshop"), loose=True)


def _move_invitations(moving: Moving) -> None:
    """One invitation a round; who came by the one that ends, came by the one that stays."""
    mine = {one.round_id: one for one in Ambassador.objects.filter(person=moving.kept)}
    for one in Ambassador.objects.filter(person=moving.gone).select_related("round"):
        about = _("de uitnodiging voor {round}").format(round=one.round)
        if one.round_id not in mine:
            moving.change(one, about, loose=True, person=moving.kept)
            continue
        for brought in one.brought.all():
            moving.change(brought, about, loose=True, through=mine[one.round_id])
