"""What a file really is, judged by its first bytes and never by its name."""

import io
import re
import struct
import zipfile
from typing import Literal

from .sheet import Sentence, Unreadable

PARTS = 2_000  # files inside one workbook
DIRECTORY = 1024 * 1024  # bytes of the list of those files
UNPACKED = 256 * 1024 * 1024  # bytes of those files together
RATIO = 200  # times smaller by packing; real sheets stay under 100
SMALL = 1024 * 1024  # a part below this is never called a bomb
MIMETYPE = 200  # bytes we read of the part that tells what an OpenDocument file holds

IMAGE = Sentence(
    "Dit is een afbeelding, geen tabel. Zet de lijst in Excel en bewaar die als .xlsx."
)
PACKED = Sentence(
    "Dit is een ingepakt bestand. Pak het uit en kies het Excel-bestand dat erin zit."
)
PROGRAM = Sentence(
    "Dit is een programma, geen tabel. Kies een Excel-bestand of een csv-bestand."
)
WEB_PAGE = Sentence(
    "Dit is een webpagina, geen tabel. Open het bestand in Excel en bewaar het als .xlsx."
)
XML = Sentence(
    "Dit is een XML-bestand, geen tabel. Open het bestand in Excel en bewaar het als .xlsx."
)
WORD = Sentence(
    "Dit is een tekstdocument, geen tabel. Zet de lijst in Excel en bewaar die als .xlsx."
)
BROKEN = Sentence(
    "Dit bestand is beschadigd of niet af. Open het in Excel en bewaar het opnieuw als .xlsx."
)
TOO_LARGE = Sentence(
    "Dit bestand is uitgepakt te groot. Bewaar alleen de lijst in een nieuw Excel-bestand."
)
LOCKED = Sentence(
    "Dit bestand is beveiligd met een wachtwoord. "
    "Haal het wachtwoord eraf en kies het bestand opnieuw."
)
OLD_EXCEL = Sentence(
    "Dit is een oud Excel-bestand (.xls). Open het in Excel en bewaar het als .xlsx of .csv."
)

# A signature counts only when bytes follow that no text has, or when no text begins so.
SIGNATURES: tuple[tuple[bytes, Sentence], ...] = (
    (
        rb"%PDF-",
        Sentence(
            "Dit is een PDF, geen tabel. Gebruik het Excel-bestand waar die van is gemaakt."
        ),
    ),
    (rb"MZ(?=.{0,1022}\0)", PROGRAM),
    (rb"\x7fELF", PROGRAM),
    (rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|RIFF.{4}WEBP|II\*\0|MM\0\*|BM(?=.{0,50}\0)", IMAGE),
    (rb"\0\0\0.ftyp|\0\0\x01\0", IMAGE),
    (rb"Rar!\x1a|7z\xbc\xaf\x27\x1c|\x1f\x8b\x08|BZh[1-9]1AY|\xfd7zXZ", PACKED),
    (rb"\{\\rtf", WORD),
    (rb"(?i:\s*<(?:!doctype\s+html|html|head|body|table|meta)[\s>])", WEB_PAGE),
    (rb"(?i:\s*<\?xml[\s])", XML),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_EXCEL),
)
FORBIDDEN = tuple((re.compile(pattern, re.DOTALL), why) for pattern, why in SIGNATURES)


def kind_of(content: bytes) -> Literal["workbook", "text"]:
    """Say how to read the file; refuse what is no table at all."""
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        _check_parts(content)
        return "workbook"
    for pattern, why in FORBIDDEN:
        if pattern.match(content):
            raise Unreadable(_old_office(content) if why == OLD_EXCEL else why)
    return "text"


def _old_office(content: bytes) -> Sentence:
    """Tell apart what hides in the one container of old Office files."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return LOCKED
    if "WordDocument".encode("utf-16-le") in content:
        return WORD
    return OLD_EXCEL


def _check_parts(content: bytes) -> None:
    """Refuse a zip that is no workbook or that would fill the memory, without unpacking."""
    _check_directory(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
                raise Unreadable(TOO_LARGE)
            for part in parts:
                packed = max(part.compress_size, 1)
                if part.file_size > SMALL and part.file_size / packed > RATIO:
                    raise Unreadable(TOO_LARGE)
            kind = b""
            if "mimetype" in names:
                with archive.open("mimetype") as mimetype:
                    kind = mimetype.read(MIMETYPE)
    except Unreadable:
        raise
    except Exception as fault:  # zipfile raises eight kinds of errors on hostile bytes
        raise Unreadable(BROKEN) from fault
    _check_names(names, kind)


def _check_directory(content: bytes) -> None:
    """Refuse a directory of parts that is itself too long to read."""
    end = content.rfind(b"PK\x05\x06", max(0, len(content) - 65_557))
    if end < 0 or len(content) < end + 22:
        raise Unreadable(BROKEN)
    count, size = struct.unpack("<HI", content[end + 10 : end + 16])
    if content[max(0, end - 20) : end].startswith(b"PK\x06\x07"):
        (start,) = struct.unpack("<Q", content[end - 12 : end - 4])
        wide = content[start : start + 56]
        if len(wide) < 56:
            raise Unreadable(BROKEN)
        count, size = struct.unpack("<QQ", wide[32:48])
    if count > PARTS or size > DIRECTORY:
        raise Unreadable(TOO_LARGE)


def _check_names(names: set[str], kind: bytes) -> None:
    folders = {name.partition("/")[0] for name in names if "/" in name}
    if "xl/workbook.bin" in names:
        raise Unreadable(
            Sentence(
                "Dit is een binair Excel-bestand (.xlsb). Open het en bewaar het als .xlsx."
            )
        )
    if "xl" in folders:
        return
    if "content.xml" in names:
        if kind and b"spreadsheet" not in kind:
            raise Unreadable(WORD)
        return
    if folders & {"word", "ppt"}:
        raise Unreadable(WORD)
    if "Index" in folders or any(name.endswith(".iwa") for name in names):
        raise Unreadable(
            Sentence("Dit is een Numbers-bestand. Exporteer het uit Numbers als Excel.")
        )
    raise Unreadable(PACKED)
