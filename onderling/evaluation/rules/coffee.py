"""Who drinks coffee with whom: two by two, one table of three when the number is odd (X-94)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from onderling.matching import Person, Problem, Session, allocate

FEWEST = 2  # below this there is nobody to drink with
OTHER_GROUP, SAME_GROUP = 1, 2  # ranks: paid with volunteer goes first


@dataclass(frozen=True)
class Cup:
    """Somebody who wants coffee, of which group."""

    person: int
    group: str


def first_of(day: date) -> date:
    """The month of a day, as its first day."""
    return day.replace(day=1)


def tables_of(
    cups: Sequence[Cup], met: Collection[frozenset[int]], *, seed: str
) -> list[tuple[int, ...]]:
    """Let the engine divide people over tables. Who met lately sits together only if it must.

    Half of the people, those paid first, have a table; the others wish for one. The lot of the
    month decides who has a table, and which of them has room for two when the number is odd.
    """
    if len(cups) < FEWEST:
        return []
    by_lot = sorted(cups, key=lambda cup: (cup.group != "paid", _lot(seed, cup.person)))
    hosts, guests = by_lot[: len(cups) // 2], by_lot[len(cups) // 2 :]
    roomy = max(hosts, key=lambda cup: _lot(seed, -cup.person)) if len(cups) % 2 else None
    problem = Problem(
        sessions=tuple(
            Session(str(host.person), minimum=1, maximum=2 if host is roomy else 1)
            for host in hosts
        ),
        people=tuple(_guest(guest, hosts, met) for guest in guests),
        seed=seed,
    )
    tables: dict[str, list[int]] = {str(host.person): [host.person] for host in hosts}
    for seat in allocate(problem).seats:
        tables[seat.session].append(int(seat.person))
    return [tuple(table) for table in tables.values() if len(table) > 1]


def _guest(guest: Cup, hosts: Sequence[Cup], met: Collection[frozenset[int]]) -> Person:
    known = {host.person for host in hosts if frozenset({host.person, guest.person}) in met}
    return Person(
        str(guest.person),
        wishes=tuple(
            (str(host.person), OTHER_GROUP if host.group != guest.group else SAME_GROUP)
            for host in hosts
            if host.person not in known
        ),
        rather_not=tuple(str(person) for person in sorted(known)),
        anywhere=True,
    )


def _lot(seed: str, number: int) -> str:
    return sha256(f"{seed}|{number}".encode()).hexdigest()
