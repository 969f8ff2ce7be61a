"""Walks the afternoon test on a fresh install, served for real, and prints what it cost.

    bin/bench afternoon                        one table: step, clicks, typed fields, seconds
    bin/bench afternoon --database postgresql  on a PostgreSQL of its own
    bin/bench afternoon --json FILE            the same figures for a program
    bin/bench afternoon --pictures FOLDER      with a picture of the page after every step

The steps are those of a coordinator who leaves Excel behind in one afternoon: open, paste the
list, the day, the wishes, the allocation, the papers, one cancellation, the way out, what next.
"""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.afternoon.walk import walk
from benchmarks.database import DATABASES, database
from tests.browser import find_chromium


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--database", choices=DATABASES, default="sqlite")
    options.add_argument("--json", type=Path)
    options.add_argument("--pictures", type=Path)
    told = options.parse_args()
    with database(told.database), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox"]
        )
        hand = walk(browser, datetime.now().astimezone().date(), pictures=told.pictures)
        browser.close()
    say = sys.stdout.write
    say(f"{'step':<82} clicks  typed  keys  seconds  the page then says\n")
    for each in hand.steps:
        counted = f"{each.clicks:>6} {each.typed:>6} {each.keys:>5} {each.seconds:>8.1f}"
        say(f"{each.name:<82} {counted}  {each.said}\n")
    totals = [sum(getattr(s, n) for s in hand.steps) for n in ("clicks", "typed", "keys")]
    seconds = sum(s.seconds for s in hand.steps)
    clicks, typed, keys = totals
    say(f"{'together':<82} {clicks:>6} {typed:>6} {keys:>5} {seconds:>8.1f}\n")
    if told.json:
        told.json.write_text(json.dumps([asdict(step) for step in hand.steps], indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
