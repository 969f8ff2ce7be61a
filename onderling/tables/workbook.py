"""Reading xlsx and ods in a child process that may fail without harm."""

import json
import os
import subprocess
import sys
from pathlib import Path

from .kinds import BROKEN, LOCKED, TOO_LARGE
from .sheet import CELLS, COLUMNS, ROWS, Sentence, Sheet, Unreadable, check_size, sheet_of

CHILD = Path(__file__).with_name("calamine_child.py")
MEMORY = 1024 * 1024 * 1024  # bytes of address space, not of memory in use
SECONDS = 30


def read_workbook(content: bytes) -> tuple[Sheet, ...]:
    """Return the sheets that hold anything, hidden ones too, in the order of the file."""
    limits = [str(limit) for limit in (MEMORY, ROWS, COLUMNS, CELLS)]
    try:
        child = subprocess.run(  # noqa: S603 - no shell, nothing typed by a person
            [sys.executable, "-P", str(CHILD), *limits],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={**os.environ, "RUST_BACKTRACE": "0"},
        )
    except subprocess.TimeoutExpired as fault:
        raise Unreadable(TOO_LARGE) from fault
    if child.returncode < 0:  # killed by a signal: it asked for more memory than it may have
        raise Unreadable(TOO_LARGE)
    if child.returncode > 0:
        raise RuntimeError(child.stderr.decode(errors="replace"))  # our fault, not the file's
    answer = json.loads(child.stdout)
    if "fault" in answer:
        raise Unreadable(_why(answer["fault"]))
    if "size" in answer:
        rows, columns = answer["size"]
        check_size(rows=rows, width=columns)
        raise Unreadable(TOO_LARGE)  # each sheet fits, all together do not
    sheets = (
        sheet_of(sheet["name"], sheet["records"], hidden=sheet["hidden"])
        for sheet in answer["sheets"]
    )
    return tuple(sheet for sheet in sheets if sheet)


def _why(fault: str) -> Sentence:
    return {"memory": TOO_LARGE, "PasswordError": LOCKED}.get(fault, BROKEN)
