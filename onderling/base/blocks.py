"""A text taken apart for paper: blocks of runs. Plain Python."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Run:
    """A stretch of text that looks one way."""

    text: str
    strong: bool = False
    stressed: bool = False
    link: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph, a line of a list, or a quote; what it is, stands in `kind`."""

    kind: str
    runs: list[Run] = field(default_factory=list)


def paragraphs(words: str) -> list[Block]:
    """Take a text without signs apart: an empty line begins a paragraph."""
    pieces = [piece.strip() for piece in words.replace("\r\n", "\n").split("\n\n")]
    return [Block("paragraph", [Run(" ".join(piece.split()))]) for piece in pieces if piece]
