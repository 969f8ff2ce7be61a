"""Telling everybody who was invited, also who never answered or was not there (S0-10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.feedback.actions.audience import audience_of, note_who_took_part
from onderling.feedback.models import Bulletin
from onderling.feedback.queries.content import content_of
from onderling.feedback.queries.coverage import KIND
from onderling.feedback.queries.texts import as_text, digest_of
from onderling.mail.actions import queue_all
from onderling.mail.actions.mailings import begin_mailing
from onderling.mail.actions.switches import leave_address, who_asked_for, who_wants
from onderling.mail.actions.texts import Letter
from onderling.mail.models import Mailing, Message
from onderling.mail.queries import dead_addresses
from onderling.mail.rules import Purpose, Reach, Recipient, sorted_out
from onderling.people.actions.persons import recipient
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.actions.letters import Desk, desk_of, speaking_to

NEWS = "newsletter"


@dataclass(frozen=True)
class Telling:
    """A bulletin on its way: to whom, who gets nothing and why, and in which words."""

    bulletin: Bulletin

    @property
    def round(self) -> Round:
        return self.bulletin.round

    @cached_property
    def invited(self) -> dict[int, bool]:
        return audience_of(self.round)

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """The invited, and who asked for the newsletter."""
        prefix = f"{Person._meta.label_lower}:"
        news = [int(ref.removeprefix(prefix)) for ref in who_asked_for(Purpose.NEWSLETTER)]
        found = Person.objects.present().filter(pk__in={*self.invited, *news})
        return {audit.ref(person): person for person in found}

    @cached_property
    def reach(self) -> Reach:
        wants = who_wants(self.people.keys(), Purpose.BULLETIN)
        not_wanted = _("Wil dit niet krijgen.")
        rows = []
        for ref, person in self.people.items():
            out = person.pk in self.invited and ref not in wants
            rows.append((recipient(person), not_wanted if out else ""))
        return sorted_out(
            rows,
            dead=dead_addresses(),
            no_mail=_("heeft geen e-mail"),
            rather_not=_("wil liever geen e-mail"),
            refused=_("het adres weigerde een eerder bericht"),
        )

    @cached_property
    def desk(self) -> Desk:
        return desk_of(self.round)

    @cached_property
    def _told(self) -> dict[str, str]:
        return {}

    def told(self) -> str:
        """The content as this moment speaks, written once for each language."""
        spoken = get_language() or ""
        if spoken not in self._told:
            self._told[spoken] = as_text(content_of(self.bulletin))
        return self._told[spoken]

    def kind_for(self, person: Person) -> str:
        return KIND if person.pk in self.invited else NEWS

    def letter(self, to: Recipient, *, link: str, leave: str) -> Letter:
        """The bulletin as this recipient reads it."""
        person = self.people[to.ref]
        with speaking_to(person, self.round):
            values = self.desk.values(person, link=link)
            page = settings.BASE_ADDRESS + self.bulletin.get_absolute_url()
            parts = [
                _("Beste {name},").format(name=person.first_name),
                self.told(),
                _("Alles staat ook op deze pagina:\n{address}").format(address=page),
                *self.desk.texts.foot(values, by_mail=to.by_mail),
            ]
            if to.by_mail:
                parts.append(_("Dit niet meer krijgen? Dat kan hier:\n{a}").format(a=leave))
            return Letter(" ".join(self.bulletin.title.split()), "\n\n".join(parts))

    def leave_for(self, person: Person) -> str:
        invited = person.pk in self.invited
        purpose = Purpose.BULLETIN if invited else Purpose.NEWSLETTER
        return leave_address(audit.ref(person), purpose)


@write_transaction()
def send_bulletin(
    bulletin: Bulletin, *, digest: str, by: Person, now: datetime
) -> Mailing | None:
    """Write a bulletin to the outbox for everybody invited, and keep who that was.

    None when the group is not the one of the preview any more. It is sent once.
    """
    round = Round.objects.lock(bulletin.round_id)
    bulletin = Bulletin.objects.select_related("round__programme").get(pk=bulletin.pk)
    if bulletin.state != Bulletin.State.PUBLISHED:
        raise Refused(_("Publiceer eerst de pagina. De e-mail wijst ernaar."))
    if bulletin.mailing_id:
        raise Refused(_("Deze terugkoppeling is al verstuurd."))
    telling = Telling(bulletin)
    reach = telling.reach
    if not reach.number or reach.digest != digest:
        return None
    whom = _("iedereen die was uitgenodigd")
    mailing = begin_mailing(
        KIND, scope=round, subject=bulletin.title, to_whom=whom, by=by, now=now
    )
    links = telling.desk.own_addresses(reach.mails, telling.people, now=now)
    batch: list[Message] = []
    for to in reach.everybody:
        person = telling.people[to.ref]
        letter = telling.letter(to, link=links[to.ref], leave=telling.leave_for(person))
        with speaking_to(person, round):
            kind = telling.kind_for(person)
            telling.desk.send(kind, letter, to, now=now, mailing=mailing, batch=batch)
    queue_all(batch)
    note_who_took_part(round, now=now)
    bulletin.mailing, bulletin.mailed = mailing, digest_of(bulletin)
    bulletin.save(update_fields=["mailing", "mailed"])
    new = {"letters": reach.number, "to_whom": whom}
    audit.note(by, "send_bulletin", on=bulletin, scope=round, now=now, new=new)
    return mailing
