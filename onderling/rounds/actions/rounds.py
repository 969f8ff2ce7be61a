"""Begin a round, change what it says, bring it to another state."""

import secrets
from datetime import date, datetime
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.people.models import Person
from onderling.rounds import rules
from onderling.rounds.models import Programme, Round

SEED_DIGITS = 8
CHANGEABLE = frozenset(
    {
        *("name", "theme", "intro", "venue", "travel", "ends_on", "colour", "window"),
        *("walk_ins", "formality"),
        *("contact_name", "contact_phone", "contact_hours"),
    }
)


@write_transaction()
def make_round(  # noqa: PLR0913  # a round has this many sides; all but one are by keyword
    programme: Programme,
    *,
    name: str,
    starts_on: date,
    ends_on: date,
    contact_name: str,
    contact_phone: str,
    by: Person | None,
    now: datetime,
    seed: str = "",
    **fields: Any,
) -> Round:
    """Begin a round, as a draft. Its lottery number is drawn and announced here and now.

    Nobody can wait for a number that suits: it stands before the first wish.
    """
    if ends_on < starts_on:
        raise Refused(_("De laatste dag ligt voor de eerste dag."))
    made = Round.objects.create(
        programme=programme,
        name=name,
        slug=_free_slug(name),
        starts_on=starts_on,
        ends_on=ends_on,
        contact_name=contact_name,
        contact_phone=contact_phone,
        seed=seed or f"{secrets.randbelow(10**SEED_DIGITS):0{SEED_DIGITS}}",
        seed_since=now,
        **fields,
    )
    new = {"name": name, "starts_on": str(starts_on), "seed": made.seed}
    audit.note(by, "make_round", on=made, now=now, new=new)
    return made


@write_transaction()
def change_round(round: Round, *, by: Person | None, now: datetime, **fields: Any) -> Round:
    """Change what a round says about itself. Dates of phases and the day have own deeds."""
    if strange := set(fields) - CHANGEABLE:
        raise TypeError(f"not to be changed here: {sorted(strange)}")
    round = Round.objects.lock(round.pk)
    old = {name: str(getattr(round, name)) for name in fields}
    new = {name: str(value) for name, value in fields.items()}
    changed = [name for name in fields if old[name] != new[name]]
    for name in changed:
        setattr(round, name, fields[name])
    if round.ends_on < round.starts_on:
        raise Refused(_("De laatste dag ligt voor de eerste dag."))
    if changed:
        round.save(update_fields=changed)
        audit.note(
            by,
            "change_round",
            on=round,
            now=now,
            old={name: old[name] for name in changed},
            new={name: new[name] for name in changed},
        )
    return round


@write_transaction()
def change_state(round: Round, state: str, *, by: Person | None, now: datetime) -> Round:
    """Take a round one step further, or one step back. The same step twice is one step."""
    round = Round.objects.lock(round.pk)
    if round.state == state:
        return round
    if not rules.may_become(round.state, state):
        raise Refused(
            _("{round} staat op ‘{state}’. Deze stap kan nu niet.").format(
                round=round, state=round.get_state_display()
            )
        )
    old, round.state = round.state, str(state)
    round.save(update_fields=["state"])
    audit.note(
        by, "change_state", on=round, now=now, old={"state": old}, new={"state": str(state)}
    )
    return round


def _free_slug(name: str) -> str:
    base = slugify(name)[:50] or "ronde"
    taken = set(Round.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in [base, *numbered] if slug not in taken)
