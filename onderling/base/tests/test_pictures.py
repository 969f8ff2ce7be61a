"""Pictures are drawn anew: nothing hides in them, and no small file fills the memory."""

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from onderling.base.errors import Refused
from onderling.base.pictures import LARGEST_FILE, draw_anew

pytestmark = pytest.mark.sqlite_only


def sent(picture: Image.Image, form: str = "JPEG", **how: object) -> io.BytesIO:
    out = io.BytesIO()
    picture.save(out, form, **how)
    out.seek(0)
    return out


def test_a_picture_gets_our_sizes_and_never_grows() -> None:
    drawn = draw_anew(sent(Image.new("RGB", (3200, 1600))), 1)
    sizes = {name: Image.open(io.BytesIO(made)).size for name, made in drawn.files.items()}
    assert sizes == {"groot": (1600, 800), "klein": (640, 320)}
    small = draw_anew(sent(Image.new("RGB", (50, 40))), 1)
    assert (small.width, small.height) == (50, 40)


def test_where_it_was_taken_is_not_in_it_and_it_stands_upright() -> None:
    """Assurance S26."""
    exif = Image.Exif()
    exif[0x0112] = 6  # the telephone was held upright
    exif[0x010E] = "GEHEIM"
    exif.get_ifd(0x8825)[1] = "N"
    drawn = draw_anew(sent(Image.new("RGB", (80, 40)), exif=exif, comment=b"GEHEIM"), 1)
    made = Image.open(io.BytesIO(drawn.files["groot"]))
    assert made.size == (40, 80)
    assert (dict(made.getexif()), set(made.info)) == (
        {},
        {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"},
    )
    assert all(b"GEHEIM" not in one for one in drawn.files.values())


def test_what_can_be_looked_through_gets_white_behind_it() -> None:
    drawn = draw_anew(sent(Image.new("RGBA", (8, 8), (0, 0, 0, 0)), "PNG"), 1)
    assert Image.open(io.BytesIO(drawn.files["klein"])).getpixel((4, 4)) == (255, 255, 255)


def bomb() -> bytes:
    """A PNG of a few bytes that says it is 30,000 dots wide and high."""

    def part(name: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", crc)

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    body = part(b"IHDR", head) + part(b"IDAT", zlib.compress(b"\0")) + part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (bomb, "te veel beeldpunten"),
        (lambda: sent(Image.new("1", (6000, 4000)), "PNG").getvalue(), "te veel beeldpunten"),
        (lambda: b"", "geen foto"),
        (lambda: b"<svg onload=alert(1)></svg>", "geen foto"),
        (lambda: b"%PDF-1.7", "geen foto"),
        (lambda: sent(Image.new("RGB", (9, 9)), "GIF").getvalue(), "geen foto"),
        (lambda: sent(Image.new("RGB", (99, 99)), "PNG").getvalue()[:60], "geen foto"),
    ],
    ids=["bomb", "flood", "nothing", "svg", "pdf", "gif", "half"],
)
def test_what_is_no_picture_or_far_too_large_is_refused(
    make: Callable[[], bytes], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        draw_anew(io.BytesIO(make()), 1)


def test_a_file_that_is_too_heavy_is_not_even_opened() -> None:
    with pytest.raises(Refused, match="15 MB"):
        draw_anew(io.BytesIO(b""), LARGEST_FILE + 1)
