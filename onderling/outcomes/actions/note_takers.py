"""Who writes the notes instead of who gives the workshop; and a letter to who did not yet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.transactions import write_transaction
from onderling.base.written import name_list
from onderling.mail.actions import queue_all
from onderling.mail.actions.mailings import begin_mailing
from onderling.mail.actions.texts import Letter
from onderling.mail.models import Mailing, Message
from onderling.mail.queries import dead_addresses
from onderling.mail.rules import Reach, sorted_out
from onderling.offers.models import Meeting
from onderling.outcomes.models import NoteTaker
from onderling.outcomes.queries.notes import silent_in
from onderling.people.actions.persons import recipient
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.actions.letters import Desk, desk_of, speaking_to

KIND = "remind_notes"
QUIET = timedelta(days=1)  # between two letters about the same thing


@write_transaction()
def add_taker(meeting: Meeting, person: Person, *, by: Person, now: datetime) -> NoteTaker:
    """Let somebody write the notes of one meeting. Twice is once."""
    taker, made = NoteTaker.objects.get_or_create(
        meeting=meeting, person=person, defaults={"by": by, "since": now}
    )
    if made:
        audit.note(by, "add_taker", on=person, scope=meeting.offer.round, now=now)
    return taker


@write_transaction()
def remove_taker(taker: NoteTaker, *, by: Person, now: datetime) -> None:
    """Close the notes for somebody. What they wrote stays. Twice is once."""
    gone, _rows = NoteTaker.objects.filter(pk=taker.pk).delete()
    if gone:
        round = taker.meeting.offer.round
        audit.note(by, "remove_taker", on=taker.person, scope=round, now=now)


@dataclass(frozen=True)
class Silent:
    """Who is reminded, and of which workshops."""

    reach: Reach
    people: Mapping[str, Person]
    meetings: Mapping[str, list[Meeting]]


def to_remind(
    round: Round, *, now: datetime, among: Collection[Meeting] | None = None
) -> Silent:
    """Who writes for a workshop without notes; whoever had a letter today is left in peace."""
    wrote = Message.objects.about(audit.ref(round)).filter(kind=KIND, queued__gt=now - QUIET)
    lately = set(wrote.values_list("to_ref", flat=True))
    people: dict[str, Person] = {}
    meetings: dict[str, list[Meeting]] = {}
    for meeting in silent_in(round, now=now) if among is None else among:
        takers = [taker.person for taker in meeting.note_takers.all()]
        for person in takers or [giving.person for giving in meeting.givings.all()]:
            people[audit.ref(person)] = person
            meetings.setdefault(audit.ref(person), []).append(meeting)
    rows = [
        (
            recipient(person),
            _("Kreeg vandaag al bericht.") if ref in lately else "",
        )
        for ref, person in people.items()
    ]
    reach = sorted_out(
        rows,
        dead=dead_addresses(),
        no_mail=_("heeft geen e-mail"),
        rather_not=_("wil liever geen e-mail"),
        refused=_("het adres weigerde een eerder bericht"),
    )
    return Silent(reach, people, meetings)


@write_transaction()
def remind_to_note(round: Round, *, digest: str, by: Person, now: datetime) -> Mailing | None:
    """Write to exactly those who stood on the page; None when that changed meanwhile."""
    Round.objects.lock(round.pk)
    silent = to_remind(round, now=now)
    if not silent.reach.number or silent.reach.digest != digest:
        return None
    subject = _("Wat kwam er uit uw workshop?")
    mailing = begin_mailing(
        KIND,
        scope=round,
        subject=subject,
        to_whom=_("wie nog niets opschreef"),
        by=by,
        now=now,
    )
    number = write_to(silent, round, mailing=mailing, now=now)
    audit.note(by, KIND, on=mailing, scope=round, now=now, new={"letters": number})
    return mailing


@write_transaction()
def write_to(silent: Silent, round: Round, *, mailing: Mailing | None, now: datetime) -> int:
    """Put a letter to each of them in the outbox; return how many."""
    desk = desk_of(round)
    links = desk.own_addresses(silent.reach.mails, silent.people, now=now)
    batch: list[Message] = []
    for to in silent.reach.everybody:
        person, mine = silent.people[to.ref], silent.meetings[to.ref]
        with speaking_to(person, round):
            letter = _letter(desk, person, mine, link=links[to.ref])
            desk.send(KIND, letter, to, now=now, mailing=mailing, batch=batch)
    queue_all(batch)
    return len(batch)


def _letter(desk: Desk, person: Person, mine: list[Meeting], *, link: str) -> Letter:
    titles = name_list([f"‘{meeting.offer.title}’" for meeting in mine])
    lines = [
        _("Beste {name},").format(name=person.first_name),
        _("U was bij {titles}. Wat kwam eruit? Hoogstens vijf korte zinnen.").format(
            titles=titles
        ),
    ]
    if link:
        page = reverse("outcomes:notes", args=[mine[0].pk])
        lines.append(_("Schrijf het hier op:\n{link}").format(link=f"{link}?naar={page}"))
    foot = desk.texts.foot(desk.values(person, link=link), by_mail=False)
    return Letter(_("Wat kwam er uit uw workshop?"), "\n\n".join([*lines, *foot]))
