"""What is killed: a long list, an allocation, a publication, four hundred mails."""

import csv
import email
import io
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any
from urllib.error import URLError

from benchmarks.kills.install import Install
from benchmarks.web.importing import Site
from tests.postbox import Postbox

MAILS = 400
FAULTS = [("late", 3), ("full", 3), ("lost", 2)]  # of a hundred
DOOR_SHUT = 9  # a port where nobody listens
HOUR = 3600


class Drill:
    """One install under fire: what was seen, and what was wrong."""

    def __init__(self, install: Install, site: Site, world: Any, slug: str) -> None:
        self.install, self.site, self.world = install, site, world
        self.round = f"/ronde/{slug}"
        self.table: list[tuple[str, int, str]] = []
        self.wrong: list[str] = []

    def must(self, true: bool, text: str) -> None:
        if not true:
            self.wrong.append(text)

    def kill(self, within: float) -> None:
        self.install.kill(within=within)

    def ask(self, deed: Callable[[], object]) -> threading.Thread:
        """Let a browser ask for something; it may never get an answer."""

        def pressed() -> None:
            with suppress(OSError, URLError):
                deed()

        thread = threading.Thread(target=pressed)
        thread.start()
        return thread

    def killed_while(self, deed: Callable[[], object], within: float) -> None:
        asking = self.ask(deed)
        self.kill(within)
        asking.join()

    def read_in(self, rows: list[list[str]], kills: int = 8) -> None:
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        page, content = f"{self.round}/inlezen/", text.getvalue()
        before, seen, done = self.world.people(), Counter[str](), 0
        for number in range(kills):
            pk, state, _rows = self.world.newest_list()
            if state == "done":
                self.world.undo_list(pk)
                done += 1
                self.must(self.world.people() == before, "an undone list left people behind")
                state = ""
            self.site.ask(page)
            if state in {"queued", "running"}:
                self.kill(4)
            elif state == "preview":
                self.killed_while(partial(self._take_over, pk), 4)
            elif number % 4 == 0:
                self.killed_while(partial(self.site.send_file, page, content), 1.5)
            else:
                self.site.send_file(page, content)
                self.killed_while(partial(self._take_over, self.world.newest_list()[0]), 4)
            seen[self._list_is_whole(before, len(rows) - 1)] += 1
            self.install.start()
        while (found := self.world.newest_list())[1] != "done":
            if found[1] in {"", "undone"}:
                self.site.ask(page)
                self.site.send_file(page, content)
            elif found[1] == "preview":
                self._take_over(found[0])
            time.sleep(0.5)
        self.must(self.world.deeds("take_over_list") == done + 1, "a list was taken over twice")
        added = self.world.people()[0] - before[0]
        told = ", ".join(f"{number}x {what}" for what, number in seen.items())
        self.table.append(("list", kills, f"{told}; then {added} new people, once"))

    def _take_over(self, number: int) -> None:
        page = f"{self.round}/inlezen/{number}/"
        self.site.ask(page)
        self.site.send(page, doe="neem-over")

    def _list_is_whole(self, before: tuple[int, int], length: int) -> str:
        """Nothing of the list, or all of it: never a part."""
        pk, state, rows = self.world.newest_list()
        if pk:
            self.must(rows == length, f"half a preview: {rows} of {length} rows")
        there, written = self.world.people(), self.world.rows_that_did_something(pk)
        if state == "done":
            self.must(there[0] > before[0] and written > 0, "a list that is in did nothing")
            return "all of it"
        self.must(there == before, f"half a list: {there} people, there were {before}")
        self.must(written == 0, "rows say that they did something")
        return "nothing of it"

    def divide(self, kills: int = 7) -> None:
        page, seen = f"{self.round}/verdeling/", Counter[str]()
        for _number in range(kills):
            if self.world.newest_run()[1] in {"queued", "running"}:
                self.kill(6)
            else:
                self.site.ask(page)
                self.killed_while(lambda: self.site.send(f"{page}start/", sluit="ja"), 6)
            seen[self._run_is_whole()] += 1
            self.install.start()
        ends = time.monotonic() + 120
        while self.world.newest_run()[1] != "preview" and time.monotonic() < ends:
            if self.world.newest_run()[1] not in {"queued", "running"}:
                self.site.ask(page)
                self.site.send(f"{page}start/", sluit="ja")
            time.sleep(0.5)
        self._run_is_whole()
        self.must(self.world.newest_run()[1] == "preview", "no allocation came out")
        told = ", ".join(f"{number}x {what}" for what, number in seen.items())
        self.table.append(("allocation", kills, f"{told}; then the same as left alone"))

    def _run_is_whole(self) -> str:
        pk, state = self.world.newest_run()
        self.must(self.world.places_and_letters() == (0, 0), "places before publishing")
        if state == "preview":
            differing = self.world.differs_from_one_left_alone(pk)
            self.must(
                not differing, f"run {pk} is not as if left alone: {', '.join(differing)}"
            )
            return "a whole proof"
        self.must(self.world.rows_of_run(pk) == (0, 0), f"half a run: {pk} is {state}")
        return "no proof"

    def publish(self, kills: int = 3) -> None:
        pk = self.world.newest_run()[0]
        page, seen = f"{self.round}/verdeling/{pk}/publiceer/", Counter[str]()
        for _number in range(kills):
            if self.world.newest_run()[1] == "published":
                break
            self.site.ask(page)
            self.killed_while(partial(self._publish, page), 2)
            places, letters = self.world.places_and_letters()
            published = self.world.newest_run()[1] == "published"
            self.must((places > 0, letters > 0) == (published, published), "half published")
            seen["all of it" if published else "nothing of it"] += 1
            self.install.start()
        ends = time.monotonic() + 120
        while self.world.newest_run()[1] != "published" and time.monotonic() < ends:
            self.site.ask(page)
            self._publish(page)
            time.sleep(0.5)
        places, letters = self.world.places_and_letters()
        self.must(places > 0 and letters > 0, "nothing was published")
        told = ", ".join(f"{number}x {what}" for what, number in seen.items())
        self.table.append(("publishing", sum(seen.values()), f"{told}; then {places} places"))

    def _publish(self, page: str) -> None:
        """Press the button, unless the worker is at it already: the page has none then."""
        if "Publiceer nu" in self.site.page:
            self.site.send(page)

    def mail(self, postbox: Postbox, kills: int = 8) -> None:
        chance = self.install.chance
        kinds = [kind for kind, share in FAULTS for _one in range(share)]
        kinds += ["mens"] * (100 - len(kinds))
        self.world.queue_mails(
            [f"{chance.choice(kinds)}{n}@proef.example" for n in range(MAILS)]
        )
        for number in range(kills):
            self.install.kill_now()
            self.install.ahead += 300  # what should wait five minutes, has waited
            away = number in {3, 4, 5}  # the server is away, and it takes an hour in all
            self.install.ahead += HOUR // 3 if away else 0
            self.install.start(mail_port=DOOR_SHUT if away else 0)
            self.kill(6)
            self._no_more_than_once(postbox)
        postbox.faults = False  # what was "later" is welcome now
        for _quarter in range(20):
            self.install.kill_now()
            self.install.ahead += 900
            self.install.start()
            ends = time.monotonic() + 12
            while time.monotonic() < ends and self._under_way():
                time.sleep(0.5)
            if not self._under_way():
                break
        taken = self._no_more_than_once(postbox)
        told, doubt = self.world.mail_ids("sent"), self.world.mail_ids("unknown")
        refused = self.world.mail_ids("refused")
        everything = self.world.mail_ids(*self.world.mail_states())
        lost = (told - set(taken)) | (everything - told - doubt - refused)
        twice = [name for name, times in taken.items() if times > 1]
        self.must(not lost, f"{len(lost)} mails lost")
        self.must(not twice, f"{len(twice)} mails twice")
        self.must(not self.world.broken(), f"invariants: {self.world.broken()}")
        arrived = len(doubt & set(taken))
        self.table.append(
            (
                "mail",
                kills,
                f"of {len(everything)} mails {len(lost)} lost, {len(twice)} twice,"
                f" {len(doubt)} doubtful and listed ({arrived} of those had arrived)",
            )
        )

    def _under_way(self) -> int:
        states = self.world.mail_states()
        return int(states["queued"] + states["sending"])

    def _no_more_than_once(self, postbox: Postbox) -> Counter[str]:
        return Counter(
            str(email.message_from_bytes(text)["Message-ID"])
            for _to, text in list(postbox.arrived)
        )
