"""What somebody typed into a long form and did not save yet (X-4)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from onderling.base.audit import ref
from onderling.base.errors import Refused
from onderling.base.models import Draft, Receipt
from onderling.base.transactions import write_transaction

FIELD = "concept"  # the hidden field of a form that is kept; `{% keeps_typed %}` writes it
LARGEST = 200_000  # characters: a few hundred typed workshops
Typed = list[tuple[str, str]]


def key_of_receipt(key: str, fingerprint: str = "") -> str:
    """Join the key of a form to what was typed in it: each text has its own receipt."""
    return f"{key[:30]}.{fingerprint[:32]}"


@write_transaction()
def keep_draft(
    owner: models.Model, form: str, typed: Typed, *, key: str = "", now: datetime
) -> Draft | None:
    """Keep what stands in a form, in place of what was kept before.

    `form` is the address it will be sent to. `key` is the form's own: a form that was sent
    already leaves no draft, however late the browser comes with one.
    """
    sent = Receipt.objects.filter(key__startswith=key_of_receipt(key), path=form)
    if key and sent.exclude(answer={}).exists():
        return None
    if sum(len(name) + len(value) for name, value in typed) > LARGEST:
        raise Refused(_("Dit is te veel tekst om tussendoor te bewaren."))
    draft, _made = Draft.objects.update_or_create(
        owner_ref=ref(owner), form=form, defaults={"typed": typed, "at": now}
    )
    return draft


def draft_of(owner: models.Model, form: str) -> Draft | None:
    """Find what this person typed here and did not save."""
    return Draft.objects.filter(owner_ref=ref(owner), form=form).first()


@write_transaction()
def drop_draft(owner: models.Model, form: str) -> None:
    """Forget it: it was saved, or thrown away."""
    Draft.objects.filter(owner_ref=ref(owner), form=form).delete()


def value_in(typed: Iterable[Iterable[str]], name: str) -> str:
    """Read one field of a draft; empty when it was not there."""
    return next((value for field, value in typed if field == name), "")
