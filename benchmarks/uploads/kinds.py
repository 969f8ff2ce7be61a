"""The files that people send: honest ones, and ones that are not what they say."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from onderling.base.tests import pdfs


@dataclass(frozen=True)
class Odd:
    """A file under a name that says PDF, and how it must end: a fault, or what is taken out."""

    name: str
    content: bytes
    fault: str = ""
    removed: str = ""


def odd_ones() -> list[Odd]:
    honest = pdfs.honest()
    return [
        Odd("programma.pdf", b"MZ\x90\x00" + bytes(4000), fault="program"),
        Odd("programma-met-staart.pdf", b"MZ" + honest, fault="program"),
        Odd("ingepakt.pdf", _zip(), fault="zip"),
        Odd("webpagina.pdf", b"<!DOCTYPE html><title>x</title>", fault="html"),
        Odd("leeg.pdf", b"", fault="empty"),
        Odd("half.pdf", honest[: len(honest) // 2], fault="truncated"),
        Odd("met-script.pdf", pdfs.acting(), removed="script"),
        Odd("zonder-naam", honest),
    ]


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as folder:
        folder.writestr("verslag.docx", "x")
    return out.getvalue()


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path
