"""The child process of `pdf`: writes what somebody sent anew, without what acts by itself."""

import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

MEMORY = 1024**3  # bytes
CPU = 25  # seconds
MOST_PAGES = 5_000
DEEPEST = 100
SAFE_ACTIONS = {"/GoTo", "/URI", "/Named", "/Thread"}
SAFE_LINKS = ("http://", "https://", "mailto:")
# What makes a reader do something by itself, and what we call it to the sender.
ACTING = {
    "/JS": "script",
    "/JavaScript": "script",
    "/AA": "script",
    "/XFA": "form",
    "/EmbeddedFiles": "file",
    "/EF": "file",
    "/AF": "file",
    "/Collection": "file",
}
# What says who made it, and where: nobody asked for it, so it is not told either.
TELLING = {"/Metadata", "/PieceInfo", "/Perms", "/LastModified"}
ANNOTATIONS = {
    "/FileAttachment": "file",
    "/RichMedia": "media",
    "/Screen": "media",
    "/Movie": "media",
    "/Sound": "media",
    "/3D": "media",
}


def main(sent: Path, safe: Path) -> dict[str, Any]:
    """Return how many pages there are and what was taken out, or why it cannot be."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
    try:
        with pikepdf.open(sent) as pdf:
            return _written(pdf, safe)
    except pikepdf.PasswordError:
        return {"fault": "encrypted"}
    except (pikepdf.PdfError, RecursionError, ValueError, TypeError, MemoryError):
        # A file that is not what it says makes the reader stumble in many ways.
        return {"fault": "broken"}


def _written(pdf: pikepdf.Pdf, safe: Path) -> dict[str, Any]:
    pages = len(pdf.pages)
    if pdf.is_encrypted:
        return {"fault": "encrypted"}
    if not 0 < pages <= MOST_PAGES:
        return {"fault": "pages" if pages else "broken"}
    removed: set[str] = set()
    for thing in pdf.objects:
        _clean(thing, removed)
    _clean(pdf.Root, removed)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    pdf.save(safe, linearize=False)
    return {"pages": pages, "removed": sorted(removed)}


def _clean(thing: Any, removed: set[str], depth: int = 0) -> None:
    if depth > DEEPEST:
        raise ValueError("deeper than any honest file")
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key in list(thing.keys()):
            if kind := _acts(thing, key):
                removed.add(kind)
            if kind or key in TELLING:
                del thing[key]
        if "/Annots" in thing:
            _without_acting_notes(thing, removed)
    for part in _inside(thing):
        if isinstance(part, pikepdf.Object) and not part.is_indirect:
            _clean(part, removed, depth + 1)


def _inside(thing: Any) -> Iterator[Any]:
    if isinstance(thing, pikepdf.Array):
        yield from thing
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield from (thing[key] for key in list(thing.keys()))


def _acts(thing: Any, key: str) -> str:
    """Say what kind of acting thing stands under this key; empty when it is harmless."""
    if key in ACTING:
        return ACTING[key]
    if key == "/F" and isinstance(thing, pikepdf.Stream):
        return "file"  # a stream that says that its bytes are in another file
    value = thing[key]
    if key not in {"/A", "/PA", "/Next", "/OpenAction"}:
        return ""
    several = value if isinstance(value, pikepdf.Array) and key == "/Next" else [value]
    return next((kind for one in several if (kind := _deed(one))), "")


def _deed(action: Any) -> str:
    if not isinstance(action, pikepdf.Dictionary) or "/S" not in action:
        return ""
    kind = str(action["/S"])
    if kind in {"/JavaScript", "/Rendition"}:
        return "script"
    if kind == "/URI":
        return "" if str(action.get("/URI", "")).lower().startswith(SAFE_LINKS) else "action"
    return "" if kind in SAFE_ACTIONS else "action"


def _without_acting_notes(page: Any, removed: set[str]) -> None:
    notes = page["/Annots"]
    if not isinstance(notes, pikepdf.Array):
        return
    kept = []
    for note in notes:
        kind = (
            ANNOTATIONS.get(str(note.get("/Subtype", "")))
            if isinstance(note, pikepdf.Dictionary)
            else None
        )
        if kind:
            removed.add(kind)
        else:
            kept.append(note)
    if len(kept) < len(notes):
        page["/Annots"] = pikepdf.Array(kept)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]))))
