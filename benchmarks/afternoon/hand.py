"""A hand on a mouse and a keyboard, that counts what it does."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from playwright.sync_api import Locator, Page


@dataclass
class Step:
    """One step of the afternoon, and what it cost. Keys: pressed instead of the mouse."""

    name: str
    clicks: int = 0
    keys: int = 0
    typed: int = 0
    seconds: float = 0.0
    said: str = ""


@dataclass
class Hand:
    """Clicks and types on one page after another; every step has its own count."""

    page: Page
    steps: list[Step] = field(default_factory=list)
    begun: float = field(default_factory=monotonic)

    def step(self, name: str) -> None:
        self.close()
        self.steps.append(Step(name))
        self.begun = monotonic()

    def close(self) -> None:
        """Say how long the step took, and with what heading it ended."""
        if self.steps:
            self.steps[-1].seconds = monotonic() - self.begun
            self.steps[-1].said = self.steps[-1].said or self.heading

    def heard(self, words: str) -> None:
        """What the page says in this step, where its heading says too little."""
        self.steps[-1].said = " ".join(words.split())

    @property
    def heading(self) -> str:
        return self.page.locator("h1").first.inner_text().strip()

    def click(self, words: str, *, on: Locator | None = None, leaves: bool = True) -> None:
        """Click the first link or button that begins with these words."""
        where = on or self.page
        found = where.get_by_role("button", name=words)
        found = found.or_(where.get_by_role("link", name=words))
        moving: AbstractContextManager[Any] = (
            self.page.expect_navigation(timeout=60_000) if leaves else nullcontext()
        )
        with moving:
            found.first.click()
        self.steps[-1].clicks += 1

    def menu(self, words: str) -> None:
        """Click in the menu of the round."""
        with self.page.expect_navigation(timeout=60_000):
            self.page.get_by_role("link", name=words, exact=True).first.click()
        self.steps[-1].clicks += 1

    def follow(self, old: str, new: str) -> None:
        """Click a link of which only the address is known: this page's with another end."""
        self.page.goto(self.page.url.replace(old, new))
        self.steps[-1].clicks += 1

    def tick(self, box: str) -> None:
        self.page.locator(box).check()
        self.steps[-1].clicks += 1

    def type(self, label: str, text: str) -> None:
        self.page.get_by_label(label).first.fill(text)
        self.steps[-1].typed += 1

    def paste(self, label: str, text: str) -> None:
        """Click in a field and paste: two keys together count once."""
        self.page.get_by_role("textbox", name=label).fill(text)
        self.steps[-1].clicks += 1
        self.steps[-1].keys += 1

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.steps[-1].keys += 1

    def choose(self, label: str, line: int) -> None:
        """Choose from a list: open it, take the line with this number."""
        self.page.get_by_label(label).first.select_option(index=line)
        self.steps[-1].clicks += 2

    def give(self, label: str, path: Path) -> None:
        """Give a file: the button, the file, "Open"."""
        self.page.get_by_label(label).set_input_files(str(path))
        self.steps[-1].clicks += 3

    def fetch(self, words: str) -> bytes:
        """Click what downloads a file, and read it."""
        found = self.page.get_by_role("link", name=words).first
        with self.page.expect_download(timeout=60_000) as coming:
            found.click()
        self.steps[-1].clicks += 1
        return Path(coming.value.path()).read_bytes()
