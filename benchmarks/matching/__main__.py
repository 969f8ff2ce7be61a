"""Measures the matching engine: how good, how fast, how large, how fair; beside others.

    bin/bench matching                        everything, in one run
    bin/bench matching --quick                the small problems, a few minutes
    bin/bench matching --only w3000 peers     rows and parts by name
    bin/bench matching --gaming               only: who gains by not writing what they want?
    bin/bench matching --json FILE            the figures as JSON too

Every measurement runs in processes of its own. The tables are markdown.
"""

import argparse
import json
import os
import platform
import signal
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from time import monotonic
from typing import Any

from benchmarks.matching import gaming, speed
from benchmarks.matching.checks import measure as checks
from benchmarks.matching.folder import Folder
from benchmarks.matching.peers import compare
from benchmarks.matching.rows import ROWS

HEAD = """# What `bin/bench matching` measured

Made by `bin/bench matching --picture docs/pictures/wishes-met.svg > docs/matching-figures.md`.
Everything is seeded: on another machine the seconds differ, and what runs against a clock.
"""
PARTS = {"checks": checks.measure, "peers": compare.measure, "gaming": gaming.measure}


def main() -> int:
    # Started in the background we would ignore Ctrl-C, and so would all that we stop with it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    chosen = _asked()
    begun = monotonic()
    figures: dict[str, Any] = {"about": about()}
    sys.stdout.write(f"{HEAD}\n{machine()}\n")
    with tempfile.TemporaryDirectory(prefix="onderling-matching.") as path:
        folder = Folder(Path(path))
        if rows := [row for row in ROWS if row.name in chosen.only]:
            figures["speed"] = speed.measure(rows, folder)
        for name, measure in PARTS.items():
            if name in chosen.only:
                figures[name] = measure(folder, quick=chosen.quick)
    sys.stdout.write(f"\nTook {monotonic() - begun:.0f} s. {machine()}\n")
    if chosen.picture and "peers" in figures:
        chosen.picture.write_text(compare.picture(figures["peers"]))
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=1))
    return 0


def about() -> dict[str, object]:
    """The machine and what it runs."""
    return {
        "cores": len(os.sched_getaffinity(0)),
        "load_average": os.getloadavg(),
        "python": platform.python_version(),
        "scipy": version("scipy"),
        "ortools": version("ortools"),
    }


def machine() -> str:
    """The same in a line; a load above what we use ourselves makes the figures too high."""
    return (
        f"{len(os.sched_getaffinity(0))} cores, load average {os.getloadavg()[0]:.1f};"
        f" Python {platform.python_version()}, ortools {version('ortools')},"
        f" scipy {version('scipy')}."
    )


def _asked() -> argparse.Namespace:
    words = argparse.RawDescriptionHelpFormatter
    asked = argparse.ArgumentParser("bin/bench matching", None, __doc__, formatter_class=words)
    names = [*(row.name for row in ROWS), *PARTS]
    add = asked.add_argument
    add("--only", nargs="+", choices=names, metavar="NAME", help=", ".join(names))
    add("--quick", action="store_true", help="the small problems, and fewer people tried")
    add("--gaming", action="store_true", help="the same as --only gaming")
    add("--json", type=Path, metavar="FILE", help="write the figures here too")
    add("--picture", type=Path, metavar="FILE", help="write here whose wish came true, as SVG")
    chosen = asked.parse_args()
    quick = [row.name for row in ROWS if row.quick] + list(PARTS)
    chosen.only = chosen.only or (
        ["gaming"] if chosen.gaming else quick if chosen.quick else names
    )
    return chosen


if __name__ == "__main__":
    sys.exit(main())
