"""The command `onderling`. Plain Python up to the choice of the command: `--help` is quick."""

import argparse
import importlib
import sys
from collections.abc import Sequence

ABOUT = "Onderling: van elkaar leren, makkelijk georganiseerd."

HELP = """\
Onderling: van elkaar leren, makkelijk georganiseerd.

Gebruik: onderling OPDRACHT [keuzes]

Een website draaien
  serve         Zet de database klaar en start de website en de werker.
                  --port N       poort (8000)
                  --host ADRES   adres waarop de website luistert (127.0.0.1)
                  --workers N    aantal processen voor de website (1)
                  --no-worker    start de werker niet mee; die draait dan ergens anders
                  --no-backup    geen back-up vooraf als een nieuwe versie de database verandert
  worker        Start alleen de werker: verdelingen, berichten, opruimen.
  first-owner   Maak een eenmalig adres waarmee de eerste beheerder binnenkomt.
  check         Kijk of alles in orde is: database, plekken, werker, post, schijf, back-up.
  backup        Bewaar alles in één bestand, ook terwijl de website draait.
                  onderling backup BESTAND         (of een map: dan kiest Onderling de naam)
                  onderling backup verify BESTAND  zet hem op proef terug en ruimt weer op
  restore       Zet een back-up terug in een lege map: onderling restore BESTAND

Kennismaken
  demo          Vul een lege database met het voorbeeldnetwerk, tot en met een stap.
                  --stage offers | wishes | matched | published   (wishes)
                  --size studyday | festival     één dag, of 300 workshops en 3.000 mensen

Alleen de verdeling, zonder website en zonder database
  allocate      Verdeel plekken:      onderling allocate PROBLEEM.json --out UITKOMST.json
  verify        Reken een verdeling na: onderling verify PROBLEEM.json UITKOMST.json
  convert       Van .json naar .xlsx of terug: onderling convert PROBLEEM.json PROBLEEM.xlsx
                Met één naam: een leeg bestand om in te vullen.
  problem       Bewaar wat er in een ronde verdeeld is, om na te rekenen (met de database):
                onderling problem RONDE PROBLEEM.json

Alle gegevens staan in één map: ONDERLING_DATA (./data). Daarin staan de database, de
bestanden en de geheime sleutel. DATABASE_URL kiest PostgreSQL in plaats van SQLite.
Alle instellingen staan in docs/operations.md.

Meer over één opdracht: onderling OPDRACHT --help
"""

# Command -> the module that does it. Chosen by name, so that allocating needs no Django.
MODULES = {
    "serve": "onderling.config.commands.serve",
    "worker": "onderling.config.commands.worker",
    "demo": "onderling.config.commands.demo",
    "check": "onderling.config.commands.check",
    "first-owner": "onderling.config.commands.first_owner",
    "backup": "onderling.config.commands.backup",
    "restore": "onderling.config.commands.restore",
    "problem": "onderling.config.commands.problem",
    "allocate": "onderling.matching.cli",
    "verify": "onderling.matching.cli",
    "convert": "onderling.matching.cli",
}
ENGINE = {"allocate", "verify", "convert"}
STAGES = ("offers", "wishes", "matched", "published")
SIZES = ("studyday", "festival")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    command = words[0] if words else "--help"
    if command in {"-h", "--help", "help"}:
        print(HELP, end="")
        return 0
    if command not in MODULES:
        print(f"Onbekende opdracht: {command}. Kijk met: onderling --help", file=sys.stderr)
        return 2
    if command in ENGINE:
        try:
            engine = importlib.import_module(MODULES[command])
        except KeyboardInterrupt:  # it takes a moment; from then on the command itself answers
            print("Afgebroken voordat er iets gelezen was.", file=sys.stderr)
            return 1
        return int(getattr(engine, command)(words[1:]))
    options = parser(command).parse_args(words[1:])
    return int(importlib.import_module(MODULES[command]).main(options) or 0)


def parser(command: str) -> argparse.ArgumentParser:
    """Describe the choices of one command."""
    made = argparse.ArgumentParser(prog=f"onderling {command}", add_help=False)
    made.add_argument("-h", "--help", action="help", help="toon deze uitleg")
    if command == "serve":
        made.description = "Zet de database klaar en start de website en de werker."
        made.add_argument("--port", type=int, default=8000, metavar="N", help="poort (8000)")
        made.add_argument("--host", default="127.0.0.1", help="adres (127.0.0.1)")
        made.add_argument(
            "--workers", type=int, default=1, metavar="N", help="processen voor de website (1)"
        )
        made.add_argument(
            "--no-worker", action="store_true", help="de werker draait ergens anders"
        )
        made.add_argument(
            "--no-backup",
            action="store_true",
            help="geen back-up vooraf als de database verandert",
        )
    elif command == "demo":
        made.description = "Vul een lege database met het voorbeeldnetwerk."
        made.add_argument(
            "--stage",
            choices=STAGES,
            default="wishes",
            help="tot en met welke stap: het aanbod, de wensen (gewoonlijk), de proefverdeling,"
            " of de gepubliceerde verdeling",
        )
        made.add_argument(
            "--size",
            choices=SIZES,
            default=SIZES[0],
            help="een studiedag (gewoonlijk), of een festival van twee weken met 300 workshops"
            " en 3.000 mensen",
        )
        made.add_argument(
            "--port", type=int, default=8000, metavar="N", help="poort in het adres dat u ziet"
        )
    elif command == "worker":
        made.description = "Start de werker: verdelingen, berichten, opruimen."
    elif command == "check":
        made.description = "Kijk of alles in orde is. Sluit af met 1 als er iets mis is."
    elif command == "backup":
        made.description = "Bewaar database, sleutel, instellingen en bestanden in één bestand."
        made.add_argument("words", nargs="+", metavar="BESTAND", help="of: verify BESTAND")
    elif command == "restore":
        made.description = "Zet een back-up terug in een lege map (ONDERLING_DATA)."
        made.add_argument("file", metavar="BESTAND", help="de back-up")
    elif command == "problem":
        made.description = "Bewaar wat er in een ronde verdeeld is, als bestand."
        made.add_argument("round", metavar="RONDE", help="de naam van de ronde in het adres")
        made.add_argument("file", metavar="BESTAND", help="een naam op .json of .xlsx")
    elif command == "first-owner":
        made.description = "Maak een eenmalig adres waarmee de eerste beheerder binnenkomt."
    return made


if __name__ == "__main__":
    sys.exit(main())
