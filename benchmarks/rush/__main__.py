"""Opens the doors of a festival for everybody at once, and looks who got what.

    bin/drill rush                          3,000 people, 300 workshops of 10 places, SQLite
    bin/drill rush --database postgresql    the same on a PostgreSQL of its own
    bin/drill rush --fault kill             the website's processes are killed twelve times
    bin/drill rush --fault restart          the database restarts at once, in the middle
    bin/drill rush --workers 8              as many processes for the website

One form each, with a key; a browser sends it again with the same key until somebody answers.
Exit 1 when a promise is broken: more people than places, a place told and not there, somebody
twice, an answer 500, a 503 without Retry-After or while the database was there all along.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from benchmarks.database import DATABASES, database
from benchmarks.rush.crowd import Rush, rush
from benchmarks.rush.trouble import Trouble
from benchmarks.site import served, within
from benchmarks.web.cpu import seconds_of
from tests.cluster import Cluster

BROWSERS = 100  # connections at once
SEATS = 10
LIMIT = 60.0  # seconds, assurance P1
A_SECOND = 60  # people helped a second, to aim trouble within the rush


def main() -> int:
    chosen = _arguments()
    if chosen.one_core:  # for the database too
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    workshops = chosen.workshops or max(1, chosen.people // SEATS)
    with ExitStack() as stack:
        cluster = stack.enter_context(database(chosen.database))
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="onderling-rush."))
        world = within(Path(folder), "benchmarks.rush.world", demo=False)
        path, visitors = world.open_doors(chosen.people, workshops, SEATS, chosen.seed)
        said = stack.enter_context((Path(folder) / "said.log").open("ab"))
        site = served(Path(folder), demo=False, said=said, processes=chosen.workers)
        with site as (port, pid):
            seconds = chosen.people / A_SECOND
            trouble = Trouble(chosen.fault, pid, cluster, seconds=seconds, seed=chosen.seed)
            warm, visitors = visitors[: chosen.warm], visitors[chosen.warm :]
            early = rush(port, path, warm, browsers=chosen.browsers, pages=chosen.pages)
            if chosen.fault != "none":
                trouble.start()
            before = _used(pid, cluster)
            found = rush(port, path, visitors, browsers=chosen.browsers, pages=chosen.pages)
            used = _used(pid, cluster) - before
            trouble.over.set()
        answered = [*early.answered, *found.answered]
        wrong = [*_unkept(found, chosen.fault), *world.broken(answered)]
        places, waiting = world.seated()
    _tell(chosen, found, trouble, places, waiting)
    if chosen.json:
        told = _figures(chosen, found, wrong, used)
        chosen.json.write_text(json.dumps(told, indent=1))
    for text in wrong[:20]:
        sys.stdout.write(f"  {text}\n")
    sys.stdout.write(f"{len(wrong)} things wrong\n")
    return 1 if wrong else 0


def _arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(
        prog="bin/drill rush",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    asked.add_argument("--database", choices=DATABASES, default="sqlite")
    asked.add_argument("--people", type=int, default=3000)
    asked.add_argument("--fault", choices=["none", "kill", "restart"], default="none")
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--workshops", type=int, help="of ten places each")
    asked.add_argument("--browsers", type=int, default=BROWSERS, help="at once (100)")
    asked.add_argument("--one-core", action="store_true", help="for all of it together")
    asked.add_argument("--warm", type=int, default=0, help="so many come before, uncounted")
    asked.add_argument("--pages", action="store_true", help="each also looks before and after")
    asked.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    chosen = asked.parse_args()
    if chosen.fault == "restart" and chosen.database == "sqlite":
        asked.error("--fault restart: SQLite is a file and has nothing to restart")
    return chosen


def _used(server: int, cluster: Cluster | None) -> float:
    """Processor seconds so far, of server, database and crowd."""
    used = seconds_of(server) + time.process_time()
    return used + (seconds_of(cluster.process) if cluster else 0.0)


def _figures(
    chosen: argparse.Namespace, found: Rush, wrong: list[str], used: float
) -> dict[str, object]:
    people = len(found.answered)
    return {
        "database": chosen.database,
        "workers": chosen.workers,
        "people": people,
        "seconds": round(found.seconds, 1),
        "per_second": round(people / found.seconds, 1),
        "per_cpu_second": round(people / used, 1),
        "p50_ms": round(found.at(0.5) * 1000),
        "p99_ms": round(found.at(0.99) * 1000),
        "errors_500": sum(n for status, n in found.statuses.items() if status == 500),
        "wrong": wrong,
    }


def _unkept(found: Rush, fault: str) -> list[str]:
    """Say which promises the answers themselves break."""
    wrong = [
        f"{number} keer antwoord {status}"
        for status, number in sorted(found.statuses.items())
        if status not in {302, 503}
    ]
    if found.statuses[503] and fault != "restart":
        wrong.append(f"{found.statuses[503]} keer 503 terwijl de database er was")
    if found.odd:
        wrong.append(f"pagina’s die niet kwamen: {dict(found.odd)}")
    if found.unasked:
        wrong.append(f"{found.unasked} keer 503 zonder Retry-After")
    if found.silent:
        wrong.append(f"{len(found.silent)} mensen kregen nooit antwoord")
    if found.seconds >= LIMIT:
        wrong.append(f"het duurde {found.seconds:.0f} seconden, gevraagd is {LIMIT:.0f}")
    return wrong


def _tell(
    chosen: argparse.Namespace, found: Rush, trouble: Trouble, places: int, waiting: int
) -> None:
    say = sys.stdout.write
    people, seconds = len(found.answered), found.seconds
    say(f"{chosen.database}, {chosen.workers} processes, fault {chosen.fault}:")
    say(f" {people} people answered in {seconds:.1f} s ({people / seconds:.0f} a second)\n")
    p50, p99, last = found.at(0.5), found.at(0.99), found.at(1.0)
    say(f"waited: p50 {p50:.2f} s, p99 {p99:.2f} s, longest {last:.2f} s\n")
    say(f"{places} got a place, {waiting} stand on a waiting list\n")
    say(f"answers: {dict(sorted(found.statuses.items()))}, connections cut: {found.cut}\n")
    if chosen.fault == "kill":
        say(f"{trouble.struck} of {len(trouble.moments)} processes killed\n")
    if chosen.fault == "restart":
        say(f"{trouble.struck} restart, {trouble.away:.1f} s until the database was back\n")


if __name__ == "__main__":
    sys.exit(main())
