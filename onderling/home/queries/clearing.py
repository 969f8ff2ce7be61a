"""What goes within two months, counted by kind and by round: nobody is named (X-40)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Min, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.base.models import Setting
from onderling.base.privacy import CARD, POST, ROUND, VISIT
from onderling.base.written import full_date, plural
from onderling.home.rules import Matter
from onderling.mail.models import Message
from onderling.people.actions.outlook import Lot, lots
from onderling.people.actions.prolonging import name_of, put_off_rows
from onderling.people.models import Going, Person
from onderling.people.rules import Role, Scope
from onderling.rounds.models import Round

AHEAD = timedelta(days=61)
# What goes, for who reads how much of it goes.
WHAT = {
    ("people.Person", CARD): gettext_lazy("kaarten van mensen"),
    ("people.Person", ROUND): gettext_lazy("wat mensen nodig hebben of niet eten"),
    ("people.Person", VISIT): gettext_lazy("wanneer mensen voor het laatst inlogden"),
    ("base.Draft", POST): gettext_lazy("wat mensen typten en niet bewaarden"),
    ("base.ImportRow", CARD): gettext_lazy("ingelezen rijen waar niemand bij hoort"),
    ("discussion.Comment", POST): gettext_lazy("reacties die niemand bevestigde"),
    ("mail.Bounce", POST): gettext_lazy("waarom een bericht terugkwam"),
    ("mail.Message", POST): gettext_lazy("naam, adres en tekst van berichten"),
    ("outcomes.NoteTaker", ROUND): gettext_lazy("wie opschreef wat eruit kwam"),
    ("signups.Ambassador", ROUND): gettext_lazy("wie anderen uitnodigde"),
    ("signups.DoorKeeper", ROUND): gettext_lazy("wie aan de deur stond"),
    ("signups.Favourite", ROUND): gettext_lazy("workshops die mensen bewaarden"),
    ("signups.Participation", ROUND): gettext_lazy("via wie mensen kwamen"),
}
# The kinds of which an owner may put the term off, as they stand in an address.
KINDS = {
    "kaarten": (CARD, gettext_lazy("Kaarten van mensen"), gettext_lazy("een jaar")),
    "na-de-ronde": (ROUND, gettext_lazy("Wat na een ronde weggaat"), gettext_lazy("een maand")),
    "inloggen": (VISIT, gettext_lazy("Wanneer mensen inlogden"), gettext_lazy("een half jaar")),
}


@dataclass(frozen=True)
class Shown:
    """One line of the page."""

    what: str
    number: int
    oldest: date
    on: date


@dataclass(frozen=True)
class Heap:
    """What goes of one round, or of no round: its lots, and until when it was put off."""

    round: Round | None
    lots: list[Shown]
    put_off: Setting | None = None

    @property
    def until(self) -> date | None:
        return date.fromisoformat(self.put_off.value) if self.put_off else None


@dataclass(frozen=True)
class Outlook:
    """The page: per round, then what is of no round, then what goes by itself every day."""

    heaps: list[Heap]
    rest: list[Shown]
    daily: list[Shown]
    kinds: list[dict[str, Any]]
    told: int
    first: date | None
    letters: int
    loose: int


def everywhere(person: Person) -> bool:
    """Say whether somebody looks after all rounds: then also after who is in none."""
    return Scope.NETWORK in person.scopes(Role.OWNER, Role.COORDINATOR)


def outlook_for(person: Person, *, now: datetime) -> Outlook:
    """Count what goes, in the rounds of this coordinator. As many queries for any number."""
    found, rows = lots(last=localdate(now) + AHEAD), put_off_rows()
    rounds = {one.pk: one for one in Round.objects.managed_by(person)}
    whole = everywhere(person)
    goings = _goings(person)
    of_round = Q(letter__scope_ref__startswith=f"{Round._meta.label_lower}:")
    heaps = [
        Heap(
            rounds[pk],
            [_shown(lot) for lot in found if lot.round == pk],
            _still(rows.get(name_of(round=pk)), now),
        )
        for pk in sorted(_of(found, rounds) | _off(rows, rounds))
    ]
    loose = [lot for lot in found if lot.round is None] if whole else []
    return Outlook(
        heaps=heaps,
        rest=[_shown(lot) for lot in loose if lot.keep != POST],
        daily=_by_what(lot for lot in loose if lot.keep == POST),
        kinds=_kinds(rows, now) if person.holds(Role.OWNER) else [],
        told=goings.count(),
        first=goings.aggregate(first=Min("on"))["first"],
        letters=goings.filter(_to_ring(), of_round).count(),
        loose=goings.filter(_to_ring()).exclude(of_round).count(),
    )


def _of(found: Iterable[Lot], rounds: Mapping[int, Round]) -> set[int]:
    return {lot.round for lot in found if lot.round is not None and lot.round in rounds}


def _off(rows: dict[str, list[Setting]], rounds: Iterable[int]) -> set[int]:
    return {pk for pk in rounds if name_of(round=pk) in rows}


def _still(rows: list[Setting] | None, now: datetime) -> Setting | None:
    """The last word about a term, as long as it puts it off."""
    if not rows or date.fromisoformat(rows[0].value) <= localdate(now):
        return None
    return rows[0]


def _kinds(rows: dict[str, list[Setting]], now: datetime) -> list[dict[str, Any]]:
    found = []
    for slug, (keep, label, term) in KINDS.items():
        row = _still(rows.get(name_of(keep)), now)
        until = date.fromisoformat(row.value) if row else None
        found.append({"slug": slug, "label": label, "term": term, "row": row, "until": until})
    return found


def _shown(lot: Lot) -> Shown:
    what = str(WHAT[lot.model._meta.label, lot.keep])
    return Shown(what, lot.number, lot.oldest, lot.on)


def _by_what(some: Iterable[Lot]) -> list[Shown]:
    """One line for each kind: what leads to it, a reader need not know."""
    found: dict[str, list[Shown]] = defaultdict(list)
    for one in map(_shown, some):
        found[one.what].append(one)
    return [
        Shown(
            what,
            max(one.number for one in same),
            min(one.oldest for one in same),
            min(one.on for one in same),
        )
        for what, same in found.items()
    ]


def goes_soon(person: Person) -> list[Matter]:
    """Tell a coordinator that people are going, once these were written to."""
    going = _goings(person).aggregate(first=Min("on"))
    if going["first"] is None:
        return []
    number = _goings(person).count()
    return [
        Matter(
            kind="wait",
            word=_("Goed om te weten"),
            title=plural(number, _("mens gaat weg"), _("mensen gaan weg")),
            text=_(
                "Vanaf {day} verwijderen wij hun gegevens."
                " Wie dat nog niet hoorde, blijft zolang."
            ).format(day=full_date(going["first"])),
            url=reverse("home:clearing"),
            link=_("Bekijk wat er weggaat"),
        )
    ]


def _goings(person: Person) -> Any:
    every = Going.objects.order_by()
    if everywhere(person):
        return every
    own = Round.objects.managed_by(person).values("pk")
    return every.filter(person__participations__round__in=own).distinct()


def _to_ring() -> Q:
    """Whom no mail reaches: their letter waits, to print or to ring about."""
    return Q(letter__channel=Message.Channel.LETTER, letter__reached=None)
