"""Runs every check and ends with one readable summary. Started by `bin/test`.

Two lanes fill two cores: the tests on SQLite in full view, and beside them what reads the code
and the tests on PostgreSQL and in Chromium, whose output comes when they are done.
"""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parent.parent
CORES = str(os.cpu_count() or 1)
# File by file, in the order of collection: the long stories are in `tests/`, and go first.
AT_ONCE = ["-n", CORES, "--dist", "loadfile", "--no-loadscope-reorder"]
# No browser test shares a world with another.
ONE_BY_ONE = ["-n", CORES, "--dist", "worksteal"]
NO_TESTS = 5  # pytest's exit code when the words given fit no test


@dataclass(frozen=True)
class Check:
    """One thing to run. `tests` names the surface whose tests are counted."""

    name: str
    command: list[str]
    tests: str = ""


@dataclass(frozen=True)
class Outcome:
    """How one check went; of tests also how many."""

    check: Check
    ok: bool
    seconds: float
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    why: str = ""

    @property
    def line(self) -> str:
        word = "left out" if self.why else "ok" if self.ok else "FAILED"
        numbers = f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"
        said = self.why or (numbers if self.check.tests else "")
        return f"  {self.check.name:<22} {word:<9} {self.seconds:>6.1f} s  {said}".rstrip()


def static_checks() -> list[Check]:
    pages = [str(page) for page in sorted(ROOT.glob("onderling/**/templates/**/*.html"))]
    django = [sys.executable, "manage.py"]
    return [
        Check("layout of code", ["ruff", "format", "--check", "."]),
        Check("lint", ["ruff", "check", "."]),
        Check("layout of templates", ["djade", "--check", "--target-version", "5.2", *pages]),
        Check("types", ["mypy", "."]),
        Check("arrows", ["lint-imports"]),
        Check("settings", [*django, "check", "--fail-level", "WARNING"]),
        Check("migrations", [*django, "makemigrations", "--check", "--dry-run"]),
    ]


def browser_files() -> list[str]:
    """The files with a test in a browser: collecting all the others takes longer than this."""
    files = [*ROOT.glob("tests/test_*.py"), *ROOT.glob("onderling/**/tests/test_*.py")]
    return sorted(str(file) for file in files if "mark.browser" in file.read_text("utf-8"))


def test_runs(words: list[str]) -> list[Check]:
    python = sys.executable
    return [
        Check(
            "tests on SQLite",
            [python, "-m", "pytest", *AT_ONCE, "-m", "not browser", *words],
            "SQLite",
        ),
        Check(
            "tests on PostgreSQL",
            [python, "tests/on_postgres.py", *AT_ONCE, "-m", "not browser", *words],
            "PostgreSQL",
        ),
        Check(
            "tests in Chromium",
            [python, "-m", "pytest", *ONE_BY_ONE, "-m", "browser", *(words or browser_files())],
            "Chromium",
        ),
    ]


def run(check: Check, folder: Path, *, quietly: bool = False) -> Outcome:
    """Run one check: its output in full view, or quietly, and all of it at the end."""
    if check.tests == "Chromium" and not os.environ.get("ONDERLING_CHROMIUM"):
        why = "no Chromium here, and no right to install it (Debian: apt-get install chromium)"
        say(f"\n== {check.name}\nleft out: {why}")
        return Outcome(check, ok=True, seconds=0, why=why)
    report = folder / f"{check.tests}.xml"
    command = [*check.command, *([f"--junitxml={report}"] if check.tests else [])]
    if not quietly:
        say(f"\n== {check.name}")
    begun = time.monotonic()
    # A data folder each: two runs beside one another would make the same test databases.
    data = Path(os.environ["ONDERLING_DATA"]) / (check.tests or "checks")
    data.mkdir(exist_ok=True)
    done = subprocess.run(  # noqa: S603 -- our own words
        command,
        cwd=ROOT,
        check=False,
        capture_output=quietly,
        text=True,
        env={**os.environ, "ONDERLING_DATA": str(data)},
    )
    seconds = time.monotonic() - begun
    if quietly:
        say(f"\n== {check.name}\n{done.stdout}{done.stderr}".rstrip())
    if not check.tests:
        return Outcome(check, done.returncode == 0, seconds)
    passed, failed, skipped = count(report)
    ok = done.returncode in {0, NO_TESTS}
    return Outcome(check, ok, seconds, passed, failed + (not ok and not failed), skipped)


def count(report: Path) -> tuple[int, int, int]:
    """Read from a report of pytest how many tests passed, failed and were skipped."""
    if not report.exists():
        return 0, 0, 0
    suite = ElementTree.parse(report).getroot().find("testsuite")  # noqa: S314 -- written by pytest just now
    if suite is None:
        return 0, 0, 0
    tests, failures, errors, skipped = (
        int(suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")
    )
    return tests - failures - errors - skipped, failures + errors, skipped


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main(words: list[str]) -> int:
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(1) as beside:
        sqlite, postgres, chromium = test_runs(words)
        aside = [*([] if words else static_checks()), postgres, chromium]
        quiet = beside.map(lambda check: run(check, Path(folder), quietly=True), aside)
        seen = run(sqlite, Path(folder))
        outcomes = [*quiet, seen]
    say("\nSummary")
    if words:
        say(f"  only tests, chosen with: {' '.join(words)}")
    for outcome in outcomes:
        say(outcome.line)
    bad = [outcome.check.name for outcome in outcomes if not outcome.ok]
    passed = sum(o.passed if o.check.tests else o.ok for o in outcomes if not o.why)
    failed = sum(o.failed if o.check.tests else not o.ok for o in outcomes)
    minutes, seconds = divmod(round(time.monotonic() - begun), 60)
    say(f"  together               {minutes} min {seconds:02} s")
    say(f"Not right: {', '.join(bad)}" if bad else "Everything is right.")
    say(f"{passed} passed, {failed} failed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
