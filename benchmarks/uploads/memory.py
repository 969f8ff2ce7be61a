"""How much memory processes hold, and held at most, as the system counts it."""

import re
from contextlib import suppress
from pathlib import Path

from benchmarks.processes import below

WEBSITE = "onderling.config.website"
MB = 1_000_000


def website_of(server: int) -> list[int]:
    """The processes of the website, without the worker that looks into files."""
    main = [number for number in below(server) if WEBSITE in _command(number)]
    return sorted({number for one in main for number in (one, *below(one))})


def _command(number: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{number}/cmdline").read_text().replace("\0", " ")
    return ""


def forget_peaks(numbers: list[int]) -> None:
    """Let the system count the most from now on."""
    for number in numbers:
        Path(f"/proc/{number}/clear_refs").write_text("5")


def resident(number: int) -> int:
    """Bytes that it holds now."""
    return _said(number, "VmRSS")


def peak(number: int) -> int:
    """The most bytes that it held since `forget_peaks`, however short."""
    return _said(number, "VmHWM")


def _said(number: int, what: str) -> int:
    status = Path(f"/proc/{number}/status").read_text()
    found = re.search(rf"^{what}:\s+(\d+) kB$", status, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0
