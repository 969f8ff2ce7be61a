"""What a letter in a round can say: the values behind the placeholders (X-33)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.language import form_now, language_now, speaking
from onderling.base.written import clock, deadline, long_date
from onderling.mail.actions import queue
from onderling.mail.actions.texts import Letter, Texts, texts_of
from onderling.mail.models import Mailing, Message
from onderling.mail.rules import Recipient
from onderling.offers.models import Giving, Meeting
from onderling.people.actions.links import personal_address, personal_addresses
from onderling.people.models import Person
from onderling.rounds.models import Phase, Round
from onderling.rounds.queries import Reply, whom_to_answer
from onderling.signups.actions.papers.day import when_of
from onderling.signups.models import ChoiceRule, Signup


def speaking_to(person: Person, round: Round) -> override:
    """Write in this person’s language, with the u or je of the programme."""
    return speaking(person.language, round.programme.form_of_address)


@dataclass(frozen=True)
class Desk:
    """Everything about a round that its letters share, read once for a whole batch.

    It speaks as the moment does: whoever writes to somebody, writes inside `speaking_to`.
    """

    round: Round
    reply: Reply
    _texts: dict[str, Texts] = field(default_factory=dict)
    _shared: dict[str, "Shared"] = field(default_factory=dict)

    @property
    def texts(self) -> Texts:
        spoken = get_language() or ""
        if spoken not in self._texts:
            self._texts[spoken] = texts_of(self.round, locale=language_now(), form=form_now())
        return self._texts[spoken]

    @property
    def shared(self) -> Mapping[str, str]:
        return self._shared.setdefault(get_language() or "", Shared(self.round))

    def values(self, person: Person, *, link: str, **more: str) -> Mapping[str, str]:
        """What a letter to this person can say; whoever has no mail rings instead."""
        ring = " ".join(part for part in (self.round.contact_name, self.phone) if part)
        own = {
            "voornaam": person.first_name,
            "naam": person.name,
            "link": link,
            **more,
        }
        if not link:
            own["link"] = _("bel {ring}").format(ring=ring)
        return self.with_shared(own)

    def with_shared(self, own: Mapping[str, str]) -> Mapping[str, str]:
        """Join what one letter says to what every letter of the round can say."""
        return Joined(own, self.shared)

    @property
    def phone(self) -> str:
        return self.round.contact_phone

    def own_address(self, to: Recipient, person: Person, *, now: datetime) -> str:
        """The personal address for who can open it; a letter on paper has none."""
        return personal_address(person, now=now) if to.by_mail else ""

    def own_addresses(
        self, to: Iterable[Recipient], people: Mapping[str, Person], *, now: datetime
    ) -> Mapping[str, str]:
        """The same for a whole batch, by the names of the recipients."""
        able = {one.ref: people[one.ref].pk for one in to if one.by_mail}
        known = personal_addresses(able.values(), now=now)
        return defaultdict(str, {ref: known[pk] for ref, pk in able.items()})

    def send(  # noqa: PLR0913 -- a letter has this many sides; all but three are by keyword
        self,
        kind: str,
        letter: Letter,
        to: Recipient,
        *,
        now: datetime,
        mailing: Mailing | None = None,
        batch: list[Message] | None = None,
    ) -> None:
        """Put one letter in the outbox or a batch; an answer goes to the coordinator."""
        queue(
            kind,
            to=to,
            subject=letter.subject,
            body=letter.body,
            now=now,
            scope_ref=audit.ref(self.round),
            reply_name=self.reply.name,
            reply_address=self.reply.address,
            mailing=mailing,
            batch=batch,
        )


def desk_of(round: Round) -> Desk:
    """Read what the letters of this round share: texts, contact, dates."""
    return Desk(round, whom_to_answer(round))


class Shared(Mapping[str, str]):
    """Values that are the same for everybody, each looked up when a text first asks for it."""

    def __init__(self, round: Round) -> None:
        self._round = round
        self._known: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        if name not in self._known:
            self._known[name] = SHARED[name](self._round)
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(SHARED)

    def __len__(self) -> int:
        return len(SHARED)


@dataclass(frozen=True, eq=False)
class Joined(Mapping[str, str]):
    """Values of one letter before those of everybody, which are looked up when asked."""

    own: Mapping[str, str]
    shared: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.own[name] if name in self.own else self.shared[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**dict.fromkeys(self.own), **dict.fromkeys(self.shared)})

    def __len__(self) -> int:
        return len({*self.own, *self.shared})


def _deadline(round: Round) -> str:
    wishing = round.phases.filter(kind=Phase.Kind.WISHING).first()
    if wishing is None:
        return _("zolang de ronde open is")
    return deadline(wishing.closes, ZoneInfo(round.zone))


def _begins(round: Round) -> str:
    first = round.slots.order_by("starts").first()
    if first is None:
        return ""
    return _("{time} uur").format(time=clock(first.starts.astimezone(ZoneInfo(round.zone))))


def who_does_not_choose(round: Round) -> str:
    """Say what happens to who never chooses, as the coordinator decided (X-133)."""
    rule = ChoiceRule.objects.filter(round=round).first()
    if rule and rule.unanswered == ChoiceRule.Unanswered.PLACED:
        return _("Kiest u niet? Dan krijgt u een plek waar ruimte is.")
    return _("Kiest u niet? Dan krijgt u geen plek.")


SHARED: Mapping[str, Callable[[Round], str]] = {
    "programma": lambda round: round.name,
    "datum": lambda round: round.dates,
    "startdatum": lambda round: long_date(round.starts_on),
    "einddatum": lambda round: long_date(round.ends_on),
    "deadline": _deadline,
    "begintijd": _begins,
    "locatie": lambda round: round.venue,
    "contactnaam": lambda round: round.contact_name,
    "contacttelefoon": lambda round: round.contact_phone,
    "afzender": lambda round: round.contact_name,
    "wie_niet_kiest": who_does_not_choose,
}


@dataclass(frozen=True)
class Days:
    """Everybody's seats and what they give, in order of time."""

    places: Mapping[int, Sequence[Signup]]
    gives: Mapping[int, Sequence[Meeting]]


