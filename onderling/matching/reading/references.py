"""What only shows when tables are laid side by side: unknown ids, doubles, contradictions."""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import Any

from onderling.matching.problem import Problem, overlap
from onderling.matching.reading.faults import Notes

LISTS = ("wishes", "rather_not", "also_good", "cannot")


Tables = dict[str, dict[int, Any]]  # per table the rows of the right shape, by number


def look_at_ids(notes: Notes, raw: Tables, known: dict[str, set[str]]) -> None:
    """Every id once; every id that is used exists, be it in a row with another fault."""
    for table in ("sessions", "people"):
        _look_for_twins(notes, table, raw[table])
    for number, row in raw["people"].items():
        where = notes.place("people", number, row)
        named = [(name, session) for name in LISTS for session in _ids(row.get(name, []))]
        for name, session in named:
            if session not in known["sessions"]:
                notes.fault(where, f"{WORD[name]} voor onbekende sessie “{session}”")
    _look_at_pairs(notes, raw, known)


def _look_at_pairs(notes: Notes, raw: Tables, known: dict[str, set[str]]) -> None:
    for table in ("locked", "former"):
        for number, row in raw[table].items():
            _look_for_strangers(notes, table, number, [row["person"]], known["people"])
            if row["session"] not in known["sessions"]:
                notes.fault(notes.place(table, number), f"onbekende sessie “{row['session']}”")
    for table in ("together", "apart", "soft_together"):
        for number, pair in raw[table].items():
            _look_for_strangers(notes, table, number, pair, known["people"])


def _look_for_twins(notes: Notes, table: str, rows: dict[int, Any]) -> None:
    first: dict[str, int] = {}
    for number, row in rows.items():
        if row["id"] in first:
            earlier = notes.place(table, first[row["id"]])
            notes.fault(notes.place(table, number), f"id “{row['id']}” bestaat al ({earlier})")
        first.setdefault(row["id"], number)


def _look_for_strangers(
    notes: Notes, table: str, number: int, named: list[str], people: set[str]
) -> None:
    for person in named:
        if person not in people:
            notes.fault(notes.place(table, number), f"onbekende persoon “{person}”")


WORD = {
    "wishes": "wens",
    "rather_not": "‘liever niet’",
    "also_good": "‘ook goed’",
    "cannot": "‘kan niet’",
}


def _ids(values: Iterable[Any]) -> list[str]:
    return [value[0] if isinstance(value, list) else value for value in values]


def look_at_doubles(notes: Notes, raw: Tables) -> None:
    """The same row twice is a fault; the same session in two lists a warning."""
    for table in ("locked", "former"):
        seen: set[tuple[str, str]] = set()
        for number, row in raw[table].items():
            key = (row["person"], row["session"])
            if key in seen:
                notes.fault(notes.place(table, number), f"“{key[0]}” in “{key[1]}” staat er al")
            seen.add(key)
    for number, row in raw["people"].items():
        times = Counter(s for name in LISTS for s in _ids(row.get(name, [])))
        for session in sorted(s for s, count in times.items() if count > 1):
            lists = [WORD[name] for name in LISTS if session in _ids(row.get(name, []))]
            notes.warn(
                notes.place("people", number, row),
                f"sessie “{session}” staat in twee lijsten ({', '.join(lists)})",
            )


def look_at_sessions(notes: Notes, problem: Problem, numbers: dict[str, int]) -> None:
    """Times and numbers of one session that contradict each other."""
    for session in problem.sessions:
        where = notes.place("sessions", numbers[session.id], {"id": session.id})
        if (session.start is None) != (session.end is None):
            notes.fault(where, "start en end horen bij elkaar: vul beide in of geen van beide")
        elif session.start and session.end and session.end <= session.start:
            notes.fault(where, "end moet na start liggen")
        if session.maximum is None:
            continue
        if session.minimum > session.maximum:
            notes.fault(
                where,
                f"minimum {session.minimum} is hoger dan maximum {session.maximum}",
            )
        elif session.fewest > session.maximum:
            notes.warn(where, "kan nooit doorgaan: at_least vraagt meer mensen dan maximum")


def look_at_locks(notes: Notes, problem: Problem, numbers: dict[tuple[str, str], int]) -> None:
    """Locks that cannot all stand."""

    def where(person: str, session: str) -> str:
        return notes.place("locked", numbers[person, session])

    for person, locks in problem.locks_of.items():
        for one, other in combinations(locks, 2):
            first, second = problem.session[one].interval, problem.session[other].interval
            if first and second and overlap(first, second):
                notes.fault(
                    where(person, other),
                    f"“{person}” staat ook vast in “{one}”, en die overlapt “{other}”",
                )
    sizes: Counter[str] = Counter()
    for person, session in sorted(problem.held):
        sizes[session] += problem.person[person].size
    for session, size in sorted(sizes.items()):
        maximum = problem.session[session].maximum
        if maximum is not None and size > maximum:
            last = max(number for (_, s), number in numbers.items() if s == session)
            notes.fault(
                notes.place("locked", last),
                f"in “{session}” staan {size} mensen vast, er passen er {maximum}",
            )
    for one, other in problem.apart:
        for session in sorted(
            set(problem.locks_of.get(one, ())) & set(problem.locks_of.get(other, ()))
        ):
            notes.fault(
                where(other, session),
                f"“{one}” en “{other}” mogen niet samen, maar staan beiden vast in “{session}”",
            )


def look_for_oddities(notes: Notes, problem: Problem, numbers: dict[str, int]) -> None:
    """Things that are allowed and yet unlikely to be meant."""
    groups = {person.group for person in problem.people}
    skills = {skill for person in problem.people for skill in person.has}
    for session in problem.sessions:
        where = f"sessie “{session.id}”"
        asked = {*session.at_least, *session.at_most, *session.at_least_share}
        for group in sorted(asked - groups):
            notes.warn(where, f"niemand hoort bij groep “{group}”")
        for need in sorted(set(session.needs) - skills):
            notes.warn(where, f"niemand heeft “{need}”")
    for person in problem.people:
        where = notes.place("people", numbers[person.id], {"id": person.id})
        for host in sorted(set(person.organisation_rank) - set(problem.at_organisation)):
            notes.warn(where, f"geen enkele sessie is bij organisatie “{host}”")
        for field in sorted(set(person.wish_fields) - set(problem.in_field)):
            notes.warn(where, f"geen enkele sessie is in richting “{field}”")
    points = problem.objective.points
    if list(points) != sorted(points, reverse=True):
        notes.warn("objective", "points loopt ergens op: een lagere wens telt dan zwaarder")
    for pair in sorted(set(problem.together) & set(problem.apart)):
        notes.warn("together", f"“{pair[0]}” en “{pair[1]}” staan ook bij apart")
