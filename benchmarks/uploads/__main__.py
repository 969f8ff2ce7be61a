"""Sends eight files of exactly 64 MB at once, one of a byte more, and files that are no PDF.

    bin/drill uploads                  67,108,864 bytes, eight at once, two processes
    bin/drill uploads --workers 4      as many processes for the website
    bin/drill uploads --size 1000000   smaller files; a byte beyond 64 MB is then not tried

Exit 1 when a promise is broken: a valid file is not taken, a byte more is, a wrong file does
not end as it must, or the website’s processes together grow 20 MB or more as the eight come in.
"""

import argparse
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.site import served, within
from benchmarks.uploads.memory import MB, forget_peaks, peak, resident, website_of
from benchmarks.uploads.sending import send_all

LARGEST = 67_108_864  # bytes, S0b-3
MOST_GROWTH = 20 * MB
WARM = 30  # small files first: what every process loads once is no growth


def main() -> int:
    chosen = _arguments()
    say = sys.stdout.write
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="onderling-up.")))
        said = stack.enter_context((folder / "said.log").open("ab"))
        data = folder / "data"
        data.mkdir()
        site = served(data, worker=True, demo=False, said=said, processes=chosen.workers)
        with site as (port, pid):
            world = within(data, "benchmarks.uploads.world", demo=False)
            site_of = website_of(pid)
            _warm(world, port, folder)
            parcels = world.honest_parcels(folder, chosen.size)
            before = {number: resident(number) for number in site_of}
            forget_peaks(site_of)
            begun = time.monotonic()
            answers = send_all(port, parcels, first=world.FIRST_LARGE)
            took = time.monotonic() - begun
            most = {number: peak(number) for number in site_of}
            after = {number: resident(number) for number in site_of}
            wrong = world.what_is_wrong_with(answers, parcels)
            if website_of(pid) != site_of:
                wrong.append("een proces van de website begon opnieuw")
            if chosen.size == LARGEST:
                wrong += world.try_too_large(port, folder, chosen.size)
            wrong += world.try_odd_ones(port, folder)
            wrong += world.what_became(chosen.size, lambda: time.sleep(0.5))
    grew = sum(most[number] - before[number] for number in site_of)
    if grew >= MOST_GROWTH:
        wrong.append(f"het geheugen groeide {grew / MB:.1f} MB, gevraagd is minder dan 20 MB")
    say(f"eight files of {chosen.size:,} bytes at once in {took:.1f} s,")
    say(f" {len(site_of)} processes of the website\n")
    for name, each in (("before", before), ("peak", most), ("after", after)):
        parts = ", ".join(f"{each[number] / MB:.1f}" for number in site_of)
        say(f"resident {name}: {sum(each.values()) / MB:.1f} MB ({parts})\n")
    say(f"grew {grew / MB:.1f} MB at most, each process at its own peak\n")
    for text in wrong:
        say(f"  {text}\n")
    say(f"{len(wrong)} things wrong\n")
    return 1 if wrong else 0


def _warm(world: Any, port: int, folder: Path) -> None:
    parcels = world.warming(folder, WARM)
    send_all(port, parcels, first=world.FIRST_WARM)


def _arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(
        prog="bin/drill uploads",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    asked.add_argument("--size", type=int, default=LARGEST, help="bytes of each (67,108,864)")
    asked.add_argument("--workers", type=int, default=2)
    return asked.parse_args()


if __name__ == "__main__":
    sys.exit(main())
