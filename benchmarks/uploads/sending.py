"""A browser that sends the form of a contribution with a file, as people do."""

import re
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

PATH = "/bijdragen/nieuw/"
READING = 3.2  # seconds in which a person fills in the form; quicker is taken for a robot
PIECE = 256 * 1024
FIELD = re.compile(r'name="(csrfmiddlewaretoken|sleutel|begun)"[^>]*value="([^"]*)"')


@dataclass(frozen=True)
class Parcel:
    """What somebody sends: who, and which file under which name."""

    email: str
    file: Path
    name: str


@dataclass(frozen=True)
class Answer:
    """What the website said."""

    status: int
    place: str
    page: str

    @property
    def is_taken(self) -> bool:
        return self.status == 302 and self.place == "/bijdragen/verstuurd/"


class Browser:
    """One visitor with an address of their own: so many from one house is too many."""

    def __init__(self, port: int, number: int) -> None:
        self.line = HTTPConnection(
            "127.0.0.1", port, timeout=300, source_address=(f"127.0.1.{number}", 0)
        )
        self.origin = f"http://127.0.0.1:{port}"
        self.line.request("GET", PATH, headers={"Accept": "text/html"})
        came = self.line.getresponse()
        self.fields = dict(FIELD.findall(came.read().decode()))
        cookies = [cookie.split(";")[0] for cookie in came.headers.get_all("Set-Cookie") or ()]
        self.cookies = "; ".join(cookies)
        self.opened = time.monotonic()

    def send(self, parcel: Parcel) -> Answer:
        """Send it in pieces: nothing here is as large as the file either."""
        time.sleep(max(0.0, self.opened + READING - time.monotonic()))
        mark = uuid.uuid4().hex
        head, tail = self._around(parcel, mark)
        length = len(head) + parcel.file.stat().st_size + len(tail)
        headers = {
            "Accept": "text/html",
            "Origin": self.origin,
            "Cookie": self.cookies,
            "Content-Type": f"multipart/form-data; boundary={mark}",
            "Content-Length": str(length),
        }
        self.line.request("POST", PATH, _pieces(head, parcel.file, tail), headers)
        came = self.line.getresponse()
        page = came.read().decode(errors="replace")
        self.line.close()
        return Answer(came.status, came.getheader("Location") or "", page)

    def _around(self, parcel: Parcel, mark: str) -> tuple[bytes, bytes]:
        typed = {
            **self.fields,
            "kind": "tip",
            "title": "Proef met een bestand",
            "words": f"Van {parcel.name}, met tekst die moet blijven staan.",
            "shown_name": "Proef",
            "email": parcel.email,
            "homepage": "",
        }
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in typed.items()
        ]
        parts.append(
            f'--{mark}\r\nContent-Disposition: form-data; name="file";'
            f' filename="{parcel.name}"\r\nContent-Type: application/pdf\r\n\r\n'
        )
        return "".join(parts).encode(), f"\r\n--{mark}--\r\n".encode()


def _pieces(head: bytes, file: Path, tail: bytes) -> Iterator[bytes]:
    yield head
    with file.open("rb") as opened:
        while piece := opened.read(PIECE):
            yield piece
    yield tail


def send_all(port: int, parcels: list[Parcel], *, first: int) -> list[Answer]:
    """Send all of them at once; `first` numbers the visitors, so that none comes twice."""
    browsers = [Browser(port, first + n) for n in range(len(parcels))]
    with ThreadPoolExecutor(len(parcels)) as hands:
        return list(hands.map(Browser.send, browsers, parcels))
