"""What is measured, and what we promised ourselves."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.matching.command import Run

EVERY_SEED = (1, 2, 3, 4, 5)
GB = 1024


@dataclass(frozen=True)
class Row:
    """One problem and its targets; None: no promise.

    found: seconds after reading; whole: seconds in all; solver, tree: MB; gap: of the bound,
    0 asks for a proof. Rounds are checked
    by their properties and have no bound: None. Each seed must meet them.
    """

    name: str
    about: str
    shape: str
    seeds: tuple[int, ...] = (1,)
    limit: float | None = None
    found: float | None = None
    whole: float | None = None
    solver: float | None = None
    tree: float | None = None
    gap: float | None = 0.0
    quick: bool = False

    def missed(self, run: Run) -> Iterator[str]:
        """Say of each target that this run missed what came out."""
        if run.code:
            yield f"ended with {run.code}: {run.said}"
        if self.gap is not None and run.gap > self.gap:
            yield f"gap {run.gap:.4%}"
        elif self.gap == 0 and run.status != "optimal":
            yield f"status {run.status}"
        for name, unit in (("found", "s"), ("whole", "s"), ("solver", "MB"), ("tree", "MB")):
            target, came = getattr(self, name), getattr(run, name)
            if target is not None and came > target:
                yield f"{name} {came:g} {unit}"

    @property
    def target(self) -> str:
        """The targets in words."""
        within = f"≤ {self.gap:.2%} of the bound" if self.gap else "proved"
        within = "divided" if self.gap is None else within
        parts = [f"{within} in {self.found:g} s" if self.found else within]
        parts += [f"{self.whole:g} s in all"] if self.whole else []
        parts += [f"solver {self.solver:g} MB"] if self.solver else []
        parts += [f"all {self.tree:g} MB"] if self.tree else []
        return ", ".join(parts)


def _same_size(name: str, about: str) -> Row:
    return Row(name, about, name, found=1, whole=2, tree=200)


ROWS = (
    Row("studyday", "the demo study day, 30 × 214", "studyday", whole=2, quick=True),
    Row("w300", "W 30 × 300", "w300", quick=True),
    Row("w3000", "W 300 × 3,000", "w3000", EVERY_SEED, found=1, whole=2, tree=200, quick=True),
    _same_size("scarce", "W, half the places"),
    _same_size("ample", "W, 1.5 × the places"),
    _same_size("stars", "W, all want the same"),
    _same_size("even", "W, no favourites"),
    Row("rounds", "W, first seats first", "rounds", found=1, whole=2, gap=None),
    Row("w30000-5s", "W 3,000 × 30,000, limit 5 s", "w30000", limit=5, found=6, gap=0.0005),
    Row("w30000", "W 3,000 × 30,000", "w30000", found=30, solver=800),
    Row(
        "w300000-30s",
        "W 30,000 × 300,000, limit 30 s (stretch)",
        "w300000",
        limit=30,
        found=31,
        gap=0.0005,
    ),
    Row(
        "w300000",
        "W 30,000 × 300,000, limit 60 s",
        "w300000",
        limit=60,
        found=61,
        gap=0.001,
        solver=GB,
        tree=2.5 * GB,
    ),
    Row("mix300", "W 30 × 300, mix and cap", "mix300", quick=True),
    Row("mix3000", "W 300 × 3,000, mix and cap", "mix3000", found=2),
    Row("friends175", "W 30 × 175, friends", "friends175", quick=True),
    Row("friends1750", "W 300 × 1,750, intervals, friends", "friends1750", found=3),
    Row("x220", "X 40 × 220", "x220", quick=True, found=0.1),
    Row("x2200", "X 400 × 2,200", "x2200", quick=True, found=1),
    Row("x22000", "X 4,000 × 22,000", "x22000", found=5),
    Row("t100", "T 20 × 100", "t100", quick=True, found=1),
    Row("t1000", "T 200 × 1,000", "t1000", quick=True, found=2),
    Row("t10000", "T 2,000 × 10,000", "t10000", limit=120, found=60),
)
