"""The switches of one person: what they want to hear apart from what they must know."""

from collections.abc import Collection
from datetime import datetime

from django.db import models

from onderling.base import audit
from onderling.base.transactions import write_transaction
from onderling.mail.models import Subscription
from onderling.mail.rules import Purpose, is_wanted


@write_transaction()
def set_switch(person: models.Model, purpose: Purpose, *, on: bool, now: datetime) -> None:
    """Turn a switch. Rows never change, so that one can see what somebody wanted when."""
    ref = audit.ref(person)
    last = Subscription.objects.filter(to_ref=ref, purpose=purpose).first()
    if last is None or last.wanted != on:
        Subscription.objects.create(to_ref=ref, purpose=purpose, wanted=on, at=now)


def who_wants(refs: Collection[str], purpose: Purpose) -> set[str]:
    """Keep of these people those who want to hear of this purpose: one query."""
    said = dict(
        Subscription.objects.filter(purpose=purpose)
        .order_by("pk")
        .values_list("to_ref", "wanted")
    )
    return {ref for ref in refs if is_wanted(purpose, said.get(ref))}
