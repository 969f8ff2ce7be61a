"""What was said is tied to the policy that it is about (S0-5)."""

from datetime import datetime

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.outcomes.actions.answering import hold
from onderling.outcomes.models import Disposition
from onderling.people.models import Person


@write_transaction()
def tie_to_policy(row: Disposition, policy: str, *, by: Person, now: datetime) -> Disposition:
    """Say which item of policy a row of a round belongs to; an empty one unties it. Twice is
    once.

    The state and the reason of the row are those of the item: what was decided, and why.
    """
    held, policy = hold(row), " ".join(policy.split())
    if held.round is None:  # the items are those of a programme
        raise Refused(_("Zet het eerst in de lijst van een ronde."))
    if held.policy != policy:
        old, held.policy = held.policy, policy
        held.save(update_fields=["policy"])
        audit.note(
            by,
            "tie_to_policy",
            on=held,
            scope=held.round,
            now=now,
            old={"policy": old},
            new={"policy": policy},
        )
    return held
