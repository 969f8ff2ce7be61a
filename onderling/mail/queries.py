"""The numbers over the outbox, what waits too long, which addresses are dead."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Max, Q
from django.utils.translation import gettext_lazy as _

from onderling.mail.models import Bounce, Message
from onderling.mail.rules import ADDRESS_IS_WRONG, ALARM

KINDS = {
    "invitation": _("uitnodiging"),
    "reminder": _("herinnering"),
    "remind_notes": _("herinnering om op te schrijven wat eruit kwam"),
    "answers_asked": _("vraag om antwoord"),
    "answers_reminded": _("herinnering aan wie antwoordt"),
    "confirm_giving": _("vraag aan een gever om ja te zeggen"),
    "question_answered": _("antwoord op een vraag om een workshop"),
    "exchange_proposed": _("voorstel om te ruilen"),
    "personal_link": _("persoonlijke link"),
    "sign_in_code": _("code om in te loggen"),
    "confirm_newsletter": _("nieuwsbrief bevestigen"),
    "newsletter": _("nieuwsbrief"),
    "bulletin": _("terugkoppeling aan iedereen"),
    "feedback": _("wat er met uw inbreng gebeurde"),
    "confirm_address": _("code voor een nieuw adres"),
    "address_changed": _("adres veranderd"),
    "card_goes": _("wie op de lijst wil blijven"),
    "export_told": _("gegevens opgehaald"),
    "confirm_comment": _("reactie bevestigen"),
    "comment_judged": _("besluit over een reactie"),
    "confirm_sign_up": _("aanmelding bevestigen"),
    "sign_up_confirmed": _("aanmelding bevestigd"),
    "wishes_saved": _("wensen ontvangen"),
    "place_confirmed": _("plek bevestigd"),
    "place_cancelled": _("plek afgezegd"),
    "place_moved_up": _("plek vrijgekomen"),
    "place_waiting": _("op de wachtlijst"),
    "allocation": _("uw programma"),
    "allocation_undone": _("verdeling ongedaan gemaakt"),
    "meeting_moved": _("workshop verplaatst"),
    "meeting_merged": _("workshop samengevoegd"),
    "meeting_called_off": _("workshop afgezegd"),
    "offer_changes_asked": _("vraag over een workshop"),
    "reminder_to_choose": _("herinnering om te kiezen"),
    "survey": _("vragen over de ronde"),
    "survey_reminder": _("herinnering aan de vragen"),
    "intention": _("eigen voornemen"),
    "coffee": _("vraag of iemand koffie wil"),
    "coffee_paired": _("er is iemand voor koffie"),
    "coffee_alone": _("deze maand niemand voor koffie"),
    "join_group": _("iemand wil meedoen met een vaste groep"),
    "group_judged": _("besluit over een vaste groep"),
    "notice": _("vrij bericht"),
    "mail_check": _("proefmail"),
}


@dataclass
class Numbers:
    """One kind of message, counted by state; letters and calls apart."""

    kind: str
    label: str
    states: Counter[str] = field(default_factory=Counter)
    letters: int = 0
    reached: int = 0
    held: str = ""

    @property
    def total(self) -> int:
        return self.states.total() + self.letters

    @property
    def trouble(self) -> int:
        return self.states[Message.State.REFUSED] + self.states[Message.State.UNKNOWN]

    @property
    def waiting(self) -> int:
        return self.states[Message.State.QUEUED] + self.states[Message.State.SENDING]

    @property
    def withheld(self) -> int:
        return self.states[Message.State.WITHHELD]

    @property
    def sent(self) -> int:
        return self.states[Message.State.SENT]


def kind_label(kind: str) -> str:
    """Name a kind in Dutch; a kind we do not know shows its own name."""
    return str(KINDS.get(kind, kind.replace("_", " ")))


def numbers_of(messages: models.QuerySet[Message]) -> list[Numbers]:
    """Count messages by kind and state, in one query."""
    rows: dict[str, Numbers] = {}
    counted: Any = (
        messages.order_by()
        .values("kind", "state", "channel")
        .annotate(number=Count("pk"), says=Max("error"), reached=Count("reached"))
    )
    for row in counted:
        here = rows.setdefault(row["kind"], Numbers(row["kind"], kind_label(row["kind"])))
        if row["channel"] == Message.Channel.LETTER:
            here.letters += row["number"]
            here.reached += row["reached"]
        else:
            here.states[row["state"]] += row["number"]
            if row["state"] == Message.State.QUEUED:
                here.held = row["says"]
    return sorted(rows.values(), key=lambda numbers: numbers.label)


def why_held(numbers: list[Numbers]) -> str:
    """Give the reason why messages wait, when there is one."""
    return next((row.held for row in numbers if row.held), "")


def overdue(messages: models.QuerySet[Message], *, now: datetime) -> models.QuerySet[Message]:
    """Mail that waits longer than a quarter of an hour: oldest first.

    Not what waits on purpose for a later moment, and nothing without a mail server.
    """
    if not settings.EMAIL_HOST:
        return messages.none()
    on_purpose = Q(attempts=0, error="", not_before__gt=now - ALARM)
    return (
        messages.filter(
            state__in=[Message.State.QUEUED, Message.State.SENDING],
            channel=Message.Channel.MAIL,
            queued__lte=now - ALARM,
        )
        .exclude(on_purpose)
        .order_by("queued", "pk")
    )


def dead_addresses() -> set[str]:
    """Addresses that a server refused or that bounced for good, with nothing sent since."""
    hard = [Bounce.Kind.HARD, Bounce.Kind.COMPLAINT]
    wrong = Q(state=Message.State.REFUSED) & (Q(code__in=ADDRESS_IS_WRONG) | Q(attempts=0))
    found = (
        Message.objects.filter(wrong | Q(bounces__kind__in=hard))
        .exclude(to_address="")
        .order_by()
        .values("to_address")
        .annotate(last=Max("pk"))
    )
    last = {row["to_address"]: row["last"] for row in found}
    sent = (
        Message.objects.filter(state=Message.State.SENT, to_address__in=last)
        .exclude(bounces__kind__in=hard)
        .order_by()
        .values("to_address")
        .annotate(last=Max("pk"))
    )
    alive = {row["to_address"] for row in sent if row["last"] > last[row["to_address"]]}
    return set(last) - alive


@dataclass(frozen=True)
class StateOfMail:
    """How mail does on this install, in numbers; nothing secret."""

    waiting: int
    late: int
    oldest: Message | None
    unknown: int
    refused: int
    letters: int
    last_sent: datetime | None


def state_of_mail(*, now: datetime) -> StateOfMail:
    """Look at the whole outbox, all rounds together."""
    mails = Message.objects.filter(channel=Message.Channel.MAIL)
    waits = Q(state__in=[Message.State.QUEUED, Message.State.SENDING])
    found = mails.aggregate(
        waiting=Count("pk", filter=waits),
        unknown=Count("pk", filter=Q(state=Message.State.UNKNOWN)),
        refused=Count("pk", filter=Q(state=Message.State.REFUSED)),
        last_sent=Max("sent"),
    )
    late = overdue(Message.objects.all(), now=now)
    return StateOfMail(
        **found,
        late=late.count(),
        oldest=late.first(),
        letters=Message.objects.to_reach().filter(reached=None).count(),
    )
