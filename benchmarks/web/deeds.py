"""What is measured beside pages, each in a process of its own: deeds, lists, an install."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.database import DATABASES
from benchmarks.web.importing import TARGETS

PATIENCE = 900  # seconds for one of them
CLIENTS, WARM = 20, 100
POSTS, FLOWS, CROWD = 1_000, 400, 3_000
LEAST_POSTS, LEAST_FLOWS, MOST_P99, MOST_SECONDS = 100, 25, 500, 60
PEERS_POST = {
    "sqlite": "pretix 0.2 (123 of 131 fail), pretalx 16 (81 of 502 answers 500)",
    "postgresql": "pretix 1.7, pretalx 12.7",
}
PEERS_FLOW = {"sqlite": "", "postgresql": "pretix 0.33, pretalx 3.4"}


@dataclass(frozen=True)
class Row:
    """One line: what came out, what we want, and what is missing of it."""

    name: str
    found: str
    target: str
    missed: str = ""
    peer: str = ""


def signing_up() -> Iterator[Row]:
    """The button alone, and the page before and after it, on one core for everything."""
    for database in DATABASES:
        shared = [
            "--database",
            database,
            "--one-core",
            "--workshops",
            "300",
            "--warm",
            str(WARM),
        ]
        shared += ["--browsers", str(CLIENTS)]
        one = _rush([*shared, "--people", str(POSTS + WARM)])
        target = f">= {LEAST_POSTS}/s, p99 < {MOST_P99} ms, 0 wrong"
        name, peer = f"sign-up POST, {database}", PEERS_POST[database]
        yield Row(name, _told(one), target, _missing(one, LEAST_POSTS, MOST_P99), peer)
        whole = _rush([*shared, "--people", str(FLOWS + WARM), "--pages"])
        name, target = f"page + sign-up + page, {database}", f">= {LEAST_FLOWS}/s, 0 wrong"
        missed = _missing(whole, LEAST_FLOWS, 0)
        yield Row(name, _told(whole), target, missed, PEERS_FLOW[database])


def rushes() -> Iterator[Row]:
    """The drill as it stands, on all cores: 3,000 people for 300 × 10 places."""
    for database in DATABASES:
        for workers in (2, 8):
            given = ["--database", database, "--workers", str(workers), "--people", str(CROWD)]
            found = _rush(given)
            took, late = f"{found['seconds']:g} s", f"p99 {found['p99_ms']:,} ms"
            yield Row(
                f"rush, {database}, {workers} processes",
                f"{took}, {late}, {len(found['wrong'])} wrong",
                f"< {MOST_SECONDS} s, 0 wrong",
                "; ".join(found["wrong"]),  # also that it took too long
                "pretalx 4 minutes, pretix 29",
            )


def lists() -> Iterator[Row]:
    """Two long lists, from the file to the page that says it is done."""
    found = _measured(["benchmarks.web.importing"])
    for name, times in found.items():
        whole, most = sum(times.values()), TARGETS[name]
        parts = ", ".join(f"{part} {took:.1f}" for part, took in times.items())
        missed = "" if whole <= most else f"{whole:.1f} s"
        peer = "pretalx: about 69 s" if "workshops" in name else ""
        yield Row(
            f"import of {name}", f"{whole:.1f} s ({parts})", f"<= {most:g} s", missed, peer
        )


def _rush(words: list[str]) -> dict[str, Any]:
    return _measured(["benchmarks.rush", *words])


def _measured(command: list[str]) -> dict[str, Any]:
    """Run a measurement that writes its figures; a broken promise is in them."""
    with tempfile.TemporaryDirectory(prefix="onderling-bench.") as folder:
        told = Path(folder) / "told.json"
        subprocess.run(  # noqa: S603 -- no shell; every word stands in this file
            [sys.executable, "-m", *command, "--json", str(told)],
            stdout=sys.stderr,
            timeout=PATIENCE,
            check=False,  # the drill ends with 1 when a promise is broken, and says which
        )
        if not told.exists():
            raise SystemExit(f"No figures came of {' '.join(command)}.")
        found: dict[str, Any] = json.loads(told.read_text())
        return found


def _told(found: dict[str, Any]) -> str:
    return (
        f"{found['per_second']:g}/s, {found['per_cpu_second']:g} per CPU s,"
        f" p50 / p99 {found['p50_ms']:,} / {found['p99_ms']:,} ms, {len(found['wrong'])} wrong"
    )


def _missing(found: dict[str, Any], least: int, most_ms: int) -> str:
    missed = []
    if found["per_second"] < least:
        alone = found["per_cpu_second"] >= least
        missed.append(f"{found['per_second']:g}/s{': others worked here too' if alone else ''}")
    if 0 < most_ms < found["p99_ms"]:
        missed.append(f"p99 {found['p99_ms']:,} ms")
    return "; ".join([*missed, *found["wrong"]])
