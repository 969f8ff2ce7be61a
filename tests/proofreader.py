"""A test client that reads every page it gets, as a careful colleague would."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client

from tests.plain_dutch import dutch_faults

TYPED = {"input", "select", "textarea"}
NEEDS_NO_LABEL = {"hidden", "submit", "button", "image", "reset"}
NAMED = {"a", "button", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "caption"}
INLINE = set(
    "a abbr b bdi bdo cite em i mark q s small span strong sub sup time u var".split()  # noqa: SIM905 -- a list of words reads better
)
VOID = set("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905 -- idem
NOT_OURS = {"script", "style", "textarea", "code", "pre", "svg", "blockquote", "q", "title"}
OPTIONAL_END = {"p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody"}


@dataclass
class Open:
    """An element that is open while we read on."""

    tag: str
    has: dict[str, str]
    text: str = ""
    named: bool = False  # has something else that says its name, such as a picture's alt


@dataclass
class Typed:
    """A field that somebody fills in."""

    name: str
    kind: str
    id: str
    named: bool
    labelled_by: list[str] = field(default_factory=list)
    label: Open | None = None


class Proofreader(HTMLParser):
    """Collects what a page says about itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.ids: Counter[str] = Counter()
        self.labels: dict[str, Open] = {}
        self.fields: list[Typed] = []
        self.words: dict[str, list[str]] = {"title": [], "h1": []}
        self.blocks: list[str] = [""]
        self.lang = ""
        self._open: list[Open] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        self._note_faults(tag, has)
        if "id" in has:
            self.ids[has["id"]] += 1
        if tag == "html":
            self.lang = has.get("lang", "")
        elif tag in TYPED and has.get("type", "") not in NEEDS_NO_LABEL:
            self._note_field(tag, has)
        if tag not in INLINE and tag not in VOID - {"br"}:
            self.blocks.append("")
        if has.get("alt") or has.get("aria-label") or has.get("value"):
            for outer in self._open:
                outer.named = True
        if tag not in VOID:
            self._open.append(Open(tag, has, named="aria-label" in has))
            if tag == "label" and "for" in has:
                self.labels[has["for"]] = self._open[-1]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self.blocks.append("")
        if not any(element.tag == tag for element in self._open):
            self.faults.append(f"</{tag}> closes nothing")
            return
        while True:
            element = self._open.pop()
            self._finish(element)
            if element.tag == tag:
                return
            if element.tag not in OPTIONAL_END:
                self.faults.append(f"<{element.tag}> is not closed before </{tag}>")

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data
        if not any(self._not_ours(element) for element in self._open):
            self.blocks[-1] += data

    def _not_ours(self, element: Open) -> bool:
        classes = element.has.get("class", "").split()
        return element.tag in NOT_OURS or "ond-verbatim" in classes

    def _finish(self, element: Open) -> None:
        text = " ".join(element.text.split())
        if element.tag in self.words and not any(outer.tag == "svg" for outer in self._open):
            self.words[element.tag].append(text)
        link = element.tag != "a" or "href" in element.has
        if element.tag in NAMED and link and not text and not element.named:
            self.faults.append(f"<{element.tag}> says nothing")

    def _note_faults(self, tag: str, has: dict[str, str]) -> None:
        if tag == "img" and "alt" not in has:
            self.faults.append("image without alt text")
        if tag == "form" and not has.get("action"):
            self.faults.append("form without action")
        told = has.get("type") == "application/ld+json"  # data for programs: nothing runs
        if tag == "style" or (tag == "script" and "src" not in has and not told):
            self.faults.append(f"inline <{tag}>")
        if "style" in has or any(name.startswith("on") for name in has):
            self.faults.append(f"inline style or script in <{tag}>")

    def _note_field(self, tag: str, has: dict[str, str]) -> None:
        kind = has.get("type", tag)
        found = Typed(
            name=has.get("id") or has.get("name") or "?",
            kind=kind,
            id=has.get("id", ""),
            named=bool(has.get("aria-label")),
            labelled_by=has.get("aria-labelledby", "").split(),
            label=next((e for e in reversed(self._open) if e.tag == "label"), None),
        )
        self.fields.append(found)
        if kind == "radio" and not self._in_a_group():
            self.faults.append(f"radio buttons {has.get('name', '?')} stand in no fieldset")

    def _in_a_group(self) -> bool:
        return any(
            element.tag == "fieldset"
            or (element.has.get("role") == "radiogroup" and "aria-labelledby" in element.has)
            for element in self._open
        )

    def unlabelled(self) -> list[str]:
        """Name the fields of which nobody says what to fill in."""
        return [one.name for one in self.fields if not self._has_label(one)]

    def _has_label(self, one: Typed) -> bool:
        by_id = one.label or self.labels.get(one.id)
        return (
            one.named
            or bool(one.labelled_by and all(name in self.ids for name in one.labelled_by))
            or bool(by_id and (by_id.text.strip() or by_id.named))
        )


def faults_in(page: str, *, fragment: bool = False) -> list[str]:
    """List what is wrong with a page. A fragment has no head of its own."""
    read = Proofreader(page)
    faults = read.faults
    faults += [f"id {name} occurs {n} times" for name, n in read.ids.items() if n > 1]
    faults += [f"field {name} has no label" for name in read.unlabelled()]
    faults += [f"{sign} is not filled in" for sign in ("{{", "{%") if sign in page]
    faults += [fault for block in read.blocks for fault in dutch_faults(block)]
    return faults if fragment else faults + _faults_of_the_whole(read)


def _faults_of_the_whole(read: Proofreader) -> list[str]:
    faults = [] if read.lang else ["no language"]
    title, h1 = read.words["title"], read.words["h1"]
    if len(h1) != 1 or len(title) != 1:
        faults.append(f"{len(h1)} main headings and {len(title)} titles")
    elif not re.match(re.escape(h1[0]) + r"(?!\w)", title[0]):
        faults.append(f"title {title[0]!r} does not begin with heading {h1[0]!r}")
    return faults


class ProofreadingClient(Client):
    """Django's test client; every page of HTML must be without faults."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        kind = response.headers.get("Content-Type", "")
        if kind.startswith("text/html") and not response.streaming and response.content:
            fragment = "HTTP_HX_REQUEST" in request
            faults = faults_in(response.content.decode(), fragment=fragment)
            assert not faults, f"{request.get('PATH_INFO')}: " + "; ".join(faults)
        return response