def days_of(round: Round) -> Days:
    """Read the seats of everybody in a round, and what they give: three queries."""
    meetings = {
        meeting.pk: meeting
        for meeting in Meeting.objects.filter(offer__round=round).select_related(
            "offer", "slot", "last_slot", "room"
        )
    }
    seated = Signup.objects.seated().filter(participation__round=round)
    seats = list(seated.select_related("participation").order_by("pk"))
    for seat in seats:  # three hundred meetings, read once, and not with each of the seats
        seat.meeting = meetings[seat.meeting_id]
    places: dict[int, list[Signup]] = defaultdict(list)
    for seat in sorted(seats, key=lambda seat: str(seat.meeting.starts)):
        places[seat.participation.person_id].append(seat)
    going_on = Meeting.objects.chosen_from().filter(offer__round=round)
    givings = Giving.objects.filter(meeting__in=going_on).order_by("pk")
    gives: dict[int, list[Meeting]] = defaultdict(list)
    for person, meeting in givings.values_list("person", "meeting"):
        gives[person].append(meetings[meeting])
    for given in gives.values():
        given.sort(key=lambda meeting: str(meeting.starts))
    return Days(places, gives)


def programme_of(round: Round, places: Sequence[Signup], gives: Sequence[Meeting]) -> str:
    """Write somebody's day as a list: what they do, then what they give."""
    parts = [
        f"{seat.meeting.offer.title}\n{when_and_where(seat.meeting, round)}" for seat in places
    ]
    if gives:
        own = "\n".join(
            f"{meeting.offer.title}, {when_and_where(meeting, round)}" for meeting in gives
        )
        parts.append(_("U geeft zelf:\n{what}").format(what=own))
    return "\n\n".join(parts)


def when_and_where(meeting: Meeting, round_: Round) -> str:
    """Write “Ronde 1, 10.00 tot 11.15 uur, Tuinzaal”."""
    room = meeting.room.name if meeting.room else ""
    return ", ".join(filter(None, [when_of(round_, meeting), room]))
