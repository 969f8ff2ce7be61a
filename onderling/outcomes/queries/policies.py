"""The items of policy that what was said belongs to, and how far each is (S0-5)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from onderling.outcomes.models import Disposition
from onderling.outcomes.queries.ledger import Row
from onderling.outcomes.rules.ledger import ANSWERED
from onderling.rounds.models import Round


@dataclass(frozen=True)
class Item:
    """An item of policy, with how much was said of it and how much of that was answered."""

    name: str
    said: int
    answered: int


def policies_known(round: Round) -> list[str]:
    """The items that editions of this programme used before, to choose from. One query."""
    used = Disposition.objects.filter(round__programme=round.programme_id).exclude(policy="")
    return list(used.order_by("policy").values_list("policy", flat=True).distinct())


def policies_of(rows: Iterable[Row]) -> list[Item]:
    """The items of these rows, in order of the alphabet."""
    found: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        if row.it.policy:
            found[row.it.policy].append(row.it.state in ANSWERED)
    return [Item(name, len(said), sum(said)) for name, said in sorted(found.items())]
