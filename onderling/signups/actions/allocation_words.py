"""Reasons and contradictions in plain Dutch. Names no other person to a participant."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onderling.base.prepared import prepared
from onderling.base.written import plural
from onderling.offers.models import Meeting
from onderling.offers.queries.audience import sentence as for_whom
from onderling.rounds.models import Round
from onderling.signups.models import AllocationRun, Participation, Reason
from onderling.signups.queries import slots_of

LOTS = 2**40  # a lottery number has 40 bits; people see it on a scale to a million
SHOWN_LOTS = 1_000_000
MIX = frozenset({"at_least", "at_most", "at_least_share", "at_most_per_organisation", "needs"})


@dataclass(frozen=True)
class Why:
    """Why somebody did not get one of their wishes."""

    meeting: Meeting
    sentence: str


def why(participation: Participation) -> list[Why]:
    """What this person reads: one true sentence per wish they missed. One query."""
    return [
        Why(reason.meeting, sentence(reason))
        for reason in sorted(
            _reasons(participation=participation.pk),
            key=lambda reason: (str(reason.meeting.starts), reason.numbers.get("rank", 0)),
        )
    ]


def missed_of(participation: int | OuterRef) -> QuerySet[Reason]:
    """The wishes that somebody missed, as far as they may read about them."""
    return Reason.objects.filter(
        participation=participation, run__state=AllocationRun.State.PUBLISHED
    )


@prepared
def _reasons(participation: int) -> QuerySet[Reason]:
    reasons = missed_of(participation)
    slot = [f"meeting__slot__{name}" for name in ("label", "kind", "where", "starts", "ends")]
    shown = ("because", "numbers", "meeting__offer__title", "meeting__last_slot", *slot)
    return reasons.select_related("meeting__offer", "meeting__slot").only(*shown).order_by("pk")


def sentence(reason: Reason) -> str:
    """Say in one or two true sentences why a wish was missed."""
    title, numbers = reason.meeting.offer.title, reason.numbers
    match reason.because:
        case "cancelled":
            return _cancelled(title, numbers)
        case "overlap":
            return _overlap(title, numbers)
        case "audience":
            return for_whom(title, str(numbers["audience"]), str(numbers["name"]))
        case "full" | "lottery":
            more = _lots(numbers) if reason.because == "lottery" else _cost(numbers)
            return " ".join(filter(None, [_full(title, numbers), more]))
        case "too_big":
            return _("In ‘{title}’ passen {places}.").format(
                title=title, places=_people(int(numbers["maximum"]))
            )
        case _:
            return _cannot(title, numbers)


def _people(number: int) -> str:
    return plural(number, _("mens"), _("mensen"))


def _cancelled(title: str, numbers: Mapping[str, Any]) -> str:
    wanted, minimum = int(numbers["wanted"]), int(numbers["minimum"])
    if minimum <= wanted:
        return _(
            "‘{title}’ gaat niet door. Het lukte niet om er {minimum} bij elkaar te krijgen."
        ).format(title=title, minimum=_people(minimum))
    return _("‘{title}’ gaat niet door. {wanted} wilden erheen, {minimum} zijn nodig.").format(
        title=title, wanted=_people(wanted), minimum=minimum
    )


def _overlap(title: str, numbers: Mapping[str, Any]) -> str:
    others = [f"‘{name}’" for name in numbers.get("titles", [])]
    if numbers.get("gives"):
        return _("‘{title}’ was op hetzelfde moment als uw eigen workshop {others}.").format(
            title=title, others=" en ".join(others)
        )
    if numbers.get("same_offer"):
        return _("U hebt ‘{title}’ al op een ander moment.").format(title=title)
    return _("‘{title}’ valt samen met {others}, en daar hebt u een plek.").format(
        title=title, others=" en ".join(others)
    )


def _full(title: str, numbers: Mapping[str, Any]) -> str:
    rank, places = int(numbers["rank"]), int(numbers["places"])
    room = ngettext("{places} plek", "{places} plekken", places).format(places=places)
    first = int(numbers["first_wishes"])
    if rank == 1 and first <= places:
        return _("‘{title}’ was vol: {room}.").format(title=title, room=room)
    if rank == 1:
        wishes = ngettext("was {n} eerste wens", "waren {n} eerste wensen", first)
        return _("Voor ‘{title}’ {wishes} en {room}.").format(
            title=title, wishes=wishes.format(n=first), room=room
        )
    return _(
        "‘{title}’ was vol: {room}, en {people} kozen deze workshop als wens {rank} of hoger."
    ).format(title=title, room=room, people=_people(int(numbers["as_high"])), rank=rank)


def _cost(numbers: Mapping[str, Any]) -> str:
    """What this place was worth to others, where the prices of the run say so."""
    if numbers.get("cost"):
        said = _("Met u erin verliezen anderen samen minstens {cost} punten. U wint er {gain}.")
        return said.format(cost=numbers["cost"], gain=numbers["gain"])
    if int(numbers["rank"]) == 1 and int(numbers["first_wishes"]) <= int(numbers["places"]):
        return _("Met u erin verloren anderen samen minstens zoveel.")
    return ""


def _lots(numbers: Mapping[str, Any]) -> str:
    yours, theirs = (_shown(int(numbers[key])) for key in ("yours", "theirs"))
    said = _("De loting besliste tussen gelijke wensen.")
    if yours == theirs:
        return said
    compared = _("Uw lot was {yours}, een hoger lot kreeg de plek: {theirs}.")
    return f"{said} {compared.format(yours=yours, theirs=theirs)}"


def _shown(lot: int) -> str:
    return f"{lot * SHOWN_LOTS // LOTS:,}".replace(",", ".")


def _cannot(title: str, numbers: Mapping[str, Any]) -> str:
    rule = numbers.get("rule", "")
    texts = {
        "cannot": _("U gaf aan dat u bij ‘{title}’ niet kunt."),
        "most": _(
            "U staat vast in zoveel workshops als mogelijk is. ‘{title}’ kon er niet bij."
        ),
        "minimum": _("Met u in ‘{title}’ zou een andere workshop te klein worden."),
        "activity": _("U hebt ‘{title}’ al op een ander moment."),
        "total": _("Met u in ‘{title}’ verliezen anderen samen meer dan u wint."),
        "order": _("‘{title}’ kwam pas vrij toen de plekken verdeeld waren."),
    }
    mixed = _("In ‘{title}’ moet de groep gemengd zijn. Daarom was er geen plek voor u.")
    other = _("‘{title}’ kon niet, door een afspraak die voor deze ronde is gemaakt.")
    return texts.get(str(rule), mixed if rule in MIX else other).format(title=title)


class Names:
    """What the names in a problem mean: “m12” a meeting, “p34” somebody."""

    def __init__(self, round: Round) -> None:
        slots = list(round.slots.all())
        meetings = Meeting.objects.filter(offer__round=round).select_related(
            "offer", "slot", "last_slot"
        )
        people = round.participations.select_related("person")
        self.meetings = {f"m{meeting.pk}": meeting for meeting in meetings}
        self.people = {f"p{who.pk}": who for who in people}
        self.slots = {
            name: [slot.label for slot in slots_of(meeting, slots)]
            for name, meeting in self.meetings.items()
        }

    def of(self, name: str) -> str:
        """A title or a name; the bare word when nobody knows it."""
        if name in self.meetings:
            return self.meetings[name].offer.title
        return self.people[name].person.name if name in self.people else name

    def in_words(self, text: str) -> str:
        """Put titles and names in a sentence of the engine."""
        return re.sub(r"“([pm]\d+)”", lambda found: f"‘{self.of(found[1])}’", text)
