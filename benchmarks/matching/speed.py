"""How fast and how large: every row of `rows`, each seed a run of its own."""

from collections.abc import Sequence
from dataclasses import asdict

from benchmarks.matching.command import Run, allocate
from benchmarks.matching.folder import Folder
from benchmarks.matching.rows import Row
from benchmarks.matching.table import Table, say

HEAD = (
    *("problem", "found s", "reasons s", "in all s", "CPU s", "solver MB", "all MB"),
    *("gap", "nothing", "cancelled", "objective", "proof", "target", "met?"),
)
WIDTHS = (34, 7, 9, 8, 7, 9, 6, 8, 7, 9, 12, 6, 40, 4)


def measure(rows: Sequence[Row], folder: Folder) -> dict[str, object]:
    """Measure and print; the figures of all runs by the name of the row."""
    table = Table("Speed and memory", *HEAD, widths=WIDTHS)
    figures: dict[str, object] = {}
    met = 0
    for row in rows:
        runs = [_run(row, seed, folder) for seed in row.seeds]
        missed = {
            seed: list(row.missed(run)) for seed, run in zip(row.seeds, runs, strict=True)
        }
        figures[row.name] = {
            "target": row.target,
            "missed": {str(seed): wrongs for seed, wrongs in missed.items() if wrongs},
            "runs": {str(seed): asdict(run) for seed, run in zip(row.seeds, runs, strict=True)},
        }
        met += not any(missed.values())
        table.add(*_cells(row, runs, missed))
    say(
        "Seconds by the clock: found from the moment the file is read, in all from the start of"
        " Python to the written result. Memory is the peak of all processes together; solver"
        " is what only the child held. Of several seeds the worst.\n"
        f"{met} of {len(rows)} rows met their target."
    )
    return figures


def _run(row: Row, seed: int, folder: Folder) -> Run:
    limit = ["--limit", str(row.limit)] if row.limit else []
    return allocate(folder.problem(row.shape, seed), folder.result(row.name), *limit)


def _cells(row: Row, runs: Sequence[Run], missed: dict[int, list[str]]) -> list[object]:
    """The worst of each, so that one good seed hides nothing."""
    first = runs[0]
    about = row.about if len(runs) == 1 else f"{row.about}, {len(runs)} seeds"
    wrongs = [
        text if len(runs) == 1 else f"seed {seed}: {text}"
        for seed, texts in missed.items()
        for text in texts
    ]
    return [
        about,
        max(run.found for run in runs),
        max(run.explained for run in runs),
        max(run.whole for run in runs),
        max(run.cpu for run in runs),
        max(run.solver for run in runs),
        max(run.tree for run in runs),
        f"{max(run.gap for run in runs):.4%}",
        max(run.without for run in runs),
        max(run.cancelled for run in runs),
        first.objective,
        first.proof,
        row.target,
        "met" if not wrongs else f"missed: {'; '.join(wrongs)}",
    ]
