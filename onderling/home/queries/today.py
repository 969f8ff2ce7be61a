"""What needs a coordinator today over all rounds, in the same number of queries for any."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base.audit import ref
from onderling.base.written import in_words, plural
from onderling.discussion.queries import number_waiting
from onderling.home.queries.answers import answers_over
from onderling.home.queries.attention import OVER, run_to_look_at, time_to_move
from onderling.home.queries.comments import comments_to_read
from onderling.home.queries.matters import SETTLED, givers_to_remind
from onderling.home.queries.progress import steps_of
from onderling.home.queries.promises import promises_broken
from onderling.home.rules import Matter
from onderling.mail.models import Message
from onderling.offers.models import Offer
from onderling.offers.queries.givers import silent_givers
from onderling.offers.rules import OfferState
from onderling.people.models import Person
from onderling.rounds.models import CalendarLine, HandOver, Round
from onderling.signups.models import AllocationRun


@dataclass(frozen=True)
class Waiting:
    """Messages of a round that did not leave yet."""

    mail: int
    letters: int

    @property
    def all(self) -> int:
        return self.mail + self.letters


def waiting_of(round: Round) -> Waiting:
    """Count the messages that wait: mail for its moment, letters for the printer."""
    counts = _messages([round]).get(ref(round), {})
    queued = Message.State.QUEUED
    return Waiting(
        counts.get((queued, Message.Channel.MAIL), 0),
        counts.get((queued, Message.Channel.LETTER), 0),
    )


def handed_to(person: Person, rounds: Iterable[Round]) -> list[HandOver]:
    """Hand-overs of these rounds to this person that still wait to be read (X-141)."""
    found = HandOver.objects.filter(new=person, read=None, undone=None, round__in=rounds)
    return list(found.select_related("old", "round"))


def running(rounds: Iterable[Round]) -> list[Round]:
    """Those that still ask for work, the next one first."""
    return sorted(
        (round for round in rounds if round.state not in OVER), key=lambda one: one.starts_on
    )


def matters_over(rounds: list[Round], *, now: datetime) -> list[Matter]:
    """List what needs attention in these rounds, the worst first; each names its round.

    Pass rounds with their phases prefetched. What takes reading a whole round, as givers who
    are booked twice, stands on the page of that round.
    """
    messages, tasks = _messages(rounds), _tasks(rounds)
    offers = _offered(rounds)
    silent = silent_givers([one for one in rounds if one.state in SETTLED], now=now)
    runs = _last_runs(rounds)
    comments = number_waiting([round.pk for round in rounds])
    answers = answers_over(rounds, now=now)
    broken = promises_broken(rounds, now=now)
    found: list[Matter] = []
    for round in rounds:
        today = now.astimezone(ZoneInfo(round.zone)).date()
        here = [
            *_refused(round, messages.get(ref(round), {})),
            *_late(round, tasks[round.pk], today),
            *time_to_move(round, steps_of(round, now=now)),
            *run_to_look_at(round, runs.get(round.pk)),
            *_waiting_offers(round, offers.get(round.pk, 0)),
            *comments_to_read(round, comments.get(round.pk, 0)),
            *givers_to_remind(round, silent.get(round.pk, 0)),
            *answers[round.pk],
            *broken[round.pk],
        ]
        found += [replace(one, text=f"{round.name}. {one.text}") for one in here]
    return sorted(found, key=lambda matter: not matter.wrong)


def next_tasks(rounds: list[Round], *, now: datetime, most: int) -> list[CalendarLine]:
    """The tasks that come first over all these rounds."""
    lines = CalendarLine.objects.filter(
        round__in=rounds, state=CalendarLine.State.PLANNED, on__gte=now.date()
    )
    return list(lines.select_related("round").order_by("on", "pk")[:most])


def _messages(rounds: list[Round]) -> dict[str, dict[tuple[str, str], int]]:
    rows = (
        Message.objects.filter(scope_ref__in=[ref(round) for round in rounds], reached=None)
        .order_by()
        .values_list("scope_ref", "state", "channel")
        .annotate(number=Count("pk"))
    )
    found: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    for scope, state, channel, number in rows:
        found[scope][state, channel] = number
    return found


def _tasks(rounds: list[Round]) -> dict[int, list[CalendarLine]]:
    found: dict[int, list[CalendarLine]] = defaultdict(list)
    open_ = CalendarLine.objects.filter(round__in=rounds, state=CalendarLine.State.PLANNED)
    for line in open_:
        found[line.round_id].append(line)
    return found


def _offered(rounds: list[Round]) -> dict[int, int]:
    waiting = Offer.objects.filter(round__in=rounds, state=OfferState.SUBMITTED).order_by()
    return dict(waiting.values_list("round").annotate(number=Count("pk")))


def _last_runs(rounds: list[Round]) -> dict[int, str]:
    latest = AllocationRun.objects.filter(round__in=rounds).order_by().values("round")
    keys = latest.annotate(last=Max("pk")).values("last")
    return dict(AllocationRun.objects.filter(pk__in=keys).values_list("round", "state"))


def _refused(round: Round, counts: dict[tuple[str, str], int]) -> Iterator[Matter]:
    wrong = {Message.State.REFUSED, Message.State.UNKNOWN}
    number = sum(count for (state, _channel), count in counts.items() if state in wrong)
    if number:
        yield Matter(
            kind="bad",
            word=_("Nu"),
            title=in_words(number, _("e-mail kwam niet aan"), _("e-mails kwamen niet aan")),
            text=_("Verbeter het adres, of bel deze mensen."),
            url=f"{reverse('mail:outbox', args=[round.slug])}?stand=mis",
            link=_("Bekijk de berichten"),
        )


def _late(round: Round, lines: list[CalendarLine], today: date) -> Iterator[Matter]:
    late = [line for line in lines if line.on < today]
    if not late:
        return
    days = plural((today - min(line.on for line in late)).days, _("dag"), _("dagen"))
    yield Matter(
        kind="few",
        word=_("{days} te laat").format(days=days),
        title=in_words(len(late), _("taak is te laat"), _("taken zijn te laat")),
        text=_("De eerste: {what}.").format(what=late[0].what),
        url=f"{reverse('rounds:calendar', args=[round.slug])}#te-laat",
        link=_("Open de kalender"),
    )


def _waiting_offers(round: Round, number: int) -> Iterator[Matter]:
    if number:
        yield Matter(
            kind="few",
            word=_("Wacht op u"),
            title=in_words(number, _("workshop is aangeboden"), _("workshops zijn aangeboden")),
            text=_("Zeg ja, of vraag een aanpassing."),
            url=f"{reverse('offers:manage', args=[round.slug])}?stand={OfferState.SUBMITTED}",
            link=_("Bekijk het aanbod"),
        )
