"""The nine steps of a coordinator who leaves Excel behind in one afternoon."""

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.afternoon.hand import Hand
from benchmarks.afternoon.papers import own_columns, papers
from benchmarks.site import served

LISTS = Path(__file__).parents[2] / "onderling/demo/data"
MESSY = LISTS / "import-tests/deelnemers_excel_nl.csv"
WHO_RINGS = "Ruijter"  # she has no e-mail, and stands in the messy list
CANCELS = "Leenheer"
IN_A_MONTH = timedelta(days=30)  # so that wishes may come at once
DIVIDING = 120_000  # milliseconds


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


def walk(browser: Browser, today: date, *, pictures: Path | None = None) -> Hand:
    """Do all of it, and give the hand with what each step cost. `pictures`: one per step."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="nl-NL")
    hand = Hand(page)
    with empty_install() as first:
        deeds: list[Callable[[Hand], None]] = [
            partial(open_it, first=first, on=today + IN_A_MONTH),
            lists,
            day,
            partial(wishes, browser=browser),
            places,
            papers,
            cancellation,
            export,
            what_is_open,
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
        page.close()
    return hand


def open_it(hand: Hand, first: str, on: date) -> None:
    """13.30: one command was given; the rest is one page of questions."""
    hand.step("1. Openen: eerste beheerder, begin leeg, een studiedag")
    hand.page.goto(first)
    hand.type("Voornaam", "Karin")
    hand.type("Achternaam", "Boshuizen")
    hand.type("E-mailadres", "karin.boshuizen@welzijn-havermonde.example")
    hand.type("Organisatie", "Welzijn Havermonde")
    hand.click("Maak mij beheerder")
    hand.click("Begin leeg")
    hand.tick("input[value=studiedag]")
    hand.type("Hoe heet deze keer", "Studiedag 2027")
    hand.type("Op welke dag", on.isoformat())
    hand.type("Telefoonnummer", "088 000 00 00")
    hand.click("Begin deze ronde")


def bring_in(hand: Hand, path: Path) -> None:
    """Read one list in."""
    hand.menu("Inlezen")
    hand.give("Uw bestand", path)
    hand.click("Bekijk de rijen")
    take_over(hand)


def take_over(hand: Hand) -> None:
    hand.click("Neem")
    hand.page.get_by_text(re.compile("Ingelezen|ingelezen|Maak dit ongedaan")).first.wait_for()


def lists(hand: Hand) -> None:
    """13.40: what stands in Excel, also what was typed by twenty people."""
    hand.step("2a. De lijst van mensen en het programma inlezen")
    bring_in(hand, LISTS / "personen.csv")
    bring_in(hand, LISTS / "studiedag_sessies.csv")
    hand.step("2b. De rommelige lijst plakken: elk probleem bij zijn rij")
    hand.menu("Inlezen")
    hand.paste("Of plak hier de cellen", MESSY.read_text("utf-8-sig"))
    hand.click("Bekijk de rijen")
    odd = hand.page.get_by_text(re.compile(r"Alleen rijen met een opmerking \(\d+\)")).first
    hand.heard(odd.inner_text())
    take_over(hand)
    hand.step("2c. De wensen inlezen, en samen, apart en vaste plekken")
    bring_in(hand, LISTS / "studiedag_voorkeuren.csv")
    bring_in(hand, LISTS / "studiedag_bijzonder.csv")


def day(hand: Hand) -> None:
    """14.00: rounds and rooms stand there; one workshop moves, without a mouse."""
    hand.step("3. Het bord: een workshop verplaatsen met het toetsenbord, en terug")
    hand.menu("Bord")
    hand.page.get_by_role("button", name="Pak op").first.focus()
    for key in ("Enter", "ArrowRight", "Escape"):
        hand.press(key)
    hand.heard(hand.page.locator("#bordstem").inner_text())


def wishes(hand: Hand, browser: Browser) -> None:
    """14.20: the round opens; somebody rings, somebody opens the link on an old phone."""
    hand.step("4a. De ronde openen")
    hand.menu("Instellingen")
    hand.follow("/instellingen/", "/stand/?naar=open")
    hand.click("Open de ronde")
    hand.step("4b. Iemand belt: haar wensen invullen voor haar")
    _look_up(hand, WHO_RINGS)
    hand.click("Vul de wensen in")
    hand.choose("Eerste wens", 1)
    hand.click("Bewaar")
    hand.heard(hand.page.get_by_text("bewaard").first.inner_text())
    hand.step("4c. Dezelfde persoon met haar eigen link, op een telefoon zonder script")
    _look_up(hand, WHO_RINGS)
    hand.click("Toon de eigen link")
    link = re.search(r"http://\S+/p/\S+|http://\S+/link/\S+", hand.page.inner_text("main"))
    if not link:
        raise SystemExit("The page shows no personal link.")
    with _phone(browser, hand) as phone:
        phone.page.goto(link.group())
        phone.click("Ga naar mijn pagina")
        phone.click("Verander mijn wensen")
        phone.choose("Eerste wens", 2)
        phone.click("Bewaar")
        hand.heard(phone.page.get_by_text("bewaard").first.inner_text())


@contextmanager
def _phone(browser: Browser, hand: Hand) -> Iterator[Hand]:
    """A second hand, on a telephone; its clicks count for the same step."""
    page = browser.new_page(
        viewport={"width": 390, "height": 800}, locale="nl-NL", java_script_enabled=False
    )
    yield Hand(page, steps=hand.steps, begun=hand.begun)
    page.close()


def _look_up(hand: Hand, name: str) -> None:
    hand.menu("Deelnemers")
    hand.type("Wie zoekt u", name)
    hand.click("Zoek")
    hand.click(name)


def places(hand: Hand) -> None:
    """14.40: a preview in plain numbers, a lock, once more, published, taken back."""
    hand.step("5a. Verdelen: de proef in gewone getallen")
    hand.menu("Verdeling")
    hand.click("Sluit de wensen en verdeel")
    _divided(hand)
    hand.step("5b. Iemand vastzetten en opnieuw verdelen")
    hand.type("Naam van de deelnemer", "Ria Leenheer")
    hand.click("Zet iemand vast")
    hand.choose("Workshop", 3)
    hand.type("Reden", "Begeleidt een nieuwe vrijwilliger")
    hand.click("Zet vast")
    hand.menu("Verdeling")
    hand.click("Verdeel opnieuw")
    _divided(hand)
    hand.step("5c. Publiceren, terugnemen, en weer publiceren")
    _publish(hand)
    hand.menu("Verdeling")
    hand.click("Maak ongedaan")
    hand.click("Maak ongedaan")
    hand.menu("Verdeling")
    hand.click("Verdeel opnieuw")
    _divided(hand)
    _publish(hand)


def _divided(hand: Hand) -> None:
    hand.page.get_by_text("Klaar om te publiceren?").wait_for(timeout=DIVIDING)


def _publish(hand: Hand) -> None:
    hand.click("Publiceer de verdeling")
    hand.click("Publiceer nu")


def cancellation(hand: Hand) -> None:
    """15.30: somebody rings that she cannot come; the coordinator sees the seat move."""
    hand.step("7. Eén afmelding, live: wie krijgt de plek?")
    _look_up(hand, CANCELS)
    hand.click("Meld af")
    hand.click("Meld")
    hand.click("Ga terug naar deze deelnemer")
    hand.menu("Overzicht")
    hand.click("Plekken die wisselen")
    hand.heard(hand.page.locator("main li").first.inner_text())


def export(hand: Hand) -> None:
    """15.45: the way out, with the columns that came in."""
    hand.step("8. Alles ophalen als één Excel-bestand, met de eigen kolommen")
    hand.menu("Overzicht")
    sheets = hand.fetch("Haal alles op als Excel")
    hand.heard(own_columns(sheets, MESSY))


def what_is_open(hand: Hand) -> None:
    """16.00: what comes next, with dates."""
    hand.step("9. Vandaag: wat nu openstaat")
    hand.menu("Vandaag")
    coming = hand.page.locator("table tbody tr").count()
    if not coming:
        raise SystemExit("‘Vandaag’ names nothing that comes next.")
