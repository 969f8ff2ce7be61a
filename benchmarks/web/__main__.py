"""Measures what our targets name, and prints it beside what others do.

    bin/bench web                        all of it: about fifteen minutes
    bin/bench web --only pages           one part: pages, signing-up, rush, lists, install
    bin/bench web --beside pretalx URL   a page of another product that runs here

The server, the database and the clients share one core, as in the table of our targets; a rush
and an install use what there is.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.site import build, served, within
from benchmarks.web.deeds import Row, lists, rushes, signing_up
from benchmarks.web.installing import installing
from benchmarks.web.load import CLIENTS, MEASURE, load
from benchmarks.web.visiting import Page

PARTS = ("pages", "signing-up", "rush", "lists", "install")
PEERS = ("pretalx", "pretix")
PAGE_ROW = "| {:26} | {:>7} | {:>9} | {:>15} | {:>7} | {:>16} | {:43} | {:41} |"
ROW = "| {:34} | {:62} | {:33} | {:53} |"


def main() -> int:
    asked = argparse.ArgumentParser(
        prog="bin/bench web",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    asked.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    asked.add_argument("--data", type=Path, metavar="FOLDER", help="keep the festival here")
    asked.add_argument("--seconds", type=float, default=MEASURE, help="per page (6)")
    asked.add_argument(
        "--only", action="append", choices=PARTS, help="this part; may be said twice"
    )
    asked.add_argument(
        "--beside", nargs=2, action="append", default=[], metavar=("NAME", "URL")
    )
    chosen = asked.parse_args()
    parts = chosen.only or PARTS
    pages: dict[str, dict[str, Any]] = {}
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="onderling-bench.") as folder:
        data = (chosen.data or Path(folder)).resolve()
        if {"pages", "install"} & {*parts}:
            build(data)
        # What runs in processes of its own comes first: measuring pages binds us to one core.
        for part, measure in (("signing-up", signing_up), ("rush", rushes), ("lists", lists)):
            if part in parts:
                rows += measure()
        if "install" in parts:
            rows += installing(data)
        if "pages" in parts:
            pages = _pages(data, chosen.seconds)
        rows += _beside(dict(chosen.beside), chosen.seconds)
    _tell(pages, rows)
    if chosen.json:
        about = {
            "clients": CLIENTS,
            "seconds": chosen.seconds,
            "load_average": os.getloadavg(),
            "python": platform.python_version(),
        }
        told = {"about": about, "pages": pages, "rows": [asdict(row) for row in rows]}
        chosen.json.write_text(json.dumps(told, indent=1))
    return 0


def _pages(data: Path, seconds: float) -> dict[str, dict[str, Any]]:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # and with us the server
    measured = within(data, "benchmarks.web.pages")
    pages = measured.pages_of()
    queries = {page.name: measured.queries_of(page) for page in pages}
    found = {}
    with served(data) as (port, server):
        for page in pages:
            row: dict[str, Any] = asdict(load(port, server, page, seconds=seconds))
            row["queries"] = queries[page.name]
            missed = "; ".join(page.target.missed(row))
            found[page.name] = row | {
                "target": str(page.target),
                "missed": missed,
                "peer": page.peer,
            }
    return found


def _beside(given: dict[str, str], seconds: float) -> Iterator[Row]:
    """A page of a peer that somebody started here, with the same clients."""
    for name in dict.fromkeys((*PEERS, *given)):
        if name not in given:
            yield Row(name, "not installed here: start it, and say --beside", "")
            continue
        where = urlsplit(given[name])
        path = f"{where.path or '/'}{'?' + where.query if where.query else ''}"
        found = load(where.port or 80, os.getpid(), Page(name, path), seconds=seconds)
        told = f"{found.per_second:g}/s, p50 / p99 {found.p50_ms:g} / {found.p99_ms:g} ms"
        yield Row(f"{name} {path}", told, "", f"{found.odd} odd answers" if found.odd else "")


def _tell(pages: dict[str, dict[str, Any]], rows: list[Row]) -> None:
    out = sys.stdout.write
    out(f"Load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores.\n\n")
    if pages:
        out(f"One core for server, database and {CLIENTS} clients.\n\n")
        speed = ("req/s", "per CPU s", "p50 / p99 ms")
        head = ("page", *speed, "queries", "bytes (gzip)", "our target", "others")
        out(PAGE_ROW.format(*head) + "\n" + PAGE_ROW.format(*("---" for _ in head)) + "\n")
    for name, row in pages.items():
        size = f"{row['bytes']:,} ({row['gzip']:,})"
        took = f"{row['p50_ms']} / {row['p99_ms']}"
        rate = (row["per_second"], row["per_cpu_second"], took)
        out(
            PAGE_ROW.format(name, *rate, row["queries"], size, row["target"], row["peer"])
            + "\n"
        )
    if rows:
        names = ("what", "measured", "our target", "others")
        out("\n" + ROW.format(*names) + "\n" + ROW.format(*("---" for _ in names)) + "\n")
    for one in rows:
        out(ROW.format(one.name, one.found, one.target, one.peer) + "\n")
    missed = {name: row["missed"] for name, row in pages.items() if row["missed"]}
    missed |= {row.name: row.missed for row in rows if row.missed}
    wanted = sum(bool(row["target"]) for row in pages.values())
    wanted += sum(bool(row.target) for row in rows)
    out(f"\n{wanted - len(missed)} of {wanted} targets reached.\n")
    for name, why in missed.items():
        out(f"missed: {name}: {why}\n")


if __name__ == "__main__":
    sys.exit(main())
