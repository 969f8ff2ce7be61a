"""Somebody who reads pages and presses buttons by their words, without a browser."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.proofreader import ProofreadingClient


@dataclass
class Form:
    """A form as it stands on a page: where it goes, and what is filled in already."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)  # words, name, value


class Reader(HTMLParser):
    """Takes the forms and the links out of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self.heading = ""
        self._inside: list[str] = []
        self._words = ""
        self._attrs: dict[str, str] = {}
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(has.get("action", ""), has.get("method", "get").lower()))
        if tag in {"button", "a", "h1", "textarea"}:
            self._words, self._attrs = "", has
            self._inside.append(tag)
        form = self.forms[-1] if self.forms else None
        name = has.get("name", "")
        if form is None or not name:
            if tag == "option" and form and self._select and "selected" in has:
                form.values.setdefault(self._select, []).append(has.get("value", ""))
            return
        if tag == "select":
            self._select = name
        elif tag == "input":
            kind = has.get("type", "text")
            if kind in {"checkbox", "radio"} and "checked" not in has:
                return
            if kind not in {"file", "submit"}:
                form.values.setdefault(name, []).append(has.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        if not self._inside or self._inside[-1] != tag:
            return
        self._inside.pop()
        words = " ".join(self._words.split())
        has = self._attrs
        if tag == "button" and self.forms:
            label = has.get("aria-label") or words
            self.forms[-1].buttons.append((label, has.get("name", ""), has.get("value", "")))
        elif tag == "a":
            self.links.append((words, has.get("href", "")))
        elif tag == "h1":
            self.heading = words
        elif tag == "textarea" and self.forms:
            self.forms[-1].values.setdefault(has.get("name", ""), []).append(words)

    def handle_data(self, data: str) -> None:
        self._words += data


class Visitor:
    """Opens pages, follows links and presses buttons; counts the taps."""

    def __init__(self, client: ProofreadingClient) -> None:
        self.client = client
        self.page: Any = None
        self.here = ""
        self.taps = 0

    @property
    def text(self) -> str:
        return str(self.page.content.decode())

    @property
    def seen(self) -> Reader:
        return Reader(self.text)

    def open(self, url: str) -> "Visitor":
        self.page = self.client.get(url, follow=True)
        self.here = self.page.redirect_chain[-1][0] if self.page.redirect_chain else url
        assert self.page.status_code == 200, f"{url}: {self.page.status_code}"
        return self

    def follow(self, words: str) -> "Visitor":
        self.taps += 1
        found = [href for said, href in self.seen.links if said.startswith(words)]
        assert found, f"no link “{words}” on {self.here}: {[s for s, _ in self.seen.links]}"
        return self.open(urljoin(self.here, found[0]))

    def press(self, words: str, **typed: Any) -> "Visitor":
        """Fill in the fields that are named, leave the others as they stand, and press."""
        self.taps += 1
        for form in self.seen.forms:
            for said, name, value in form.buttons:
                if said.startswith(words):
                    return self._send(form, {name: [value]} if name else {}, typed)
        seen = [said for form in self.seen.forms for said, _n, _v in form.buttons]
        raise AssertionError(f"no button “{words}” on {self.here}: {seen}")

    def _send(
        self, form: Form, pressed: dict[str, list[str]], typed: dict[str, Any]
    ) -> "Visitor":
        data: dict[str, Any] = {**form.values, **pressed}
        for name, value in typed.items():
            data[name.replace("__", "-")] = value
        url = urljoin(self.here, form.action)
        ask = self.client.post if form.method == "post" else self.client.get
        self.page = ask(url, data, follow=True)
        self.here = self.page.redirect_chain[-1][0] if self.page.redirect_chain else url
        assert self.page.status_code == 200, f"{url}: {self.page.status_code}"
        return self


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)
