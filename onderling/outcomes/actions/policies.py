"""What was said is tied to the policy that it is about (S0-5)."""

from datetime import datetime

from onderling.base import audit
from onderling.base.transactions import write_transaction
from onderling.outcomes.actions.answering import hold
from onderling.outcomes.models import Disposition
from onderling.people.models import Person


@write_transaction()
def tie_to_policy(row: Disposition, policy: str, *, by: Person, now: datetime) -> Disposition:
    """Say which item of policy a row belongs to; nothing unties it. Twice is once.

    The state and the reason of the row are those of the item: what was decided, and why.
    """
    held, policy = hold(row), " ".join(policy.split())
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
