"""Pictures that people send: drawn anew, kept in two sizes, gone when they must go.

A photo of a telephone says where and when it was taken, and by which telephone. Only the dots
are taken over: a new file is written, so that nothing else can hide in it.
"""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from onderling.base.errors import Refused

LARGEST_FILE = 15 * 1024 * 1024
# A telephone makes pictures of 50 million dots; a JPEG is read at the size we need, so that it
# costs little. Other kinds are read whole: a small file may unfold into a whole memory.
MOST_DOTS = {"JPEG": 60_000_000, "PNG": 20_000_000, "WEBP": 20_000_000}
SIZES = {"groot": 1600, "klein": 640}  # the longest side, in dots
QUALITY = 82


@dataclass(frozen=True)
class Drawn:
    """A picture as we drew it: one file per size, and the measure of the largest."""

    files: dict[str, bytes]
    width: int
    height: int


def draw_anew(sent: IO[bytes], size: int) -> Drawn:
    """Read a picture that somebody sent and draw it in our sizes; refuse what is none.

    It takes a good part of a second, so call it before a transaction begins.
    """
    if size > LARGEST_FILE:
        raise Refused(_("Deze foto is te groot. Hij mag hoogstens 15 MB zijn."))
    if _is_of_an_iphone(sent):
        raise Refused(
            _(
                "Deze foto is van de soort HEIC. Die kunnen wij niet lezen."
                " Zet op uw iPhone bij Camera, Structuur"
                " ‘Meest compatibel’ aan, of stuur hem als JPEG."
            )
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _drawn(sent)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_dots() from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        # What a broken or hostile file makes the reader say; all of it means: no picture.
        raise Refused(
            _("Dit is geen foto die wij kunnen lezen. Kies een JPEG of PNG.")
        ) from None


def _is_of_an_iphone(sent: IO[bytes]) -> bool:
    """Say whether this is HEIC, the one kind people send and we cannot read."""
    sent.seek(0)
    head = sent.read(12)
    sent.seek(0)
    return head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"heix", b"hevc", b"mif1", b"msf1"}


def _too_many_dots() -> Refused:
    return Refused(_("Deze foto heeft te veel beeldpunten. Maak hem eerst kleiner."))


def _drawn(sent: IO[bytes]) -> Drawn:
    with Image.open(sent, formats=list(MOST_DOTS)) as opened:
        if opened.width * opened.height > MOST_DOTS[opened.format or "PNG"]:
            raise _too_many_dots()
        opened.draft("RGB", (SIZES["groot"], SIZES["groot"]))
        upright = ImageOps.exif_transpose(opened)
        plain = _without_holes(upright)
    files = {}
    for name, side in SIZES.items():
        plain.thumbnail((side, side))
        if name == "groot":
            width, height = plain.size
        files[name] = _written(plain)
    return Drawn(files, width, height)


def _without_holes(picture: Image.Image) -> Image.Image:
    """Put white behind what can be looked through."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        white = Image.new("RGB", seen.size, "white")
        white.paste(seen, mask=seen.getchannel("A"))
        return white
    return picture.convert("RGB")


def _written(picture: Image.Image) -> bytes:
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)  # the dots only: what the old file said of itself stays behind
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def keep_files(key: str, drawn: Drawn) -> None:
    """Keep a picture under a key that cannot be guessed.

    A deed that fails after this leaves a file without a row: nobody can ask for it.
    """
    for path, name in _files(key):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(drawn.files[name])


def drop_files(key: str) -> None:
    """Remove a picture in all sizes, as soon as the deed that wants this is certain."""

    def remove() -> None:
        for path, _name in _files(key):
            path.unlink(missing_ok=True)

    transaction.on_commit(remove)


def _files(key: str) -> Iterator[tuple[Path, str]]:
    for name in SIZES:
        yield Path(settings.MEDIA_ROOT) / "fotos" / key[:2] / f"{key}-{name}.jpg", name


def picture_file(key: str, size: str) -> Path | None:
    """Where a picture stands on disk, for what is printed; None once it is gone."""
    path = next((path for path, name in _files(key) if name == size), None)
    return path if path and path.exists() else None


def picture_answer(request: HttpRequest, key: str, size: str) -> HttpResponse:
    """Send a picture to who may see it. The browser asks again every time: it may be gone."""
    path = picture_file(key, size)
    if path is None:
        return gone_answer(request)
    answer = HttpResponse(path.read_bytes(), content_type="image/jpeg")
    patch_cache_control(answer, private=True, no_cache=True)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def gone_answer(request: HttpRequest) -> HttpResponse:
    """Say in a sentence that a picture was taken away."""
    return render(request, "base/picture_gone.html", status=410)
