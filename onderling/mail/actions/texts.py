"""The texts of messages: ours, or what a coordinator made of them (X-33)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.prepared import prepared
from onderling.base.transactions import write_transaction
from onderling.mail.models import OwnText
from onderling.mail.rules import COMMON, filled, unknown_in, voices_for

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True)
class Text:
    """One template: for whom, its subject and body, and which placeholders it may use."""

    key: str
    name: str
    subject: str
    body: str
    takes: frozenset[str]
    own: bool = False


@dataclass(frozen=True)
class Letter:
    """What somebody reads."""

    subject: str
    body: str


@dataclass(frozen=True)
class Texts:
    """All templates of one round in one voice, read once for a whole batch."""

    of: Mapping[str, Text]

    def letter(self, key: str, values: Mapping[str, str], *, by_mail: bool) -> Letter:
        """Fill in one letter by its template."""
        text = self.of[key]
        return self.typed(text.subject, text.body, values, by_mail=by_mail)

    def typed(
        self, subject: str, body: str, values: Mapping[str, str], *, by_mail: bool
    ) -> Letter:
        """Fill in what a coordinator typed, with the same foot as every letter."""
        foot = self.foot(values, by_mail=by_mail and "{link}" not in body)
        return Letter(
            " ".join(filled(subject, values).split())[:200],
            "\n\n".join([filled(body, values), *foot]),
        )

    def foot(self, values: Mapping[str, str], *, by_mail: bool) -> list[str]:
        """What stands under every letter: the own page of who has mail, and whom to ring.

        It is not the coordinator's to leave out: every message names a person (X-140).
        """
        own = [filled(self.of["voet_link"].body, values)] if by_mail else []
        ring = "voet" if values.get("contacttelefoon") else "voet_zonder_telefoon"
        return [*own, filled(self.of[ring].body, values)]

    def sentence(self, key: str, values: Mapping[str, str]) -> str:
        """Fill in a sentence that stands inside a letter."""
        return filled(self.of[key].body, values)


def texts_of(scope: models.Model | None, *, locale: str = "", form: str = "u") -> Texts:
    """Read the templates of a round: its own before ours, its voice before plain Dutch.

    Without a locale: as this install speaks. What a coordinator wrote is sent as it stands, to
    readers of every language: it may say something that ours does not.
    """
    found = dict(_ours(locale or settings.SPOKEN, form))
    if scope is not None:
        for row in _of_scope(scope=audit.ref(scope)):
            if text := found.get(row.key):
                found[row.key] = Text(
                    row.key, text.name, row.subject, row.body, text.takes, own=True
                )
    return Texts(found)


@prepared
def _of_scope(scope: str) -> QuerySet[OwnText]:
    return OwnText.objects.filter(scope_ref=scope)


@write_transaction()
def change_text(  # noqa: PLR0913 -- a text is two fields; all by keyword but two
    scope: models.Model, key: str, *, subject: str, body: str, by: models.Model, now: datetime
) -> OwnText:
    """Write a round's own text. A placeholder that it cannot fill in is refused by name."""
    text = texts_of(scope).of.get(key)
    if text is None or not is_changeable(key):
        raise Refused(_("Deze tekst kunt u niet veranderen."))
    if odd := unknown_in(f"{subject}\n{body}", text.takes):
        raise Refused(said_unknown(odd))
    row, _made = OwnText.objects.update_or_create(
        scope_ref=audit.ref(scope),
        key=key,
        defaults={"subject": " ".join(subject.split()), "body": body, "changed": now},
    )
    old, new = {"subject": text.subject}, {"subject": row.subject}
    audit.note(by, "change_text", on=row, scope=scope, now=now, old=old, new=new)
    return row


@write_transaction()
def reset_text(scope: models.Model, key: str, *, by: models.Model, now: datetime) -> None:
    """Go back to our text."""
    for row in OwnText.objects.filter(scope_ref=audit.ref(scope), key=key):
        audit.note(by, "reset_text", on=scope, scope=scope, now=now, old={"text": row.key})
        row.delete()


def is_changeable(key: str) -> bool:
    """A round may have its own texts, but not its own foot or sentences inside."""
    return not key.startswith(("voet", "zin_"))


def said_unknown(odd: list[str]) -> str:
    """Name what stands between braces and is not on the list."""
    names = ", ".join(f"{{{name}}}" for name in odd)
    return _("Dit kunnen wij hier niet invullen: {names}. Kijk in de lijst.").format(
        names=names
    )


@cache
def _ours(locale: str, form: str) -> dict[str, Text]:
    rows: dict[str, dict[str, Any]] = {}
    for voice in reversed(voices_for(locale, form)):
        path = DATA / f"{voice}.json"
        if path.exists():
            for key, row in json.loads(path.read_text()).items():
                rows[key] = {**rows.get(key, {}), **row}
    return {
        key: Text(
            key,
            row["name"],
            row.get("subject", ""),
            row["body"],
            COMMON | frozenset(row.get("takes", "").split()),
        )
        for key, row in rows.items()
    }
