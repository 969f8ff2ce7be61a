"""How an article goes, and how its few signs become a page or a paper."""

from enum import StrEnum

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from onderling.base.blocks import Block, Run

LONGEST = 6000  # signs: a weblog of short articles


class State(StrEnum):
    """How far an article is. Its address is made once, and stays."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """What somebody does with an article as a whole."""

    PUBLISH = "publiceer"
    WITHDRAW = "trek-in"


STEPS = {
    (State.DRAFT, Step.PUBLISH): State.PUBLISHED,
    (State.PUBLISHED, Step.WITHDRAW): State.WITHDRAWN,
    (State.WITHDRAWN, Step.PUBLISH): State.PUBLISHED,
}

# Paragraphs, **strong**, *stressed*, lists, quotes and links. A page has one heading of the
# first rank already, and pictures from elsewhere would tell others who reads here.
READS = MarkdownIt("commonmark", {"html": False}).disable(
    ["heading", "lheading", "image", "code", "fence", "hr", "backticks", "html_inline"]
)
TAGS = {"p", "strong", "em", "ul", "ol", "li", "blockquote", "a", "br"}


def as_html(words: str) -> str:
    """Make HTML of an article: one library reads, the other lets through what we name."""
    return nh3.clean(
        READS.render(words),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="nofollow noopener noreferrer",
    )


def as_blocks(words: str) -> list[Block]:
    """Take the same article apart for paper."""
    found: list[Block] = []
    inside: list[str] = []
    for token in READS.parse(words):
        if token.type.endswith("_open"):
            inside.append(token.type.removesuffix("_open"))
        elif token.type.endswith("_close"):
            inside.pop()
        elif token.type == "inline":
            found.append(Block(_kind(inside), _runs(token.children or [])))
    return found


def beginning(words: str) -> str:
    """The text without its signs, for a list: the points of a list in one sentence."""
    said, kinds = "", ("point", "number")
    before = ""
    for block in as_blocks(words):
        text = "".join(run.text for run in block.runs)
        if before in kinds:
            said += ", " if block.kind in kinds else ". "
        elif said:
            said += " "
        said, before = said + text, block.kind
    return said


def _kind(inside: list[str]) -> str:
    if "list_item" in inside:
        return "number" if "ordered_list" in inside else "point"
    return "quote" if "blockquote" in inside else "paragraph"


def _runs(tokens: list[Token]) -> list[Run]:
    runs: list[Run] = []
    strong = stressed = False
    link = ""
    for token in tokens:
        if token.type in {"strong_open", "strong_close"}:
            strong = token.type == "strong_open"
        elif token.type in {"em_open", "em_close"}:
            stressed = token.type == "em_open"
        elif token.type in {"link_open", "link_close"}:
            link = _safe(str(token.attrGet("href") or "")) if token.nesting == 1 else ""
        elif token.type in {"softbreak", "hardbreak"}:
            runs.append(Run(" "))
        elif token.content:
            runs.append(Run(token.content, strong, stressed, link))
    return runs


def _safe(address: str) -> str:
    return address if address.startswith(("https://", "http://")) else ""
