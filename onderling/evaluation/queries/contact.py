"""Contact between organisations over the editions: who met, and who still does (X-91)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from onderling.base.terms import value_of
from onderling.evaluation.models import Evaluation
from onderling.evaluation.rules.contact import Met, Pair, Seat, again, pairs_met
from onderling.people.models import Organisation
from onderling.rounds.models import Round
from onderling.signups.models import Signup
from onderling.signups.rules import SignupState

MOST = 25  # pairs in the table; the others are in the sums


@dataclass(frozen=True)
class Edition:
    """One time: how many pairs met, how many of those again, and who is still spoken with."""

    round: Round
    pairs: int
    again: int | None
    still: list[tuple[str, int]]
    answered: int | None


@dataclass(frozen=True)
class Row:
    """One pair of organisations over the editions, the newest first."""

    one: str
    other: str
    met: list[tuple[str, Met | None]]


def contact_over(rounds: Sequence[Round]) -> tuple[list[Edition], list[Row]]:
    """Count these editions of one programme, the newest first. Four queries."""
    keys, least = [one.pk for one in rounds], value_of("least_people")
    seats = _seats(keys)
    met = {key: pairs_met(seats.get(key, ()), least=least) for key in keys}
    still = _still(keys)
    names = dict(Organisation.objects.values_list("pk", "name"))
    editions = [
        Edition(
            round,
            len(met[round.pk]),
            again(met[round.pk], met[before.pk]) if before else None,
            *still.get(round.pk, ([], None)),
        )
        for round, before in zip(rounds, [*rounds[1:], None], strict=True)
    ]
    return editions, _rows(rounds, met, names)


def _rows(
    rounds: Sequence[Round], met: Mapping[int, Mapping[Pair, Met]], names: Mapping[int, str]
) -> list[Row]:
    pairs = {pair for found in met.values() for pair in found}

    def weight(pair: Pair) -> tuple[int, int, str]:
        found = [here[pair] for here in met.values() if pair in here]
        people = sum(one.people for one in found)
        return (-len(found), -people, names[pair[0]])

    return [
        Row(
            names[one],
            names[other],
            [(round.name, met[round.pk].get((one, other))) for round in rounds],
        )
        for one, other in sorted(pairs, key=weight)[:MOST]
    ]


def _seats(keys: Sequence[int]) -> dict[int, list[Seat]]:
    """Who were in a workshop: who was ticked, or who had a place where nobody was ticked."""
    there = Q(state=SignupState.ATTENDED)
    ticked = Signup.objects.filter(meeting=OuterRef("meeting"), state=SignupState.ATTENDED)
    rows: Iterable[Any] = (
        Signup.objects.seated()
        .filter(meeting__offer__round__in=keys)
        .filter(there | ~Exists(ticked))
        .exclude(participation__affiliation__organisation=None)
        .order_by()
        .values_list(
            "meeting__offer__round",
            "meeting",
            "participation__affiliation__organisation",
            "participation__person",
        )
    )
    found: dict[int, list[Seat]] = {}
    for round, meeting, organisation, person in rows:
        found.setdefault(round, []).append(Seat(meeting, organisation, person))
    return found


def _still(keys: Sequence[int]) -> dict[int, tuple[list[tuple[str, int]], int | None]]:
    """What people said some weeks later, as it was worked out when the questions closed."""
    found = {}
    for one in Evaluation.objects.filter(round__in=keys).select_related("pulse"):
        if one.pulse is None:
            continue
        result, names = one.pulse.result, dict(one.pulse.choices)
        rows = [(names[key], number) for key, number in result.get("ties", []) if key in names]
        found[one.round_id] = (rows, result.get("answered"))
    return found
