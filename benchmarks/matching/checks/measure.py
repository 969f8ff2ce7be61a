"""What must hold whatever the speed, in one table."""

from benchmarks.matching.checks.promise import short_lists
from benchmarks.matching.checks.refusing import contradictions, faults
from benchmarks.matching.checks.same import cores, order
from benchmarks.matching.checks.stopping import CLOSE, interrupt, limit
from benchmarks.matching.checks.tally import Tally
from benchmarks.matching.checks.truth import never_lower, reasons
from benchmarks.matching.checks.whatif import what_ifs
from benchmarks.matching.folder import Folder

SECONDS = 5


def measure(folder: Folder, *, quick: bool) -> dict[str, object]:
    """Run all checks; the small problems when in a hurry."""
    tally = Tally(folder)
    for shape in ("w300", "x220", "t100") if quick else ("w300", "w3000", "x2200"):
        order(tally, shape, orders=3)
    for shape in ("w300", "mix300") if quick else ("w3000", "mix3000", "friends1750"):
        cores(tally, shape)
    never_lower(tally, "w300")
    for how in ("joint", "rounds"):
        short_lists(tally, how)
    large = ("w3000", "x2200", "friends1750", "rounds")
    for shape in ("w300", "friends175") if quick else large:
        reasons(tally, shape)
    what_ifs(tally, "w300" if quick else "w3000")
    faults(tally)
    contradictions(tally)
    limit(tally, "w3000", SECONDS)
    if quick:
        interrupt(tally, "w3000", after=0.3)
    else:
        _large(tally)
    return tally.figures


def _large(tally: Tally) -> None:
    """What only shows, or only counts, with 30,000 people."""
    limit(tally, "w30000", SECONDS, gap=CLOSE)
    limit(tally, "t10000", SECONDS)
    for after in (0.3, 3):
        interrupt(tally, "w30000", after)
    order(tally, "w30000", orders=1)
