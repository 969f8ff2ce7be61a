"""What only shows when tables are laid side by side: unknown ids, doubles, contradictions."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence, Set
from itertools import chain, combinations

from onderling.matching.problem import Pair, Person, Problem, overlap
from onderling.matching.reading.faults import Notes
from onderling.matching.reading.intake import PAIRS, Intake, Named

WORD = {
    "wishes": "wens",
    "rather_not": "‘liever niet’",
    "also_good": "‘ook goed’",
    "cannot": "‘kan niet’",
}
Numbers = dict[str, int]  # the first row with this id


def look_at_ids(intake: Intake) -> None:
    """Every id once; every id that is used exists, be it in a row with another fault."""
    sessions = _known("sessions", intake.sessions, intake)
    people = _known("people", intake.people, intake)
    for number, person in enumerate(intake.people):
        if person is not None and not _all_known(person, sessions):
            _look_for_strange_sessions(intake.notes, number, person, sessions)
    for table, seats in (("locked", _locks(intake)), ("former", intake.former)):
        for number, seat in enumerate(seats):
            _look_for_strangers(intake.notes, table, number, seat[:1] if seat else (), people)
            if seat is not None and seat[1] not in sessions:
                where = intake.notes.place(table, number)
                intake.notes.fault(where, f"onbekende sessie “{seat[1]}”")
    for table in PAIRS:
        for number, pair in enumerate(getattr(intake, table)):
            _look_for_strangers(intake.notes, table, number, pair or (), people)


def _look_for_strange_sessions(
    notes: Notes, number: int, person: Person, sessions: Collection[str]
) -> None:
    where = notes.place("people", number, person.id)
    for list_name, named in _lists(person):
        for session in named:
            if session not in sessions:
                notes.fault(where, f"{WORD[list_name]} voor onbekende sessie “{session}”")


def _known(table: str, rows: Sequence[Named | None], intake: Intake) -> Set[str]:
    """Every id in a table; the same id twice is a fault."""
    first: Numbers = {}
    for number, row in enumerate(rows):
        if row is not None and first.setdefault(row.id, number) != number:
            earlier = intake.notes.place(table, first[row.id])
            where = intake.notes.place(table, number)
            intake.notes.fault(where, f"id “{row.id}” bestaat al ({earlier})")
    return first.keys() | intake.faulty[table]


def _lists(person: Person) -> Iterator[tuple[str, Collection[str]]]:
    """The lists that name sessions, in the order in which faults are told."""
    yield "wishes", [session for session, _ in person.wishes]
    yield "rather_not", person.rather_not
    yield "also_good", person.also_good
    yield "cannot", person.cannot


def _all_known(person: Person, sessions: Set[str]) -> bool:
    """The quick question, for two million wishes."""
    named = {session for session, _ in person.wishes}
    return sessions >= named.union(person.rather_not, person.also_good, person.cannot)


def _named_by(person: Person) -> Iterator[str]:
    wished = (session for session, _ in person.wishes)
    return chain(wished, person.rather_not, person.also_good, person.cannot)


def _locks(intake: Intake) -> Sequence[Pair | None]:
    return [(lock.person, lock.session) if lock else None for lock in intake.locked]


def _look_for_strangers(
    notes: Notes, table: str, number: int, named: Sequence[str], people: Set[str]
) -> None:
    for person in named:
        if person not in people:
            notes.fault(notes.place(table, number), f"onbekende persoon “{person}”")


def look_at_doubles(intake: Intake) -> None:
    """The same row twice is a fault; the same session in two lists a warning."""
    for table, seats in (("locked", _locks(intake)), ("former", intake.former)):
        seen: set[Pair] = set()
        for number, seat in enumerate(seats):
            if seat in seen:
                where = intake.notes.place(table, number)
                intake.notes.fault(where, f"“{seat[0]}” in “{seat[1]}” staat er al")
            if seat is not None:
                seen.add(seat)
    for number, person in enumerate(intake.people):
        if person is not None and (person.rather_not or person.also_good or person.cannot):
            _look_for_two_lists(intake.notes, number, person)


def _look_for_two_lists(notes: Notes, number: int, person: Person) -> None:
    times = Counter(_named_by(person))
    for session in sorted(s for s, count in times.items() if count > 1):
        lists = [WORD[name] for name, named in _lists(person) if session in named]
        notes.warn(
            notes.place("people", number, person.id),
            f"sessie “{session}” staat in twee lijsten ({', '.join(lists)})",
        )


def look_at_sessions(intake: Intake) -> None:
    """Times and numbers of one session that contradict each other."""
    for number, session in enumerate(intake.sessions):
        if session is None:
            continue
        where = intake.notes.place("sessions", number, session.id)
        if (session.start is None) != (session.end is None):
            intake.notes.fault(
                where, "start en end horen bij elkaar: vul beide in of geen van beide"
            )
        elif session.start and session.end and session.end <= session.start:
            intake.notes.fault(where, "end moet na start liggen")
        if session.maximum is None:
            continue
        if session.minimum > session.maximum:
            intake.notes.fault(
                where, f"minimum {session.minimum} is hoger dan maximum {session.maximum}"
            )
        elif session.fewest > session.maximum:
            intake.notes.warn(
                where, "kan nooit doorgaan: at_least vraagt meer mensen dan maximum"
            )


def look_at_locks(intake: Intake, problem: Problem) -> None:
    """Locks that cannot all stand."""
    numbers = {seat: number for number, seat in enumerate(_locks(intake)) if seat}
    notes = intake.notes
    for person, locks in problem.locks_of.items():
        for one, other in combinations(locks, 2):
            first, second = problem.session[one].interval, problem.session[other].interval
            if first and second and overlap(first, second):
                notes.fault(
                    notes.place("locked", numbers[person, other]),
                    f"“{person}” staat ook vast in “{one}”, en die overlapt “{other}”",
                )
    sizes: Counter[str] = Counter()
    last: Numbers = {}
    for person, session in sorted(problem.held, key=numbers.__getitem__):
        sizes[session] += problem.person[person].size
        last[session] = numbers[person, session]
    for session, size in sorted(sizes.items()):
        maximum = problem.session[session].maximum
        if maximum is not None and size > maximum:
            notes.fault(
                notes.place("locked", last[session]),
                f"in “{session}” staan {size} mensen vast, er passen er {maximum}",
            )
    for one, other in problem.apart:
        both = set(problem.locks_of.get(one, ())) & set(problem.locks_of.get(other, ()))
        for session in sorted(both):
            notes.fault(
                notes.place("locked", numbers[other, session]),
                f"“{one}” en “{other}” mogen niet samen, maar staan beiden vast in “{session}”",
            )


def look_for_oddities(intake: Intake, problem: Problem) -> None:
    """Things that are allowed and yet unlikely to be meant."""
    groups = {person.group for person in problem.people}
    skills = {skill for person in problem.people for skill in person.has}
    for session in problem.sessions:
        where = f"sessie “{session.id}”"
        asked = {*session.at_least, *session.at_most, *session.at_least_share}
        for group in sorted(asked - groups):
            intake.notes.warn(where, f"niemand hoort bij groep “{group}”")
        for need in sorted(set(session.needs) - skills):
            intake.notes.warn(where, f"niemand heeft “{need}”")
    for number, person in enumerate(intake.people):
        if person is None or not (person.wish_organisations or person.wish_fields):
            continue
        where = intake.notes.place("people", number, person.id)
        hosts = {host for host, _ in person.wish_organisations}
        for host in sorted(host for host in hosts if host not in problem.at_organisation):
            intake.notes.warn(where, f"geen enkele sessie is bij organisatie “{host}”")
        fields = set(person.wish_fields)
        for field in sorted(field for field in fields if field not in problem.in_field):
            intake.notes.warn(where, f"geen enkele sessie is in richting “{field}”")
    points = problem.objective.points
    if list(points) != sorted(points, reverse=True):
        intake.notes.warn(
            "objective", "points loopt ergens op: een lagere wens telt dan zwaarder"
        )
    for pair in sorted(set(problem.together) & set(problem.apart)):
        intake.notes.warn("together", f"“{pair[0]}” en “{pair[1]}” staan ook bij apart")
