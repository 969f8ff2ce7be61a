"""Telling who asked what became of it, once the bulletin really left (X-31, X-80)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.transactions import write_transaction
from onderling.base.written import capital
from onderling.feedback.models import Bulletin
from onderling.feedback.queries.content import rows_told
from onderling.feedback.rules import has_left, tells_alone
from onderling.mail.actions import queue_all
from onderling.mail.actions.switches import leave_address, who_wants
from onderling.mail.actions.texts import Letter
from onderling.mail.models import Mailing, Message
from onderling.mail.queries import dead_addresses
from onderling.mail.rules import Purpose, Reach, Recipient, sorted_out, unlinked
from onderling.outcomes.actions.answering import report_back
from onderling.outcomes.models import Disposition, DispositionQuerySet
from onderling.outcomes.queries.hearers import Heard, hearers_of
from onderling.outcomes.rules.ledger import Decision, unheard_since
from onderling.people.actions.persons import recipient
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.actions.letters import Desk, desk_of, speaking_to

TOLD = "feedback"
WAIT = timedelta(days=1)  # an answer after the bulletin is told by itself


@dataclass(frozen=True)
class OwnAnswers:
    """The answers that go to who asked: to whom, who gets nothing and why, in which words."""

    round: Round
    rows: Sequence[Disposition]

    @cached_property
    def heard(self) -> Mapping[int, Sequence[Heard]]:
        return hearers_of(self.rows)

    @cached_property
    def people(self) -> Mapping[str, Person]:
        here = Person.objects.present().filter(pk__in=self.heard)
        found = here.exclude(state=Person.State.UNCONFIRMED)
        return {audit.ref(person): person for person in found.order_by("pk")}

    @cached_property
    def reach(self) -> Reach:
        wants = who_wants(self.people.keys(), Purpose.FEEDBACK)
        no = _("Wil dit niet krijgen.")
        return sorted_out(
            [(recipient(who), "" if ref in wants else no) for ref, who in self.people.items()],
            dead=dead_addresses(),
            no_mail=_("heeft geen e-mail"),
            rather_not=_("wil liever geen e-mail"),
            refused=_("het adres weigerde een eerder bericht"),
        )

    @cached_property
    def desk(self) -> Desk:
        return desk_of(self.round)

    def letter(self, to: Recipient, *, page: str, leave: str) -> Letter:
        """All answers for one person in one letter."""
        person = self.people[to.ref]
        with speaking_to(person, self.round):
            parts = [
                _("Beste {name},").format(name=person.first_name),
                _("Bij {round} zei u iets, of uw workshop. Dit is ermee gedaan:").format(
                    round=self.round
                ),
                *(_said(heard) for heard in self.heard[person.pk]),
            ]
            if to.by_mail:
                said = _("U leest het ook hier, zonder wachtwoord:\n{link}")
                parts.append(said.format(link=page))
            values = self.desk.values(person, link=page)
            parts += self.desk.texts.foot(values, by_mail=False)
            if to.by_mail:
                parts.append(_("Dit niet meer krijgen? Dat kan hier:\n{a}").format(a=leave))
            return Letter(_("Wat er is gedaan met wat u zei"), "\n\n".join(parts))


def _said(heard: Heard) -> str:
    """One row: what was said, what became of it, why, and who says so."""
    row = heard.row
    lines = [f"- {unlinked(row.text)}"]
    if row.meeting:
        lines.append(
            _("Uit de workshop: {title}").format(title=unlinked(row.meeting.offer.title))
        )
    lines += [_("Eerst gezegd als: {text}").format(text=unlinked(text)) for text in heard.said]
    word = _("gedaan") if row.finished else row.get_decision_display()
    lines.append(f"{capital(word)}.")
    refused = row.decision == Decision.NOT
    lines.append(_("Reden: {reason}").format(reason=row.reason) if refused else row.reason)
    lines.append(_("Antwoord van: {role}").format(role=row.addressee))
    return "\n  ".join(lines)


def own_answers(round: Round) -> OwnAnswers:
    """What would be told today, for the look before sending."""
    return OwnAnswers(round, [row for row in _rows(round) if _new_since(row)])


@write_transaction()
def tell_who_asked(bulletin: Bulletin, *, now: datetime) -> int | None:
    """Tell each who asked, and note the rows as reported back; return how many letters.

    None when the bulletin did not leave, or when it was done before. In one transaction:
    nobody can take an answer back between its letter and the note that it was told.
    """
    round = Round.objects.lock(bulletin.round_id)
    bulletin = Bulletin.objects.get(pk=bulletin.pk)
    if bulletin.told or not bulletin.mailing_id or not _left(bulletin.mailing_id, now=now):
        return None
    rows = [row for row in _held(round) if _new_since(row)]
    number = _tell(round, rows, now=now)
    bulletin.told = now
    bulletin.save(update_fields=["told"])
    new = {"letters": number, "rows": len(rows)}
    audit.note(None, "tell_who_asked", on=bulletin, scope=round, now=now, new=new)
    return number


@write_transaction()
def tell_later_answers(round: Round, *, now: datetime) -> int:
    """Tell who asked what was answered, or done, after the bulletin left; how many letters.

    Each a day later, so that a wrong one can be put right; until then nobody hears of it.
    """
    round = Round.objects.lock(round.pk)
    if not round.bulletins.exclude(told=None).exists():
        return 0
    rows = [
        row
        for row in _held(round)
        if (since := _new_since(row)) and tells_alone(since, now=now, wait=WAIT)
    ]
    if not rows:
        return 0
    number = _tell(round, rows, now=now)
    new = {"letters": number, "rows": len(rows)}
    audit.note(None, "tell_later_answers", on=round, scope=round, now=now, new=new)
    return number


def _tell(round: Round, held: Sequence[Disposition], *, now: datetime) -> int:
    """Write the letters and note the rows as told; return how many letters."""
    own = OwnAnswers(round, held)
    links = own.desk.own_addresses(own.reach.mails, own.people, now=now)
    batch: list[Message] = []
    for to in own.reach.everybody:
        leave = leave_address(to.ref, Purpose.FEEDBACK)
        page = f"{links[to.ref]}?naar={reverse('outcomes:mine')}"
        letter = own.letter(to, page=page, leave=leave)
        with speaking_to(own.people[to.ref], round):
            own.desk.send(TOLD, letter, to, now=now, batch=batch)
    queue_all(batch)
    for row in held:
        report_back(row, by=None, now=now)
    return own.reach.number


def _rows(round: Round) -> DispositionQuerySet:
    return (
        rows_told(round).to_tell().select_related("addressee__organisation", "meeting__offer")
    )


def _held(round: Round) -> list[Disposition]:
    rows = _rows(round)
    return rows.lock(*rows.values_list("pk", flat=True))


def _new_since(row: Disposition) -> datetime | None:
    return unheard_since(row.decided, row.finished, row.told)


def _left(mailing_id: int, *, now: datetime) -> bool:
    """Look at the mailing while it is held: whoever stops it waits, or was first."""
    mailing = Mailing.objects.select_for_update().get(pk=mailing_id)
    states = mailing.messages.filter(channel=Message.Channel.MAIL).values_list(
        "state", flat=True
    )
    # What is unknown may never have left: after a restore all that waited is called so.
    waiting = {Message.State.QUEUED, Message.State.SENDING, Message.State.UNKNOWN}
    return has_left(
        stopped=mailing.state != Mailing.State.WAITING,
        held_until=mailing.not_before,
        now=now,
        gone=sum(state == Message.State.SENT for state in states),
        waiting=sum(state in waiting for state in states),
    )
