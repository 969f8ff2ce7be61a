"""Paper: a template and its facts become a PDF that a screen reader reads as well."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from django.core.cache import cache as shelf

HERE = Path(__file__).parent
CHILD = HERE / "paper_child.py"
ROOT = HERE.parent  # a template finds the house look, and nothing outside the product
SECONDS = 60
KEPT = 24 * 3600  # seconds
A_WHILE = 60  # of a text that somebody may withdraw: many ask at once
Form = Literal["pdf", "png"]


@cache
def look_of(*templates: str) -> str:
    """Name how templates look now: whoever keeps a PDF looks whether it is still that one."""
    ours = sorted(HERE.glob("papers/*.typ"))
    files = (*ours, *(ROOT / template for template in templates))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def pdf_of(template: str, facts: Mapping[str, Any]) -> bytes:
    """Return a tagged PDF. `template` is a path below the product: "signups/papers/door.typ".

    The facts go in as data and are never read as markup. The work is done in a child process:
    what the layout engine keeps in memory goes with it, and a crash in it is no crash of ours.
    """
    return _made(template, facts, "pdf")


def kept_paper(
    template: str,
    facts: Mapping[str, Any],
    *,
    form: Form = "pdf",
    drawn_with: str = "",
    seconds: int = KEPT,
) -> bytes:
    """Return a paper, or a picture of it, that anybody may ask for: made once for the same
    facts. `drawn_with` is a template that it imports, besides the look of the house. What
    somebody may withdraw is kept for `A_WHILE`."""
    said = json.dumps(facts, sort_keys=True).encode()
    templates = filter(None, (template, drawn_with))
    key = f"paper-{form}-{look_of(*templates)}-{sha256(said).hexdigest()}"
    found: bytes | None = shelf.get(key)
    if found is None:
        found = _made(template, facts, form)
        shelf.set(key, found, seconds)
    return found


def _made(template: str, facts: Mapping[str, Any], form: Form) -> bytes:
    child = subprocess.run(  # noqa: S603 -- no shell, nothing typed by a person
        [sys.executable, "-P", str(CHILD), str(ROOT), template, form],
        input=json.dumps(facts).encode(),
        capture_output=True,
        timeout=SECONDS,
        check=False,
        env={**os.environ, "RUST_BACKTRACE": "0"},
    )
    if child.returncode:
        raise RuntimeError(child.stderr.decode(errors="replace"))  # our fault, not the reader's
    return child.stdout
