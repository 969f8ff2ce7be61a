"""The commands of the engine: `onderling allocate`, `verify` and `convert`."""

import sys

from onderling.matching.commands.allocate import allocate
from onderling.matching.commands.convert import convert
from onderling.matching.commands.page import FAULTY, SOLVED, tell
from onderling.matching.commands.verify import verify

__all__ = ["SOLVED", "allocate", "convert", "verify"]  # asked for by name

COMMANDS = {"allocate": allocate, "verify": verify, "convert": convert}


def main() -> int:
    """`python -m onderling.matching.cli allocate ...`, also without the rest of Onderling."""
    chosen = sys.argv[1] if len(sys.argv) > 1 else ""
    if chosen not in COMMANDS:
        tell(f"Kies: {', '.join(COMMANDS)}.")
        return FAULTY
    return COMMANDS[chosen](sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
