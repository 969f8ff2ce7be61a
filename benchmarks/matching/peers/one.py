"""One peer, in a process of its own: `python -m benchmarks.matching.peers.one NAME IN OUT`.

Which module holds it is looked up by name, so that no peer pays for the libraries of another,
and ortools never meets a second copy of HiGHS.
"""

import importlib
import json
import sys
from pathlib import Path
from time import monotonic

from benchmarks.matching.peers.day import cancelled_by_hand, read
from onderling.matching.problem import Objective

LEFT_OUT = 4  # the exit when a library is not there

PEERS = {
    "serial dictatorship, then cancel": "hand.serial",
    "snake draft, then cancel": "hand.snake",
    "matching 1.4.3, resident by resident": "stable.residents",
    "fairpyx 0.0.4, round robin": "picking.round_robin",
    "networkx, flow, then cancel": "flow.cheapest",
    "CP-SAT, direct model, 100 s": "cpsat.cp_sat",
    "HiGHS, direct model": "direct.highs",
}


def main() -> int:
    name, problem, out = sys.argv[1:]
    module, _, deed = PEERS[name].partition(".")
    try:
        divide = getattr(importlib.import_module(f"benchmarks.matching.peers.{module}"), deed)
    except ImportError as missing:
        sys.stderr.write(f"{missing}\n")
        return LEFT_OUT
    day = read(Path(problem), list(Objective().points), Objective().first_seat)
    begun = monotonic()
    given = divide(day)
    seconds = monotonic() - begun
    seats = cancelled_by_hand(day, given)
    lost = len(given - seats)
    Path(out).write_text(json.dumps({"seats": sorted(seats), "seconds": seconds, "lost": lost}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
