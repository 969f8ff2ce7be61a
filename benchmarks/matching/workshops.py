"""Workshops: many people, many sessions in time, a minimum below which one is cancelled.

The numbers are those of a festival: three to ten wishes over the whole programme (6.5 on
average), one to three seats each (2 on average), rooms for 8 to 30, and about as many places
as people want. So popular sessions are full, and a few of the rest must be cancelled.
"""

from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

from benchmarks.matching.taste import Raw, Taste, names, ranked
from benchmarks.seeded import seeded

# Local time, for the contract knows no other.
FIRST_DAY = datetime.fromisoformat("2026-11-10T10:00")
ROOMS = (8, 10, 12, 15, 20, 25, 30)
SLOTS = 4  # rounds a day, 75 minutes each, a quarter of an hour between them
LENGTHS = (60, 75, 90, 120, 150)  # minutes, where sessions keep no rounds
FRIENDS = (2, 2, 2, 3, 3, 4)


def workshops(
    people: int,
    sessions: int,
    seed: int,
    *,
    places: float = 1.0,
    flat: int = 50,
) -> Raw:
    """A festival in rounds. `places`: places for each seat wanted; `flat`: see taste."""
    dice = seeded(seed)
    offered = names("s", sessions)
    taste = Taste(dice, offered, themes=max(6, sessions // 25), loyal=0.5, flat=flat)
    most = [dice.choice((1, 2, 3)) for _ in range(people)]
    average = places * sum(most) / sessions / (sum(ROOMS) / len(ROOMS))
    return {
        "version": 1,
        "name": f"{sessions} workshops, {people} people",
        "seed": f"bench {seed}",
        "sessions": [
            {"id": name, **_round(number), **_room(dice, average)}
            for number, name in enumerate(offered)
        ],
        "people": [
            {"id": name, "most": m, "wishes": ranked(taste.draw(dice.randint(3, 10)))}
            for name, m in zip(names("p", people), most, strict=True)
        ],
    }


def mixed(people: int, sessions: int, seed: int) -> Raw:
    """The same, with paid staff and volunteers in every room, and at most four of one house.

    45 % are paid, 45 % volunteers, 10 % neither; the largest organisation sends an eighth.
    """
    raw = workshops(people, sessions, seed)
    dice = seeded(seed + 1)
    organisations = Taste(
        dice, names("o", max(4, people // 40)), themes=1, loyal=0, flat=20
    ).popular
    for person in raw["people"]:
        if group := dice.choices(("paid", "volunteer", None), (45, 45, 10))[0]:
            person["group"] = group
        person["organisation"] = organisations.draw(dice)
    for session in raw["sessions"]:
        session["at_least"] = {"paid": 2, "volunteer": 2}
        session["at_most"] = {"paid": -(-session["maximum"] * 7 // 10)}
        session["at_most_per_organisation"] = 4
    return raw


def friends(people: int, sessions: int, seed: int) -> Raw:
    """Sessions of 60 to 150 minutes on any half hour of three days; groups of friends.

    One in five people is in a group of two to four that made one list together and sits
    together or not at all; as many again would like one other person beside them.
    """
    raw = workshops(people, sessions, seed)
    dice = seeded(seed + 2)
    for session in raw["sessions"]:
        start = FIRST_DAY + timedelta(days=dice.randrange(3), minutes=30 * dice.randrange(15))
        end = start + timedelta(minutes=dice.choice(LENGTHS))
        session |= {"start": f"{start:%Y-%m-%dT%H:%M}", "end": f"{end:%Y-%m-%dT%H:%M}"}
    rows = raw["people"]
    alone = dice.sample(range(people), people * 2 // 5)
    together, soft = [], []
    while len(alone) > people // 5:
        group = sorted(alone.pop() for _ in range(dice.choice(FRIENDS)))
        first = rows[group[0]]
        for one, other in pairwise(group):
            rows[other] |= {"most": first["most"], "wishes": first["wishes"]}
            together.append([rows[one]["id"], rows[other]["id"]])
    while len(alone) > 1:
        soft.append(sorted(rows[alone.pop()]["id"] for _ in range(2)))
    return raw | {"together": together, "soft_together": soft}


def _round(number: int) -> Raw:
    """One of the rounds of the day, in turn."""
    start = FIRST_DAY + timedelta(minutes=90 * (number % SLOTS))
    end = start + timedelta(minutes=75)
    return {"start": f"{start:%Y-%m-%dT%H:%M}", "end": f"{end:%Y-%m-%dT%H:%M}"}


def _room(dice: Random, average: float) -> Raw:
    """A room, and from how many people it is worth going on."""
    maximum = max(4, round(dice.choice(ROOMS) * average))
    return {"minimum": max(3, round(maximum * dice.uniform(0.3, 0.6))), "maximum": maximum}
