"""Begin a round from a preset: data that is written downward once, and never read again."""

import json
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.offers.actions.day import add_slot
from onderling.offers.rules import instant
from onderling.people.actions.roles import grant
from onderling.people.models import Organisation, Person
from onderling.people.rules import Role, Scope
from onderling.rounds.actions import add_calendar_line, make_round, set_phase
from onderling.rounds.models import Programme, Round
from onderling.rounds.rules import on_day
from onderling.signups.models import ChoiceRule

PRESETS = Path(__file__).parent.parent / "data" / "presets.json"


@cache
def presets() -> dict[str, dict[str, Any]]:
    """Read the presets, in the order in which they are offered (X-96)."""
    found: dict[str, dict[str, Any]] = json.loads(PRESETS.read_text())
    return found


@write_transaction()
def start_round(  # noqa: PLR0913  # a round has this many sides; all but two are by keyword
    name: str,
    preset: str,
    *,
    starts_on: date,
    organisation: Organisation,
    contact_name: str,
    contact_phone: str,
    by: Person | None,
    now: datetime,
    programme: Programme | None = None,
    **fields: Any,
) -> Round:
    """Make a round with its phases, calendar, day and rule of choice, as the preset says.

    Further `fields` are those of the round: theme, venue, contact_hours, intro, seed …
    Whoever begins it coordinates it.
    """
    if preset not in presets():
        raise Refused(_("Dit soort bijeenkomst kennen wij niet."))
    data = presets()[preset]
    if programme is None:
        programme, _made = Programme.objects.get_or_create(
            name=data["name"], organisation=organisation
        )
    made = make_round(
        programme,
        name=name,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=data["lasts_days"] - 1),
        contact_name=contact_name,
        contact_phone=contact_phone,
        preset=preset,
        by=by,
        now=now,
        **{
            "intro": data["intro"],
            "travel": data["travel"],
            "window": data.get("window", ""),
            "walk_ins": data.get("walk_ins", 0),
            **fields,
        },
    )
    ChoiceRule.objects.create(round=made, **data["choice"])
    if by is not None:
        # In the name of the install: who begins a round need not hold the role elsewhere.
        grant(by, Role.COORDINATOR, scope=Scope.ROUND, scope_id=made.pk, by=None, now=now)
    _fill(made, data, by=by, now=now)
    return made


def _fill(made: Round, data: dict[str, Any], *, by: Person | None, now: datetime) -> None:
    for phase in data["phases"]:
        set_phase(
            made,
            phase["kind"],
            label=phase["label"],
            first_day=on_day(phase["first"], made.starts_on),
            last_day=on_day(phase["last"], made.starts_on),
            by=by,
            now=now,
        )
    for line in data["calendar"]:
        add_calendar_line(
            made, offset=line["when"], who=line["who"], what=line["what"], by=by, now=now
        )
    for slot in data["slots"]:
        add_slot(
            made,
            label=slot["label"],
            kind=slot["kind"],
            starts=instant(made.starts_on, time.fromisoformat(slot["starts"]), made.zone),
            ends=instant(made.starts_on, time.fromisoformat(slot["ends"]), made.zone),
            where=slot["where"],
            by=by,
            now=now,
        )
