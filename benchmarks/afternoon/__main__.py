"""Walks the afternoon test on a fresh install, served for real, and prints what it cost.

    bin/bench afternoon                    one table: step, clicks, typed fields, seconds
    bin/bench afternoon --json FILE        the same figures for a program
    bin/bench afternoon --pictures FOLDER  with a picture of the page after every step

The steps are those of a coordinator who leaves Excel behind in one afternoon: open, paste the
list, the day, the wishes, the allocation, the papers, one cancellation.
"""

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.afternoon.hand import Hand
from benchmarks.site import served
from tests.browser import find_chromium

LISTS = Path(__file__).parents[2] / "onderling/demo/data"


@contextmanager
def empty_install() -> Iterator[str]:
    """Serve an install with nothing in it; give the one-time address of its first owner."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log.txt"
        with (
            log.open("wb") as said,
            served(Path(folder), worker=True, demo=False, said=said),
        ):
            first = re.search(r"http://\S+/eerste/\S+/", log.read_text())
            if not first:
                raise SystemExit(f"No address for the first owner:\n{log.read_text()}")
            yield first.group()


def open_it(hand: Hand, first: str) -> None:
    hand.step("1. Openen: eerste beheerder, begin leeg, een studiedag")
    hand.page.goto(first)
    hand.type("Voornaam", "Karin")
    hand.type("Achternaam", "Boshuizen")
    hand.type("E-mailadres", "karin.boshuizen@welzijn-havermonde.example")
    hand.type("Organisatie", "Welzijn Havermonde")
    hand.click("Maak mij beheerder")
    hand.click("Begin leeg")
    hand.page.locator("input[value=studiedag]").check()
    hand.steps[-1].clicks += 1
    hand.type("Hoe heet deze keer", "Studiedag 2027")
    hand.type(
        "Op welke dag", (datetime.now().astimezone().date() + timedelta(days=40)).isoformat()
    )
    hand.type("Telefoonnummer", "088 000 00 00")
    hand.click("Begin deze ronde")


def bring_in(hand: Hand, path: Path) -> str:
    """Read one list in; return what its preview said."""
    hand.menu("Inlezen")
    hand.give("Uw bestand", path)
    hand.click("Bekijk de rijen")
    said = hand.heading
    hand.click("Neem")
    hand.page.get_by_text(re.compile("Ingelezen|ingelezen|Maak dit ongedaan")).first.wait_for()
    return said


def lists(hand: Hand) -> None:
    hand.step("2. De lijst van mensen inlezen")
    bring_in(hand, LISTS / "personen.csv")
    hand.step("3. De dag: workshops, rondes en zalen inlezen; het bord bekijken")
    bring_in(hand, LISTS / "studiedag_sessies.csv")
    hand.menu("Bord")
    hand.step("4. De wensen inlezen, en samen, apart en vaste plekken")
    bring_in(hand, LISTS / "studiedag_voorkeuren.csv")
    bring_in(hand, LISTS / "studiedag_bijzonder.csv")


def places(hand: Hand) -> None:
    hand.step("5a. De ronde openen en verdelen")
    hand.menu("Instellingen")
    hand.page.goto(hand.page.url.replace("/instellingen/", "/stand/?naar=open"))
    hand.steps[-1].clicks += 1
    hand.click("Open de ronde")
    hand.menu("Verdeling")
    hand.click("Sluit de wensen en verdeel")
    hand.page.get_by_text("Klaar om te publiceren?").wait_for(timeout=120_000)
    hand.step("5b. Iemand vastzetten en opnieuw verdelen")
    hand.type("Naam van de deelnemer", "Ria Leenheer")
    hand.click("Zet iemand vast")
    hand.choose("Workshop", 3)
    hand.type("Reden", "Begeleidt een nieuwe vrijwilliger")
    hand.click("Zet vast")
    hand.menu("Verdeling")
    hand.click("Verdeel opnieuw")
    hand.page.get_by_text("Klaar om te publiceren?").wait_for(timeout=120_000)
    hand.step("5c. Publiceren")
    hand.click("Publiceer de verdeling")
    hand.click("Publiceer nu")


def papers(hand: Hand) -> None:
    hand.step("6. De papieren: deurlijsten, badges, programma's, lunch, boekje")
    hand.page.goto(re.sub(r"(/ronde/[^/]+/).*", r"\1papieren/", hand.page.url))
    hand.steps[-1].clicks += 1
    for words in ("Druk de deurlijsten af", "Druk de aantallen af", "Druk het boekje af"):
        must_begin(hand.fetch(words), b"%PDF-", words)
    must_begin(hand.fetch("Haal alle"), b"PK", "Haal alle")


def must_begin(content: bytes, sign: bytes, words: str) -> None:
    if not content.startswith(sign):
        raise SystemExit(f"'{words}' gave something else than a file: {content[:80]!r}")


def cancellation(hand: Hand) -> None:
    hand.step("7. Eén afmelding, live: de plek schuift door")
    hand.menu("Deelnemers")
    hand.type("Wie zoekt u", "Leenheer, Ria")
    hand.click("Zoek")
    hand.click("Leenheer, Ria")
    hand.click("Meld af")
    hand.click("Meld")
    hand.page.get_by_text("afgemeld").first.wait_for()


def walk(pictures: Path | None) -> Hand:
    with empty_install() as first, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="nl-NL")
        hand = Hand(page)
        deeds: list[Callable[[Hand], None]] = [
            partial(open_it, first=first),
            *(lists, places, papers, cancellation),
        ]
        try:
            for number, deed in enumerate(deeds, 1):
                deed(hand)
                if pictures:
                    page.screenshot(path=pictures / f"afternoon-{number}.png", full_page=True)
        except Exception:
            page.screenshot(path=Path(tempfile.gettempdir()) / "afternoon-stopped.png")
            raise
        hand.close()
        browser.close()
    return hand


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", type=Path)
    options.add_argument("--pictures", type=Path)
    told = options.parse_args()
    hand = walk(told.pictures)
    say = sys.stdout.write
    say(f"{'step':<70} clicks  typed  seconds  the page then says\n")
    for each in hand.steps:
        counted = f"{each.clicks:>6} {each.typed:>6} {each.seconds:>8.1f}"
        say(f"{each.name:<70} {counted}  {each.said}\n")
    clicks, typed = sum(s.clicks for s in hand.steps), sum(s.typed for s in hand.steps)
    say(f"{'together':<70} {clicks:>6} {typed:>6} {sum(s.seconds for s in hand.steps):>8.1f}\n")
    if told.json:
        told.json.write_text(json.dumps([asdict(step) for step in hand.steps], indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
