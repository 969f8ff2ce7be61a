"""Measures the pages that many people open at once, and prints them beside what others do.

The server, the database and the 16 clients share one core, as in the table of our targets.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from benchmarks.site import build, served, within
from benchmarks.web.load import CLIENTS, MEASURE, load

ROW = "| {:26} | {:>7} | {:>9} | {:>15} | {:>7} | {:>14} | {:41} | {} |"


def main() -> int:
    asked = argparse.ArgumentParser(prog="bin/bench web", description=__doc__)
    asked.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    asked.add_argument("--data", type=Path, metavar="FOLDER", help="keep the festival here")
    asked.add_argument("--seconds", type=float, default=MEASURE, help="per page (6)")
    chosen = asked.parse_args()
    core = min(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory(prefix="onderling-bench.") as folder:
        data = (chosen.data or Path(folder)).resolve()
        built = build(data)
        os.sched_setaffinity(0, {core})  # and with us the server
        measured = within(data, "benchmarks.web.pages")
        pages = measured.pages_of()
        queries = {page.name: measured.queries_of(page) for page in pages}
        with served(data) as (port, server):
            rows = {
                page.name: {
                    **asdict(load(port, server, page, seconds=chosen.seconds)),
                    "queries": queries[page.name],
                    "target": page.target,
                    "peer": page.peer,
                }
                for page in pages
            }
    _tell(rows, built)
    if chosen.json:
        about = {
            "clients": CLIENTS,
            "cores": 1,
            "seconds": chosen.seconds,
            "load_average": os.getloadavg(),
            "python": platform.python_version(),
            "built_seconds": round(built, 1),
        }
        chosen.json.write_text(json.dumps({"about": about, "pages": rows}, indent=1))
    return 0


def _tell(rows: dict[str, dict[str, object]], built: float) -> None:
    out = sys.stdout.write
    out(f"One core for server, database and {CLIENTS} clients; load average ")
    out(f"{os.getloadavg()[0]:.1f}. Festival built or found in {built:.0f} s.\n\n")
    head = (
        "page",
        "req/s",
        "per CPU s",
        "p50 / p99 ms",
        "queries",
        "bytes (gzip)",
        "our target",
        "others",
    )
    out(ROW.format(*head) + "\n" + ROW.format(*("---" for _ in head)) + "\n")
    for name, row in rows.items():
        size = f"{row['bytes']:,} ({row['gzip']:,})"
        took = f"{row['p50_ms']} / {row['p99_ms']}"
        odd = f" ({row['odd']} odd answers!)" if row["odd"] else ""
        speed = (row["per_second"], row["per_cpu_second"], took)
        cells = (name, *speed, row["queries"], size, row["target"], row["peer"])
        out(ROW.format(*cells) + odd + "\n")


if __name__ == "__main__":
    sys.exit(main())
