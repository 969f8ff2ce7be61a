"""The numbers over the outbox."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Count, Max
from django.utils.translation import gettext_lazy as _

from onderling.mail.models import Message

KINDS = {
    "invitation": _("uitnodiging"),
    "reminder": _("herinnering"),
    "personal_link": _("persoonlijke link"),
    "sign_in_code": _("code om in te loggen"),
    "confirm_address": _("code voor een nieuw adres"),
    "address_changed": _("adres veranderd"),
    "confirm_sign_up": _("aanmelding bevestigen"),
    "sign_up_confirmed": _("aanmelding bevestigd"),
    "wishes_saved": _("wensen ontvangen"),
    "place_confirmed": _("plek bevestigd"),
    "place_cancelled": _("plek afgezegd"),
    "place_moved_up": _("plek vrijgekomen"),
    "place_waiting": _("op de wachtlijst"),
    "allocation": _("uw programma"),
    "allocation_undone": _("verdeling ongedaan gemaakt"),
    "offer_changes_asked": _("vraag over een workshop"),
}


@dataclass
class Numbers:
    """One kind of message, counted by state; letters and calls apart."""

    kind: str
    label: str
    states: Counter[str] = field(default_factory=Counter)
    letters: int = 0
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
        .annotate(number=Count("pk"), says=Max("error"))
    )
    for row in counted:
        here = rows.setdefault(row["kind"], Numbers(row["kind"], kind_label(row["kind"])))
        if row["channel"] == Message.Channel.LETTER:
            here.letters += row["number"]
        else:
            here.states[row["state"]] += row["number"]
            if row["state"] == Message.State.QUEUED:
                here.held = row["says"]
    return sorted(rows.values(), key=lambda numbers: numbers.label)


def why_held(numbers: list[Numbers]) -> str:
    """Give the reason why messages wait, when there is one."""
    return next((row.held for row in numbers if row.held), "")
