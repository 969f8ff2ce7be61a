"""The register of processing in docs/privacy.md, written from the declarations (X-10).

`python -m tests.register` writes it anew; a test fails when it lags behind.
"""

import os
from collections import defaultdict
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onderling.config.settings")
django.setup()  # models exist only after it; twice is harmless

from onderling.home.queries.kept import KEPT  # noqa: E402 -- models exist only now
from onderling.people.actions.trails import all_trails  # noqa: E402 -- the same

PAPER = Path(__file__).parent.parent / "docs/privacy.md"
BEGIN, END = "<!-- register -->", "<!-- /register -->"
HEAD = "| Tabel | Waarvoor | Grond | Termijn | Na verwijderen |\n|---|---|---|---|---|"


def register() -> str:
    """One line for each table that holds something about people, with what erasing does."""
    reasons: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    after: dict[str, set[str]] = defaultdict(set)
    for trail in all_trails():
        label = trail.model._meta.label
        for name in trail.names:
            reason = trail.model.personal[name]
            reasons[label].add((reason.purpose, reason.ground, str(KEPT[reason.keep])))
        if trail.drop:
            after[label].add("rij weg")
        if emptied := trail.emptied():
            after[label].add(f"leeg of anders: {', '.join(sorted(emptied))}")
        after[label] |= {f"blijft: {why}" for why in trail.stays.values()}
    lines = []
    for label in sorted(reasons):
        told = sorted(reasons[label])
        cells = ["; ".join(dict.fromkeys(one[part] for one in told)) for part in range(3)]
        done = "; ".join(sorted(after[label])) or "verwijst naar een kaart zonder naam"
        lines.append(f"| `{label}` | {' | '.join(cells)} | {done} |")
    return "\n".join([HEAD, *lines])


def whole(paper: str) -> str:
    """The paper with the register of today in its place."""
    before, _begin, rest = paper.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{register()}\n\n{END}{after}"


if __name__ == "__main__":
    PAPER.write_text(whole(PAPER.read_text()))
