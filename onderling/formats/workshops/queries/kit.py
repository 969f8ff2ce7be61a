"""The kit: what a poster, a flyer or a picture says of a workshop, an organisation, a round."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onderling.base.language import html_language
from onderling.base.qr import qr_picture
from onderling.base.shades import LOOKS
from onderling.base.written import capital, deadline, name_list, period, weekday
from onderling.formats.workshops.rules.browsing import ONLINE
from onderling.formats.workshops.rules.kit import few_times
from onderling.offers.models import Meeting, Offer
from onderling.offers.queries.audience import in_short
from onderling.people.models import Organisation
from onderling.rounds.models import Phase, Round
from onderling.rounds.rules import Deed, State

TITLES_ON_A_POSTER = 8
LONGEST_INTRO = 900  # signs; a longer one is for the screen


@dataclass(frozen=True)
class Piece:
    """What a kit is about, in words that stand on paper."""

    round: Round
    heading: str
    path: str  # where the code leads to, without the install's own address
    when: list[str]
    where: list[str]
    code_says: str
    name: str  # of the files
    lead: str = ""
    by: str = ""
    about: str = ""
    says: str = ""
    items: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return settings.BASE_ADDRESS + self.path


def offers_with_times() -> Any:
    """Offers with what a poster asks of them: three queries, however many there are."""
    times = Meeting.objects.on().filter(slot__isnull=False)
    times = times.select_related("slot", "last_slot", "room").prefetch_related("givers")
    return Offer.objects.select_related("organisation", "maker").prefetch_related(
        Prefetch("meetings", times.order_by("slot__starts", "pk"), to_attr="times")
    )


def piece_of_offer(round: Round, offer: Any) -> Piece:
    """One workshop, as `offers_with_times` read it."""
    givers = {person.pk: person.name for time in offer.times for person in time.givers.all()}
    names = list(givers.values()) or ([offer.maker.name] if offer.maker else [])
    organisation = str(offer.organisation or "")
    after = _("Na afloop {text}").format(text=offer.afterwards) if offer.afterwards else ""
    return Piece(
        round=round,
        heading=offer.title,
        path=reverse("workshops:workshop", args=[round.slug, offer.pk]),
        when=_times(round, offer.times),
        where=_places(round, offer),
        code_says=_("QR-code naar de pagina van deze workshop"),
        name=f"{round.slug}-{offer.code or offer.pk}".casefold(),
        lead=after,
        by=", ".join(filter(None, [name_list(names, most=4), organisation])),
        about="\n".join(filter(None, [offer.about, _to_prepare(offer)])),
        says=_("Gaat door vanaf {least} mensen, plek voor {most}").format(
            least=offer.minimum, most=offer.maximum
        ),
    )


def piece_of_organisation(round: Round, organisation: Organisation, titles: list[str]) -> Piece:
    """What one organisation brings, for its own notice board."""
    count = len(titles)
    gives = ngettext("{name} geeft {n} workshop.", "{name} geeft {n} workshops.", count)
    query = urlencode({"organisatie": organisation.name})
    return Piece(
        round=round,
        heading=round.name,
        path=f"{reverse('workshops:programme', args=[round.slug])}?{query}",
        when=[capital(round.dates)],
        where=[line for line in (round.venue,) if line],
        code_says=_("QR-code naar de workshops van {name}").format(name=organisation.name),
        name=f"{round.slug}-organisatie-{organisation.pk}",
        lead=gives.format(name=organisation.name, n=count),
        about=_short_intro(round),
        says=organisation.name,
        items=_some(titles),
    )


def piece_of_round(round: Round, *, workshops: int, organisations: int) -> Piece:
    """The round as a whole: a festival, a study day."""
    says = ngettext("{n} workshop", "{n} workshops", workshops).format(n=workshops)
    if organisations > 1:
        says = _("{workshops} van {n} organisaties").format(workshops=says, n=organisations)
    return Piece(
        round=round,
        heading=round.name,
        path=reverse("home:round", args=[round.slug]),
        when=[capital(round.dates)],
        where=[line for line in (round.venue,) if line],
        code_says=_("QR-code naar de pagina van {name}").format(name=round.name),
        name=round.slug,
        lead=round.theme,
        about=_short_intro(round),
        says=says if workshops else "",
    )


def sheet_facts(piece: Piece, *, join: list[str]) -> dict[str, Any]:
    """What a sheet of the kit needs."""
    round = piece.round
    return {
        "when": piece.when,
        "heading": piece.heading,
        "lead": piece.lead,
        "by": piece.by,
        "about": piece.about,
        "items": piece.items,
        "where": piece.where,
        "join": join,
        "address": piece.address,
        "band": round.name if piece.heading != round.name else settings.INSTALL.network_name,
        "band-says": piece.says,
        "code": {"picture": qr_picture(piece.address), "says": piece.code_says},
    }


def paper_facts(round: Round, title: str, *, size: str = "") -> dict[str, Any]:
    """What stands around the sheets: title, language, colours."""
    return {
        "title": title,
        "network": settings.INSTALL.network_name,
        "foot": round.name,
        "page": _("bladzijde"),
        "language": html_language(),
        "size": size,
        "look": LOOKS[round.colour].facts(),
    }


def how_to_join(round: Round, *, now: datetime) -> list[str]:
    """Say what a reader can do: it hangs for weeks, so nothing that changes by the day."""
    ring = _("Scan de code, of bel {name}: {phone}.").format(
        name=round.contact_name, phone=round.contact_phone
    )
    if round.allows(Deed.TAKE_PLACE):
        return [_("Zoek een vrije plek en meld u aan."), ring]
    wishing = round.phases.filter(kind=Phase.Kind.WISHING, closes__gt=now).first()
    if wishing and round.state in {State.DRAFT, State.ANNOUNCED, State.OPEN}:
        last = deadline(wishing.closes, ZoneInfo(round.zone))
        return [_("Meld u aan {until}.").format(until=last), ring]
    return [ring]


def _times(round: Round, meetings: list[Meeting]) -> list[str]:
    zone = ZoneInfo(round.zone)
    said = [
        capital(
            f"{weekday(begin.astimezone(zone))},"
            f" {period(begin.astimezone(zone), end.astimezone(zone))}"
        )
        for one in meetings
        if (begin := one.starts) and (end := one.ends)
    ]
    shown, more = few_times(list(dict.fromkeys(said)))
    if more:
        shown = [*shown, _("en nog {n} keer").format(n=more)]
    return shown or [capital(round.dates)]


def _places(round: Round, offer: Any) -> list[str]:
    """Where it is and for whom: the room, and the house or the town; never a street."""
    rooms = {str(time.room) for time in offer.times if time.room}
    room = rooms.pop() if len(rooms) == 1 else ""
    town = offer.organisation.place if offer.organisation else ""
    # A festival is held in many houses: then its own place is a whole region.
    house = town if round.several_days and town else round.venue or town
    online = room.casefold() == ONLINE
    where = _("Online") if online else ", ".join(filter(None, [room, house]))
    host = str(offer.organisation or round.programme.organisation)
    only = capital(in_short(offer.audience, host))
    return [line for line in (where, only) if line]


def _to_prepare(offer: Offer) -> str:
    if offer.preparation:
        return _("Voorbereiding: {text}").format(text=offer.preparation)
    return _("U hoeft niets voor te bereiden.")


def _short_intro(round: Round) -> str:
    return round.intro if len(round.intro) <= LONGEST_INTRO else ""


def _some(titles: list[str]) -> list[str]:
    more = len(titles) - TITLES_ON_A_POSTER
    if more <= 1:
        return titles
    rest = ngettext("en nog {n} workshop", "en nog {n} workshops", more).format(n=more)
    return [*titles[:TITLES_ON_A_POSTER], rest]
