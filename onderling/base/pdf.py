"""Whether a file is a PDF, by what is in it and never by its name (S0b-2).

`first_look` reads a few pages of it and is done while somebody waits. `made_safe` reads all of
it and is for the worker.
"""

import json
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from onderling.base.receiving import LARGEST

CHILD = Path(__file__).parent / "pdf_child.py"
SECONDS = 30
HEAD, TAIL, TRAILER = 1024, 2048, 64 * 1024
END = b"%%EOF"

# What a file begins with that is something else. A PDF may have a little before its head, but
# a file that another program would open is not a PDF for us.
OTHERS = (
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"#!", "program"),
    (b"PK", "zip"),
    (b"Rar!", "zip"),
    (b"7z\xbc\xaf", "zip"),
    (b"\x1f\x8b", "zip"),
    (b"\xd0\xcf\x11\xe0", "office"),
    (b"{\\rtf", "office"),
    (b"\xff\xd8\xff", "picture"),
    (b"\x89PNG", "picture"),
    (b"GIF8", "picture"),
)
MARKUP = re.compile(rb"<(!doctype|html|head|body|script|svg|\?xml|!--)", re.IGNORECASE)


def first_look(file: IO[bytes], size: int) -> str:
    """Say why this cannot be taken as a PDF; empty when it looks like one."""
    if size > LARGEST:
        return "large"
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        return "empty"
    if other := _something_else(head):
        return other
    if b"%PDF-" not in head:
        return "other"
    file.seek(max(0, size - TAIL))
    tail = file.read(TAIL)
    if END not in tail:
        return "truncated"
    return "encrypted" if b"/Encrypt" in tail + _trailer(file, tail) else ""


def _something_else(head: bytes) -> str:
    for sign, kind in OTHERS:
        if head.startswith(sign):
            return kind
    begin = head.lstrip(b"\xef\xbb\xbf \t\r\n\0")
    return "html" if MARKUP.match(begin) else ""


def _trailer(file: IO[bytes], tail: bytes) -> bytes:
    """Read the words at the place where a reader of PDF begins, up to the first stream."""
    said = re.findall(rb"startxref\s+(\d{1,12})", tail)
    if not said:
        return b""
    file.seek(int(said[-1]))
    return re.split(rb"\bstream\b|\bstartxref\b", file.read(TRAILER), maxsplit=1)[0]


@dataclass(frozen=True)
class Looked:
    """What the worker found: how many pages, what it took out, or why it is refused."""

    pages: int = 0
    removed: list[str] = field(default_factory=list)
    fault: str = ""


def made_safe(sent: Path, safe: Path) -> Looked:
    """Write a PDF anew without what acts by itself, in a process of its own.

    A hostile file may make a reader of PDF stumble or fall: it takes nobody along.
    """
    try:
        child = subprocess.run(  # noqa: S603 -- no shell, nothing typed by a person
            [sys.executable, "-P", str(CHILD), str(sent), str(safe)],
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Looked(fault="slow")
    if child.returncode:
        return Looked(fault="broken")
    return Looked(**json.loads(child.stdout))
