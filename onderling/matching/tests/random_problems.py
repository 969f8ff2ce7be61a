"""Small random problems that mix all rules; the same number gives the same problem."""

import random
from typing import Any

Raw = dict[str, Any]
TIMES = [
    ("2026-11-10T10:00", "2026-11-10T11:15"),
    ("2026-11-10T11:30", "2026-11-10T12:45"),
    ("2026-11-10T10:00", "2026-11-10T12:45"),
    ("2026-11-11T10:00", "2026-11-11T11:00"),
]


def seeded(number: int) -> random.Random:
    """Dice that fall the same way each time. Not for secrets."""
    return random.Random(number)  # noqa: S311 - to be repeated is what these are for


def tiny_problem(number: int) -> Raw:
    """Three to five people, two to four sessions, any mix of rules."""
    dice = seeded(number)

    def maybe(chance: float) -> bool:
        return dice.random() < chance

    sessions = [_session(dice, n) for n in range(dice.randint(2, 4))]
    ids = [s["id"] for s in sessions]
    people = [_person(dice, n, ids) for n in range(dice.randint(3, 5))]
    names = [p["id"] for p in people]
    raw: Raw = {
        "version": 1,
        "seed": f"lot {number}",
        "objective": {
            "points": dice.choice([[100, 90, 81], [10, 8, 8, 1], [5]]),
            "fields": dice.choice([[45, 40], [7]]),
            "first_seat": dice.choice([1000, 20, 0]),
            "without": dice.choice(["guarantee", "next_wish"]),
            "balance": dice.choice([0, 0, 7]),
            "balance_slack": dice.choice([0, 1]),
            "stay": dice.choice([0, 0, 3]),
        },
        "rules": {"other_organisation": maybe(0.2), "fill_slots": maybe(0.3)},
        "sessions": sessions,
        "people": people,
    }
    pairs = [[a, b] for i, a in enumerate(names) for b in names[i + 1 :]]
    for kind in ("together", "apart", "soft_together"):
        if maybe(0.3):
            raw[kind] = [dice.choice(pairs)]
    if maybe(0.3):
        raw["former"] = [
            {"person": name, "session": dice.choice(ids)} for name in names if maybe(0.5)
        ]
    if maybe(0.3):
        lock = {"person": dice.choice(names), "session": dice.choice(ids)}
        raw["locked"] = [lock | ({"counts": False} if maybe(0.5) else {})]
    return raw


def _session(dice: random.Random, number: int) -> Raw:
    row: Raw = {"id": f"s{number}"}
    if dice.random() < 0.8:
        row["start"], row["end"] = dice.choice(TIMES)
    if dice.random() < 0.6:
        row["minimum"] = dice.randint(1, 3)
    if dice.random() < 0.8:
        row["maximum"] = max(row.get("minimum", 0), dice.randint(1, 4))
    for name, choices in (("activity", "xy"), ("organisation", "oq"), ("field", "fg")):
        if dice.random() < 0.4:
            row[name] = dice.choice(choices)
    return row | _mix(dice)


def _mix(dice: random.Random) -> Raw:
    row: Raw = {}
    if dice.random() < 0.2:
        row["at_least"] = {dice.choice(["paid", "volunteer"]): 1}
    if dice.random() < 0.2:
        row["at_most"] = {dice.choice(["paid", "volunteer"]): dice.randint(0, 2)}
    if dice.random() < 0.2:
        row["at_least_share"] = {
            dice.choice(["paid", "volunteer"]): dice.choice([0.2, 0.5, 0.3])
        }
    if dice.random() < 0.2:
        row["at_most_per_organisation"] = dice.randint(1, 2)
    if dice.random() < 0.15:
        row["needs"] = ["law"]
    return row


def _person(dice: random.Random, number: int, ids: list[str]) -> Raw:
    shuffled = dice.sample(ids, len(ids))
    cut = dice.randint(0, len(ids))
    row: Raw = {
        "id": f"p{number}",
        "size": dice.choice([1, 1, 1, 2]),
        "most": dice.choice([1, 1, 2, 3]),
        "wishes": [[s, min(n + 1, dice.randint(1, 4))] for n, s in enumerate(shuffled[:cut])],
        "anywhere": dice.random() < 0.3,
    }
    for session in shuffled[cut:]:
        if dice.random() < 0.5:
            kind = dice.choice(["also_good", "rather_not", "cannot"])
            row.setdefault(kind, []).append(session)
    if dice.random() < 0.7:
        row["group"] = dice.choice(["paid", "volunteer"])
    if dice.random() < 0.6:
        row["organisation"] = dice.choice("oq")
    if dice.random() < 0.2:
        row["has"] = ["law"]
    if dice.random() < 0.2:
        row["visited"] = ["o"]
    if dice.random() < 0.2:
        row["wish_organisations"] = [["q", dice.randint(1, 2)]]
    if dice.random() < 0.2:
        row["wish_fields"] = dice.sample(["f", "g"], 2)
    if dice.random() < 0.15:
        row["dates"] = ["2026-11-10"]
    return row
