"""A coordinator writes to many: only after a preview, and to exactly who stood in it (X-30)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from onderling.base import audit
from onderling.base.transactions import write_transaction
from onderling.mail.actions import queue_all
from onderling.mail.actions.mailings import begin_mailing
from onderling.mail.actions.texts import Letter, texts_of
from onderling.mail.models import Mailing, Message
from onderling.mail.rules import COMMON, Reach, Recipient, filled
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.actions.letters import (
    Days,
    Desk,
    days_of,
    desk_of,
    programme_of,
    speaking_to,
)
from onderling.signups.actions.mail_groups import Called, called, label_of

# The templates that may go to a group, and the kind of message that each becomes.
KINDS = {
    "bericht": "notice",
    "herinnering_kiezen": "reminder_to_choose",
    "uitnodiging": "invitation",
    "uitnodiging_festival": "invitation",
    "herinnering_week": "reminder",
    "herinnering_dag": "reminder",
}
REMINDER = "reminder_to_choose"
# What every message to a group can say.
SAYABLE = COMMON | {
    "programmalijst",
    "wie_niet_kiest",
    "begintijd",
    "locatie",
    "startdatum",
    "einddatum",
}


@dataclass(frozen=True)
class Draft:
    """A message to a group that has not been sent: who, and in which words."""

    round: Round
    group: str
    key: str
    subject: str
    body: str

    @cached_property
    def called(self) -> Called:
        return called(self.round, self.group)

    @property
    def reach(self) -> Reach:
        return self.called.reach

    @cached_property
    def desk(self) -> Desk:
        return desk_of(self.round)

    @cached_property
    def days(self) -> Days:
        """Only read when the text shows somebody's programme."""
        return days_of(self.round) if "{programmalijst}" in self.body else Days({}, {})

    @property
    def heading(self) -> str:
        """The subject as it stands above the whole batch, with nobody's name in it."""
        nobody = {"voornaam": "…", "naam": "…"}
        return filled(self.subject, self.desk.with_shared(nobody))

    @cached_property
    def is_ours(self) -> bool:
        """Whether the coordinator changed nothing: then each reads it in their own language."""
        text = texts_of(self.round, form=self.round.programme.form_of_address).of[self.key]
        return bool(text.body.strip()) and (text.subject, text.body.strip()) == (
            self.subject,
            self.body.strip(),
        )

    def letter(self, to: Recipient, *, link: str) -> Letter:
        """The letter as this recipient reads it."""
        person = self.called.people[to.ref]
        with speaking_to(person, self.round):
            values, texts = self.values(person, link=link), self.desk.texts
            if self.is_ours:
                return texts.letter(self.key, values, by_mail=to.by_mail)
            return texts.typed(self.subject, self.body, values, by_mail=to.by_mail)

    def values(self, person: Person, *, link: str) -> Mapping[str, str]:
        day = programme_of(
            self.round,
            self.days.places.get(person.pk, ()),
            self.days.gives.get(person.pk, ()),
        )
        return self.desk.values(person, link=link, programmalijst=day)


@write_transaction()
def send_mailing(draft: Draft, *, digest: str, by: Person, now: datetime) -> Mailing | None:
    """Write the messages of a draft to the outbox, where they wait and can be stopped.

    None when the group is not the one of the preview any more: somebody chose, came or left.
    Then nobody hears anything, and the coordinator looks again.
    """
    round = Round.objects.lock(draft.round.pk)
    reach = draft.reach
    if not reach.number or reach.digest != digest:
        return None
    kind = KINDS[draft.key]
    mailing = begin_mailing(
        kind,
        scope=round,
        subject=draft.heading,
        to_whom=label_of(round, draft.group),
        by=by,
        now=now,
    )
    links = draft.desk.own_addresses(reach.mails, draft.called.people, now=now)
    batch: list[Message] = []
    for to in reach.everybody:
        letter = draft.letter(to, link=links[to.ref])
        with speaking_to(draft.called.people[to.ref], round):
            draft.desk.send(kind, letter, to, now=now, mailing=mailing, batch=batch)
    queue_all(batch)
    new = {"letters": reach.number, "to_whom": mailing.to_whom}
    audit.note(by, "send_mailing", on=mailing, scope=round, now=now, new=new)
    return mailing
