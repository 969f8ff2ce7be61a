"""A short list wins nothing: the promise of `next_wish`, on festivals with too few places.

Nobody who filled in the whole list is left with nothing while somebody with a shorter list
sits, as their only seat, in a session that both wished at the same rank; unless a rule asks
for it, and then the reason names that rule.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from benchmarks.matching.checks.tally import Tally
from benchmarks.matching.taste import Raw
from benchmarks.matching.workshops import workshops
from onderling.matching.problem import Objective

WHOLE = len(Objective().points)  # wishes


def short_lists(tally: Tally, order: str) -> None:
    """Divide with `next_wish`, and look at everybody who has nothing."""
    raw = workshops(3_000, 150, 1, places=0.15) | {
        "objective": {"without": "next_wish", "order": order}
    }
    if order == "joint":  # one seat each: several in one optimum are no flow with `next_wish`
        raw["people"] = [person | {"most": 1} for person in raw["people"]]
    path = tally.file(f"next_wish-{order}", raw)
    _, result = tally.divided(path)
    reasons = {(row["person"], row["session"]): row for row in result["reasons"]}
    found = set(_overtaken(raw, result))
    named = {seat for seat in found if "rule" in reasons[seat]["numbers"]}
    whole = {p["id"] for p in raw["people"] if len(p["wishes"]) >= WHOLE}
    left = whole.intersection(result["without"])
    came = (
        f"{len(left)} of {len(whole):,} whole lists have nothing; {len(found)} times a shorter"
        f" one sits there, {len(named)} of them by a rule that the reason names"
    )
    tally.add(
        f"a short list wins nothing, next_wish, {order}", came, bool(left) and found == named
    )


def _overtaken(raw: Raw, result: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Who filled in everything and has nothing, and where a shorter list sits instead."""
    lists = {person["id"]: dict(person["wishes"]) for person in raw["people"]}
    seats = Counter(seat["person"] for seat in result["seats"])
    sits: dict[tuple[str, int], list[str]] = defaultdict(list)
    for seat in result["seats"]:
        if seats[seat["person"]] == 1 and len(lists[seat["person"]]) < WHOLE:
            sits[seat["session"], seat["rank"]].append(seat["person"])
    for person in result["without"]:
        if len(lists[person]) >= WHOLE:
            yield from ((person, s) for s, rank in lists[person].items() if sits[s, rank])
