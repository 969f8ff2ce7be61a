"""The child process of `paper`: typst turns one template into a PDF, or into a picture."""

import sys
from pathlib import Path
from typing import Literal

import typst

# PDF/UA-1: tags, reading order, a title, a language, and a text beside every picture.
ACCESSIBLE: Literal["ua-1"] = "ua-1"
NO_GLYPH = "could not be displayed"
DOTS = 72.0  # an inch: one point of the layout is one dot of the picture


def main(root: Path, template: str, facts: str, form: str = "pdf") -> bytes:
    """Return the PDF. It is checked to be accessible while it is made.

    The standard forbids signs that no font of ours has. A name with such a sign still gets its
    paper, tagged in the same way: with a box on paper, and the sign itself in the text.
    """
    if form == "png":
        return _picture(root, template, facts)
    try:
        return _made(root, template, facts, ACCESSIBLE)
    except typst.TypstError as fault:
        if NO_GLYPH not in str(fault):
            raise
    return _made(root, template, facts, None)


def _made(root: Path, template: str, facts: str, standard: Literal["ua-1"] | None) -> bytes:
    return typst.compile(
        str(root / template),
        root=str(root),
        font_paths=[str(root / "base/papers/fonts")],
        ignore_system_fonts=True,  # else the same paper differs from one machine to the next
        sys_inputs={"facts": facts},
        format="pdf",
        pdf_standards=standard,
    )


def _picture(root: Path, template: str, facts: str) -> bytes:
    return typst.compile(
        str(root / template),
        root=str(root),
        font_paths=[str(root / "base/papers/fonts")],
        ignore_system_fonts=True,
        sys_inputs={"facts": facts},
        format="png",
        ppi=DOTS,
    )


if __name__ == "__main__":
    made = main(Path(sys.argv[1]), sys.argv[2], sys.stdin.read(), sys.argv[3])
    sys.stdout.buffer.write(made)
