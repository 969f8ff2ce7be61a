"""How long two long lists take, from choosing the file to the page that says it is done.

Over HTTP, against the real server with its worker: 3,000 people and 300 workshops, in an
install that knows the organisations and has an empty round.
"""

import argparse
import csv
import io
import json
import re
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterable
from http.cookiejar import CookieJar
from pathlib import Path
from uuid import uuid4

from benchmarks.site import served, within

TARGETS = {"3,000 people": 15.0, "300 workshops": 5.0}


def main() -> int:
    asked = argparse.ArgumentParser(prog="bin/bench import", description=__doc__)
    asked.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    chosen = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="onderling-import.") as folder:
        made = within(Path(folder), "benchmarks.web.lists", demo=False)
        slug, session = made.empty_round()
        lists = {"3,000 people": made.people(), "300 workshops": made.workshops()}
        with served(Path(folder), worker=True, demo=False) as (port, _server):
            site = Site(port, session)
            found = {name: bring_in(site, slug, rows) for name, rows in lists.items()}
    for name, times in found.items():
        whole = sum(times.values())
        parts = ", ".join(f"{part} {took:.1f}" for part, took in times.items())
        sys.stdout.write(f"{name}: {whole:.1f} s ({parts}); target {TARGETS[name]:.0f} s\n")
    if chosen.json:
        chosen.json.write_text(json.dumps(found, indent=1))
    return 0


class Site:
    """A browser without a screen: keeps its cookies, fills in what a form needs."""

    def __init__(self, port: int, session: str) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies)
        )
        self.session = session
        self.page = ""

    def ask(self, address: str, data: bytes | None = None, kind: str = "") -> str:
        """Ask for a page, following where it leads; return where we ended."""
        csrf = "".join(f"; {c.name}={c.value}" for c in self.cookies)
        # As headers of the request: a cookie that the jar does not know would be left out.
        headers = {"Cookie": f"sessie={self.session}{csrf}", "Referer": self.base}
        if kind:
            headers["Content-Type"] = kind
        url = address if address.startswith("http") else self.base + address
        request = urllib.request.Request(url, data, headers)  # noqa: S310 -- only http, to the server that we started
        with self.opener.open(request, timeout=120) as answer:
            self.page = answer.read().decode()
            return str(answer.url)

    def keys(self) -> dict[str, str]:
        """The hidden keys of the form on this page."""
        return dict(
            re.findall(r'name="(csrfmiddlewaretoken|sleutel)" value="([^"]*)"', self.page)
        )

    def send_file(self, address: str, content: str) -> str:
        edge = uuid4().hex
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in self.keys().items()
        ]
        parts.append(
            f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="lijst.csv"\r\n'
            f"Content-Type: text/csv\r\n\r\n{content}\r\n--{edge}--\r\n"
        )
        body = "".join(parts).encode()
        return self.ask(address, body, f"multipart/form-data; boundary={edge}")

    def send(self, address: str, **typed: str) -> str:
        body = urllib.parse.urlencode({**self.keys(), **typed}).encode()
        return self.ask(address, body, "application/x-www-form-urlencoded")


def bring_in(site: Site, slug: str, rows: Iterable[list[str]]) -> dict[str, float]:
    """Bring one list in as a coordinator does; return the seconds of each part."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    site.ask(f"/ronde/{slug}/inlezen/")
    begun = time.monotonic()
    preview = site.send_file(f"/ronde/{slug}/inlezen/", text.getvalue())
    looked = time.monotonic()
    if not re.search(r"/inlezen/\d+/$", preview):
        raise SystemExit(f"No preview came: {preview}")
    site.send(preview, doe="neem-over")
    while "Wij lezen uw lijst in" in site.page:
        time.sleep(0.25)
        site.ask(preview)
    if "Maak dit ongedaan" not in site.page and "ongedaan" not in site.page:
        raise SystemExit("The list did not go in.")
    return {"preview": looked - begun, "reading in": time.monotonic() - looked}


if __name__ == "__main__":
    sys.exit(main())
