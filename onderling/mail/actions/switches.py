"""The switches of one person: what they want to hear apart from what they must know."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils.module_loading import import_string

from onderling.base import audit
from onderling.base.transactions import write_transaction
from onderling.mail.models import Subscription
from onderling.mail.rules import Purpose, is_wanted

# Who holds the address may turn this one switch and nothing else; it needs no row, so that
# the first bulletin to somebody can carry it.
SIGNER = signing.Signer(sep=".", salt="mail.leave")


@dataclass(frozen=True)
class Switch:
    """One switch of one person."""

    person: Any  # people live a floor higher
    purpose: Purpose

    @property
    def on(self) -> bool:
        return bool(who_wants({audit.ref(self.person)}, self.purpose))


@write_transaction()
def set_switch(person: models.Model, purpose: Purpose, *, on: bool, now: datetime) -> None:
    """Turn a switch. Rows never change, so that one can see what somebody wanted when."""
    ref = audit.ref(person)
    last = Subscription.objects.filter(to_ref=ref, purpose=purpose).first()
    if last is None or last.wanted != on:
        Subscription.objects.create(to_ref=ref, purpose=purpose, wanted=on, at=now)


def who_wants(refs: Collection[str], purpose: Purpose) -> set[str]:
    """Keep of these people those who want to hear of this purpose: one query."""
    said = _said(purpose)
    return {ref for ref in refs if is_wanted(purpose, said.get(ref))}


def who_asked_for(purpose: Purpose, *, among: Collection[str] | None = None) -> set[str]:
    """Everybody, or of these, who said yes to a purpose and has not said no since."""
    return {ref for ref, wanted in _said(purpose, among).items() if wanted}


def leave_address(to_ref: str, purpose: Purpose) -> str:
    """The address at which this person ends this purpose with one press, without signing in.

    A mail program may press by itself (RFC 8058).
    """
    token = SIGNER.sign_object([to_ref, str(purpose)], compress=False)
    return settings.BASE_ADDRESS + reverse("mail:leave", args=[token])


def switch_behind(token: str) -> Switch | None:
    """Find the switch of such an address. Whoever was merged is found as who they are now."""
    try:
        to_ref, purpose = SIGNER.unsign_object(token)
        person = import_string(settings.READER)(to_ref)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Switch(person, Purpose(purpose)) if person else None


def _said(purpose: Purpose, among: Collection[str] | None = None) -> dict[str, bool]:
    rows = Subscription.objects.filter(purpose=purpose).order_by("pk")
    if among is not None:
        rows = rows.filter(to_ref__in=among)
    return dict(rows.values_list("to_ref", "wanted"))
