"""Reads papers back with programs of others: text, tags, and codes from the picture."""

import ctypes
from typing import Any

import pypdfium2
import zxingcpp
from pypdfium2 import raw

SHARP = 2.0  # dots for a point: as a telephone sees a poster from a few steps away


def words_of(pdf: bytes) -> str:
    """All text on one line, without the places where a long word may be broken."""
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    plain = " ".join(pages).replace("\u200b", "").replace("\ufffe", "")
    return " ".join(plain.replace("\u00ad", "").split())


def codes_of(pdf: bytes) -> list[str]:
    """What a telephone reads in the QR codes of a rendered page."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=SHARP).to_numpy()
        found += [code.text for code in zxingcpp.read_barcodes(picture)]
    return found


def sticking_out(pdf: bytes) -> list[str]:
    """Text that does not lie wholly within its page."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        width, height = page.get_size()
        text = page.get_textpage()
        for number in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(number)
            if left < 0 or bottom < 0 or right > width or top > height:
                found.append(text.get_text_bounded(left, bottom, right, top))
    return found


def alternatives_of(pdf: bytes) -> list[str]:
    """The words beside the pictures, as a screen reader finds them in the tags."""
    found: list[str] = []
    for page in pypdfium2.PdfDocument(pdf):
        tree = raw.FPDF_StructTree_GetForPage(page)
        for number in range(raw.FPDF_StructTree_CountChildren(tree)):
            _look(raw.FPDF_StructTree_GetChildAtIndex(tree, number), found)
        raw.FPDF_StructTree_Close(tree)
    return found


def _look(element: Any, found: list[str]) -> None:
    if not element:
        return
    length = raw.FPDF_StructElement_GetAltText(element, None, 0)
    if length > 2:
        buffer = ctypes.create_string_buffer(length)
        raw.FPDF_StructElement_GetAltText(element, buffer, length)
        found.append(buffer.raw.decode("utf-16-le").rstrip("\0"))
    for number in range(raw.FPDF_StructElement_CountChildren(element)):
        _look(raw.FPDF_StructElement_GetChildAtIndex(element, number), found)
