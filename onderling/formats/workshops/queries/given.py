"""What somebody gave over the editions, and joined, as far as it is written down (S3a-9)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from onderling.base.written import capital, name_list, period, weekday
from onderling.formats.workshops.queries.kit import paper_facts
from onderling.offers.models import Giving, Meeting
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.models import Signup
from onderling.signups.rules import SignupState

ABOUT = ("offer__round__programme__organisation", "slot", "last_slot", "room")


@dataclass
class Edition:
    """One round of somebody: what they gave, what is still to come, where they were."""

    round: Round
    gave: list[Meeting] = field(default_factory=list)
    to_give: list[Meeting] = field(default_factory=list)
    joined: list[Meeting] = field(default_factory=list)

    @property
    def proof(self) -> bool:
        return bool(self.gave or self.joined)


def editions_of(person: Person, *, now: datetime) -> list[Edition]:
    """The rounds in which somebody gave or was there, the last one first. Two queries."""
    found: dict[int, Edition] = {}
    given = _held().filter(givings__person=person).order_by("slot__starts", "pk")
    for meeting in given:
        of = _edition(found, meeting)
        (of.gave if _is_over(meeting, now) else of.to_give).append(meeting)
    were = Signup.objects.filter(participation__person=person, state=SignupState.ATTENDED)
    for meeting in _held().filter(signups__in=were).order_by("slot__starts", "pk"):
        _edition(found, meeting).joined.append(meeting)
    return sorted(found.values(), key=lambda one: one.round.starts_on, reverse=True)


def thanks_to(edition: Edition, person: Person) -> dict[str, Any]:
    """The facts of one sheet of thanks, for what is over."""
    return thanks_facts(edition.round, [_sheet(person, edition.gave, edition.joined)])


def thanks_to_givers(round: Round) -> dict[str, Any] | None:
    """A sheet for everybody who gives in this round, to hand out on the day itself."""
    given: dict[Person, list[Meeting]] = defaultdict(list)
    givings = Giving.objects.select_related("person").order_by("pk")
    meetings = _held().filter(offer__round=round).order_by("slot__starts", "pk")
    for meeting in meetings.prefetch_related(Prefetch("givings", givings)):
        for giving in meeting.givings.all():
            given[giving.person].append(meeting)
    people = sorted(given, key=lambda one: (one.last_name, one.first_name, one.pk))
    if not people:
        return None
    return thanks_facts(round, [_sheet(person, given[person], []) for person in people])


def thanks_facts(round: Round, sheets: list[dict[str, Any]]) -> dict[str, Any]:
    named = name_list([sheet["name"] for sheet in sheets], most=2)
    title = _("Bewijs van deelname: {names}").format(names=named)
    return {
        **paper_facts(round, title),
        "round": round.name,
        "when": capital(round.dates),
        "signs": round.contact_name,
        "organisation": str(round.programme.organisation),
        "people": sheets,
        "words": {"gave": _("Gegeven"), "joined": _("Meegedaan")},
    }


def _sheet(person: Person, gave: list[Meeting], joined: list[Meeting]) -> dict[str, Any]:
    head = _("Bedankt, {name}") if gave else _("Bewijs van deelname voor {name}")
    says = _("U gaf door wat u weet. Daar leerden anderen van.") if gave else ""
    minutes = sum(_minutes(meeting) for meeting in [*gave, *joined])
    hours, rest = divmod(minutes, 60)
    total = _("Bij elkaar {hours} uur en {minutes} minuten.")
    return {
        "name": person.name,
        "head": head.format(name=person.name),
        "says": says,
        "gave": [_line(meeting) for meeting in gave],
        "joined": [_line(meeting) for meeting in joined],
        "total": total.format(hours=hours, minutes=rest),
    }


def _line(meeting: Meeting) -> dict[str, str]:
    return {"title": meeting.offer.title, "says": said_of(meeting)}


def said_of(meeting: Meeting) -> str:
    """Write “Donderdag 19 november, 10.00 tot 11.15 uur, Keuken”."""
    zone = ZoneInfo(meeting.offer.round.zone)
    starts, ends = meeting.starts, meeting.ends
    if starts is None or ends is None:
        return ""
    begins, until = starts.astimezone(zone), ends.astimezone(zone)
    parts = (f"{weekday(begins)} {begins.year}", period(begins, until), str(meeting.room or ""))
    return capital(", ".join(filter(None, parts)))


def _held() -> Any:
    """Meetings with a time that go on, of rounds that were not called off."""
    going = Meeting.objects.on().filter(slot__isnull=False)
    return going.exclude(offer__round__state=State.CANCELLED).select_related(*ABOUT)


def _edition(found: dict[int, Edition], meeting: Meeting) -> Edition:
    round = meeting.offer.round
    return found.setdefault(round.pk, Edition(round))


def _is_over(meeting: Meeting, now: datetime) -> bool:
    return meeting.ends is not None and meeting.ends <= now


def _minutes(meeting: Meeting) -> int:
    starts, ends = meeting.starts, meeting.ends
    return int((ends - starts).total_seconds() // 60) if starts and ends else 0
