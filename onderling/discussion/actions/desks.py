"""The desks to which a sender is referred, kept by the owner, and when they were checked."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.models import Setting
from onderling.base.transactions import write_transaction
from onderling.base.written import long_date
from onderling.discussion.rules import DESKS, Desk, Telephone, needs_a_look
from onderling.people.models import Person


@dataclass(frozen=True)
class KeptDesk:
    """A desk as it is shown and mailed, and when somebody last checked that it is right."""

    desk: Desk
    telephone: Telephone
    checked: date | None = None

    def needs_a_look(self, today: date) -> bool:
        return needs_a_look(self.checked, today=today)


def _country() -> str:
    return "BE" if settings.SPOKEN == "nl-be" else "NL"


def _name(desk: Desk) -> str:
    return f"desk:{_country()}:{desk}"


def kept_desks() -> dict[Desk, KeptDesk]:
    """All desks of the country of this install: one query."""
    begins = DESKS[_country()]
    found = {desk: KeptDesk(desk, begins[desk]) for desk in Desk}
    names = {_name(desk): desk for desk in Desk}
    rows = Setting.objects.filter(name__in=names).order_by("since", "pk")
    for name, value in rows.values_list("name", "value"):
        found[names[name]] = _read(names[name], value)
    return found


def _read(desk: Desk, value: Mapping[str, Any]) -> KeptDesk:
    telephone = Telephone(value["name"], value["number"], value["site"])
    return KeptDesk(desk, telephone, date.fromisoformat(value["checked"]))


def telephone_of(desk: str) -> Telephone:
    return kept_desks()[Desk(desk)].telephone


def desk_said(telephone: Telephone) -> str:
    """A desk with its number, as one chooses it: “Veilig Thuis (0800 2000)”."""
    return f"{telephone.name} ({telephone.number})"


@write_transaction()
def set_desk(
    desk: Desk, telephone: Telephone, *, checked: date, by: Person, now: datetime
) -> KeptDesk:
    """Write down how to reach a desk, and that somebody checked it. Older rows are history."""
    if checked > localdate(now):
        raise Refused(_("Die dag moet nog komen."))
    old = kept_desks()[desk]
    fresh = KeptDesk(desk, telephone, checked)
    if old == fresh:
        return old
    row = Setting.objects.create(
        name=_name(desk),
        value={**asdict(telephone), "checked": checked.isoformat()},
        because=_("nagekeken op {day}").format(day=long_date(checked)),
        since=now,
        by_ref=audit.ref(by),
    )
    said = {"desk": str(desk), **asdict(telephone)}
    audit.note(by, "set_desk", on=row, now=now, old=asdict(old.telephone), new=said)
    return fresh
