"""Put a term off with a reason, at most a year: of one round, or of one kind (X-40)."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.models import Setting
from onderling.base.privacy import A_YEAR_MORE, goes_on, months_later
from onderling.base.transactions import write_transaction
from onderling.base.written import long_date
from onderling.people.models import Person

PUT_OFF = "keep."
Until = Mapping[str, date]


def name_of(keep: str = "", *, round: int | None = None) -> str:
    """What the put-off term of a kind is called, or that of everything of one round."""
    return f"{PUT_OFF}round.{round}" if round else f"{PUT_OFF}{keep}"


@write_transaction()
def keep_longer(  # noqa: PLR0913 -- what, until when, why, by whom, where; by keyword
    name: str,
    until: date,
    *,
    because: str,
    by: Person,
    now: datetime,
    scope: models.Model | None = None,
) -> Setting:
    """Let nothing of this kind, or of this round, go before the day after `until`.

    An earlier day takes it back. What came before stays: it is the history.
    """
    today = localdate(now)
    most = months_later(today, A_YEAR_MORE)
    if not today <= until <= most:
        said = _("Kies een datum van vandaag tot en met {most}.")
        raise Refused(said.format(most=long_date(most)))
    row = Setting.objects.create(
        name=name, value=until.isoformat(), because=because, since=now, by_ref=audit.ref(by)
    )
    new = {"until": until.isoformat()}
    audit.note(by, "keep_longer", on=row, scope=scope, now=now, new=new, because=because)
    return row


def put_off() -> dict[str, date]:
    """Until when each term was put off; what was said last counts. One query."""
    return {
        name: date.fromisoformat(rows[0].value) for name, rows in put_off_rows().items() if rows
    }


def put_off_rows() -> dict[str, list[Setting]]:
    """All that was put off, the last word first."""
    found: dict[str, list[Setting]] = {}
    for row in Setting.objects.filter(name__startswith=PUT_OFF):
        found.setdefault(row.name, []).append(row)
    return found


def when(keep: str, since: date, *, round: int | None, until: Until) -> date:
    """The first day on which something goes: its term, or the day to which that was put off."""
    days = [goes_on(keep, since)]
    for name in (name_of(keep), name_of(round=round)) if round else (name_of(keep),):
        if name in until:
            days.append(date.fromordinal(until[name].toordinal() + 1))
    return max(days)
