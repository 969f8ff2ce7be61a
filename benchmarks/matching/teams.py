"""Teams: people choose a challenge; a team needs a size, some knowledge, and many houses.

Five to a team on average; half of the challenges need one or two of eight kinds of knowledge;
at most two from one organisation. Three in five people know something, one in six two things.
"""

from random import Random

from benchmarks.matching.taste import Raw, Taste, names, ranked
from benchmarks.seeded import seeded

KNOWLEDGE = ("jurist", "data", "zorg", "financien", "ontwerp", "techniek", "jeugd", "onderzoek")


def teams(challenges: int, people: int, seed: int) -> Raw:
    """Each person ranks three to seven challenges, finds two others also good, sits in one."""
    dice = seeded(seed)
    offered = names("s", challenges)
    taste = Taste(dice, offered, themes=max(4, challenges // 25), loyal=0.5, flat=20)
    houses = Taste(dice, names("o", max(8, people // 12)), themes=1, loyal=0, flat=10).popular
    return {
        "version": 1,
        "name": f"{challenges} challenges, {people} people",
        "seed": f"bench {seed}",
        "sessions": [_challenge(dice, name) for name in offered],
        "people": [
            _person(dice, name, taste, houses.draw(dice)) for name in names("p", people)
        ],
    }


def _challenge(dice: Random, name: str) -> Raw:
    row: Raw = {"id": name, "minimum": dice.choice((3, 4)), "maximum": dice.choice((5, 6, 7))}
    needs = dice.sample(KNOWLEDGE, dice.choice((0, 0, 1, 2)))
    return row | {"at_most_per_organisation": 2} | ({"needs": sorted(needs)} if needs else {})


def _person(dice: Random, name: str, taste: Taste, house: str) -> Raw:
    number = dice.randint(3, 7)
    drawn = taste.draw(number + 2)
    row: Raw = {
        "id": name,
        "organisation": house,
        "wishes": ranked(drawn[:number]),
        "also_good": drawn[number:],
    }
    if known := dice.sample(KNOWLEDGE, dice.choice((0, 0, 1, 1, 1, 2))):
        row["has"] = sorted(known)
    return row
