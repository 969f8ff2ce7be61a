"""An exchange: people spend a day at another organisation, which offers places on some dates.

As in Wisselstage and Serious Ambtenaar: about five people from each organisation, as many
places as people and a tenth more, nobody at home, and who sends may expect to receive.
Organisations lie in regions of eight: people go where they can come in half an hour.
"""

from random import Random

from benchmarks.matching.taste import Raw, Taste, names, ranked
from benchmarks.seeded import seeded

DATES = [f"2026-11-{day:02}" for day in (3, 5, 10, 12, 17, 19)]
REGION = 8
KINDS = ("zorg", "wonen", "veiligheid", "jeugd")


def exchange(organisations: int, people: int, seed: int) -> Raw:
    """Organisations of one to twelve people; two or three dates each."""
    dice = seeded(seed)
    hosts = names("o", organisations)
    regions = [hosts[first : first + REGION] for first in range(0, organisations, REGION)]
    fields = {
        host: f"{KINDS[dice.randrange(2 if organisations < 100 else 4)]} {number + 1}"
        for number, region in enumerate(regions)
        for host in region
    }
    tastes = [Taste(dice, region, themes=1, loyal=0) for region in regions]
    sizes = Taste(dice, hosts, themes=1, loyal=0, flat=6).popular
    at_work = [sizes.draw(dice) for _ in range(people)]
    sessions = [
        {
            "id": f"{host}-{date[-2:]}",
            "start": f"{date}T09:00",
            "end": f"{date}T16:00",
            "maximum": dice.choice((1, 2, 2, 3, 4))
            * max(1, round(people / organisations / 5.5)),
            "activity": host,
            "organisation": host,
            "field": fields[host],
        }
        for host in hosts
        for date in sorted(dice.sample(DATES, dice.choice((2, 2, 3))))
    ]
    return {
        "version": 1,
        "name": f"exchange of {people} people between {organisations} organisations",
        "seed": f"bench {seed}",
        "objective": {"balance": 40, "balance_slack": 1},
        "rules": {"other_organisation": True},
        "sessions": sessions,
        "people": [
            _person(dice, name, host, _near(dice, host, tastes), fields)
            for name, host in zip(names("p", people), at_work, strict=True)
        ],
    }


def _near(dice: Random, own: str, tastes: list[Taste]) -> Taste:
    """The own region for three in four, the next one for the others."""
    home = (int(own[1:]) - 1) // REGION
    return tastes[(home + dice.choice((0, 0, 0, 1))) % len(tastes)]


def _person(
    dice: Random,
    name: str,
    own: str,
    taste: Taste,
    fields: dict[str, str],
) -> Raw:
    """Wishes for one to five houses in one region, then fields there, on some dates."""
    wanted = [host for host in taste.draw(dice.randint(1, 5)) if host != own]
    region = sorted(taste.popular.names)
    near = sorted({fields[host] for host in region})
    row: Raw = {
        "id": name,
        "organisation": own,
        "wish_organisations": ranked(wanted),
        "wish_fields": dice.sample(near, min(len(near), dice.choice((0, 1, 2)))),
        "dates": sorted(dice.sample(DATES, dice.randint(2, 6))),
    }
    if dice.random() < 0.25:
        row["visited"] = sorted(dice.sample(region, min(2, len(region))))
    return row
