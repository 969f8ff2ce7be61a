"""The attacker of the anonymity test: has the whole database and the mail log, and no secret.

He reads every table in the order in which the database keeps it. He looks for whatever names a
person: a key, an address, the key of an invitation, a plain hash of that. Each table gives him
an order of people; he lays it beside the order of the answers, within what an answer tells of
its role and group. He also looks for any value of an answer that stands elsewhere. His best
way counts.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import md5, sha1, sha256
from typing import Any

from django.db import connection

Dump = Mapping[str, list[dict[str, Any]]]
Cells = tuple[str, str]
PLAIN: list[Callable[[str], str]] = [
    str,
    *(lambda key, h=h: h(key.encode()).hexdigest() for h in (md5, sha1, sha256)),
]


def dump() -> Dump:
    """Copy every table, row by row, as the database gives them when nothing is asked."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- a name from the database
            names = [column[0] for column in cursor.description]
            found[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return found


def best_attack(
    copy: Dump, truth: Mapping[str, int], *, hashes: Iterable[Callable[[str], str]] = ()
) -> float:
    """The share of answers that the best attack gives to the right person.

    `truth` maps an answer to who gave it. `hashes` are ways to hide a key that he can undo.
    """
    answers = [
        (_plain(row["id"]), (row["role"], row["group"])) for row in copy["surveys_response"]
    ]
    names = _names(copy, [*PLAIN, *hashes])
    cells = {
        row["person_id"]: (row["role"], row["group"]) for row in copy["surveys_invitation"]
    }
    guesses = [_by_value(copy, answers, names)]
    for table, rows in copy.items():
        if table == "surveys_response":
            continue
        people = list(dict.fromkeys(who for row in rows for who in _people_in(row, names)))
        for order in (people, people[::-1]):
            guesses.append(_side_by_side(answers, order, cells))
        done = {r["person_id"] for r in copy["surveys_invitation"] if r["completed"]}
        guesses.append(_side_by_side(answers, [who for who in people if who in done], cells))
    return max(_right(guess, truth) for guess in guesses)


def chance(truth: Mapping[str, int], copy: Dump) -> float:
    """What guessing within role and group gives: one right in each, on the average."""
    cells = {(row["role"], row["group"]) for row in copy["surveys_response"]}
    return len(cells) / len(truth)


def _names(copy: Dump, ways: Iterable[Callable[[str], str]]) -> dict[str, int]:
    """Every text that stands for one person."""
    ways, found = list(ways), {}
    for row in copy["people_person"]:
        found[f"people.person:{row['id']}"] = row["id"]
        if row["email"]:
            found[row["email"]] = row["id"]
    for row in copy["surveys_invitation"]:
        found |= {way(row["key"]): row["person_id"] for way in ways}
    return found


def _people_in(row: Mapping[str, Any], names: Mapping[str, int]) -> list[int]:
    found = [row["person_id"]] if row.get("person_id") else []
    for value in row.values():
        if isinstance(value, str):
            words = {value, *re.findall(r"[\w.:@-]{6,}", value)}
            words |= {part for word in words for part in word.split(".")}
            found += [names[word] for word in words if word in names]
    return found


def _by_value(
    copy: Dump, answers: Sequence[tuple[str, Cells]], names: Mapping[str, int]
) -> dict[str, int]:
    """Answers whose number, in any spelling, stands in a row that names somebody."""
    wanted, guess = {answer for answer, _cell in answers}, {}
    for table, rows in copy.items():
        for row in rows if table != "surveys_response" else []:
            text = json.dumps(row, default=str).replace("-", "")
            hit = next((answer for answer in wanted if answer in text), None)
            if hit and (people := _people_in(row, names)):
                guess[hit] = people[0]
    return guess


def _side_by_side(
    answers: Sequence[tuple[str, Cells]], people: Sequence[int], cells: Mapping[int, Cells]
) -> dict[str, int]:
    by_cell = defaultdict(list)
    for who in people:
        by_cell[cells.get(who)].append(who)
    guess: dict[str, int] = {}
    used: dict[Cells | None, int] = defaultdict(int)
    for answer, cell in answers:
        if used[cell] < len(by_cell[cell]):
            guess[answer] = by_cell[cell][used[cell]]
            used[cell] += 1
    return guess


def _right(guess: Mapping[str, int], truth: Mapping[str, int]) -> float:
    return sum(truth.get(answer) == who for answer, who in guess.items()) / len(truth)


def _plain(number: object) -> str:
    return str(number).replace("-", "")
