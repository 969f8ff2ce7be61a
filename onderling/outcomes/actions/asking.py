"""Letters to who answers: one with all that waits, and a reminder, weekly at most (X-77)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onderling.base import audit
from onderling.base.transactions import write_transaction
from onderling.base.written import long_date
from onderling.mail.actions import queue_all
from onderling.mail.actions.mailings import begin_mailing
from onderling.mail.actions.texts import Letter
from onderling.mail.models import Mailing, Message
from onderling.mail.queries import dead_addresses
from onderling.mail.rules import Reach, Recipient, sorted_out, unlinked
from onderling.outcomes.models import Disposition
from onderling.outcomes.rules.ledger import reminds
from onderling.people.actions.persons import recipient
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.actions.letters import Desk, desk_of, speaking_to

ASKED, REMINDED = "answers_asked", "answers_reminded"
LISTED = 10  # in a letter; the page has them all


@dataclass(frozen=True)
class Waiting:
    """Who is asked for an answer, with their rows. `loose` have nobody to ask."""

    reach: Reach
    people: Mapping[str, Person]
    rows: Mapping[str, list[Disposition]]
    loose: Sequence[Disposition]


def waiting_in(round: Round, *, fresh: bool = True) -> Waiting:
    """Rows that wait for an answer, by person: those not asked for yet, or all of them."""
    open_rows = Disposition.objects.unanswered().filter(round=round).exclude(addressee=None)
    if fresh:
        open_rows = open_rows.filter(asked=None)
    people: dict[str, Person] = {}
    rows: dict[str, list[Disposition]] = defaultdict(list)
    loose = []
    for row in open_rows.select_related("addressee__person", "addressee__organisation"):
        person = row.addressee.person if row.addressee else None
        if person is None or not person.is_active:
            loose.append(row)
            continue
        people[audit.ref(person)] = person
        rows[audit.ref(person)].append(row)
    reach = sorted_out(
        [(recipient(person), "") for person in people.values()],
        dead=dead_addresses(),
        no_mail=_("heeft geen e-mail"),
        rather_not=_("wil liever geen e-mail"),
        refused=_("het adres weigerde een eerder bericht"),
    )
    return Waiting(reach, people, rows, loose)


@write_transaction()
def ask_for_answers(round: Round, *, digest: str, by: Person, now: datetime) -> Mailing | None:
    """Ask exactly who stood on the page; None when that changed meanwhile."""
    Round.objects.lock(round.pk)
    waiting = waiting_in(round)
    if not waiting.reach.number or waiting.reach.digest != digest:
        return None
    mailing = begin_mailing(
        ASKED,
        scope=round,
        subject=_("Mensen vragen u om antwoord"),
        to_whom=_("wie antwoordt"),
        by=by,
        now=now,
    )
    _send(ASKED, round, waiting, list(waiting.rows), now=now, mailing=mailing)
    asked = [row.pk for rows in waiting.rows.values() for row in rows]
    Disposition.objects.filter(pk__in=asked).update(asked=now)
    audit.note(by, "ask_answers", on=mailing, scope=round, now=now, new={"rows": len(asked)})
    return mailing


@write_transaction()
def ask_one(row: Disposition, *, now: datetime) -> None:
    """Ask for one answer at once: it was passed on, and silence would lose it."""
    person = row.addressee.person if row.addressee else None
    if row.round is None or person is None or not person.is_active:
        return
    waiting = Waiting(
        Reach((recipient(person),), (), ()),
        {audit.ref(person): person},
        {audit.ref(person): [row]},
        (),
    )
    _send(ASKED, row.round, waiting, [audit.ref(person)], now=now)
    Disposition.objects.filter(pk=row.pk).update(asked=now)


@write_transaction()
def remind_who_answers(round: Round, *, now: datetime) -> int:
    """Remind who is asked: a week before the day, on it, and weekly after; return how many.

    One letter a person with all that waits, so nobody hears more than once a week.
    """
    Round.objects.lock(round.pk)
    zone = ZoneInfo(round.zone)
    today = now.astimezone(zone).date()
    waiting = waiting_in(round, fresh=False)
    due = [
        ref
        for ref, rows in waiting.rows.items()
        if any(
            reminds(row.due, days_heard(rows, zone), today=today) for row in rows if row.asked
        )
    ]
    if not due:
        return 0
    _send(REMINDED, round, waiting, due, now=now)
    rows = [row.pk for ref in due for row in waiting.rows[ref]]
    Disposition.objects.filter(pk__in=rows).update(reminded=now)
    audit.note(None, "remind_answers", on=round, now=now, new={"letters": len(due)})
    return len(due)


def days_heard(rows: Sequence[Disposition], zone: ZoneInfo) -> list[date]:
    """The days on which somebody had mail about any of these."""
    moments = [moment for row in rows for moment in (row.asked, row.reminded) if moment]
    return [moment.astimezone(zone).date() for moment in moments]


def _send(  # noqa: PLR0913 -- a batch: of what kind, about which rows, to whom
    kind: str,
    round: Round,
    waiting: Waiting,
    refs: Sequence[str],
    *,
    now: datetime,
    mailing: Mailing | None = None,
) -> None:
    desk = desk_of(round)
    links = desk.own_addresses(waiting.reach.mails, waiting.people, now=now)
    batch: list[Message] = []
    for to in waiting.reach.everybody:
        if to.ref in refs:
            person = waiting.people[to.ref]
            with speaking_to(person, round):
                letter = _letter(kind, desk, to, person, waiting.rows[to.ref], links, now)
                desk.send(kind, letter, to, now=now, mailing=mailing, batch=batch)
    queue_all(batch)


def _letter(  # noqa: PLR0913, PLR0917 -- one letter, read off in one place
    kind: str,
    desk: Desk,
    to: Recipient,
    person: Person,
    rows: Sequence[Disposition],
    links: Mapping[str, str],
    now: datetime,
) -> Letter:
    link = links[to.ref]
    today = now.astimezone(ZoneInfo(desk.round.zone)).date()
    lines = [
        _("Beste {name},").format(name=person.first_name),
        _("Bij {round} vroegen mensen iets waarop u mag antwoorden:").format(round=desk.round),
        *what_waits(rows, link=link, late_on=today if kind == REMINDED else None),
    ]
    foot = desk.texts.foot(desk.values(person, link=link), by_mail=False)
    return Letter(subject_of(rows), "\n\n".join([*lines, *foot]))


def subject_of(rows: Sequence[Disposition]) -> str:
    number = len(rows)
    said = ngettext(
        "{n} vraag wacht op uw antwoord", "{n} vragen wachten op uw antwoord", number
    )
    return said.format(n=number)


def what_waits(
    rows: Sequence[Disposition], *, link: str, late_on: date | None = None
) -> list[str]:
    """What a letter says of the rows that wait: which, how many are late, where to answer."""
    lines = ["\n".join(_line(row) for row in rows[:LISTED])]
    if len(rows) > LISTED:
        lines.append(_("En nog {n}.").format(n=len(rows) - LISTED))
    if late_on and (late := sum(row.due < late_on for row in rows)):
        said = ngettext(
            "{n} antwoord is te laat. Wie het vroeg, ziet dat ook.",
            "{n} antwoorden zijn te laat. Wie het vroeg, ziet dat ook.",
            late,
        )
        lines.append(said.format(n=late))
    lines.append(
        _("Ook nee is een antwoord, als u zegt waarom. Tien antwoorden kosten u vijf minuten.")
    )
    if link:
        page = reverse("outcomes:answering")
        lines.append(
            _("Antwoord hier, zonder wachtwoord:\n{link}").format(link=f"{link}?naar={page}")
        )
    return lines


def _line(row: Disposition) -> str:
    text = row.text if len(row.text) <= 160 else f"{row.text[:157]}…"
    return _("- {text} (tot en met {day})").format(text=unlinked(text), day=long_date(row.due))
