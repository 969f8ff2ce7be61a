"""The crowd: one form each, sent again with the same key until somebody answers.

So many connections of its own as there are browsers; the people share them.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Coroutine, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from benchmarks.rush.visitors import Visitor

PATIENCE = 30.0  # seconds in which somebody must have an answer
AGAIN = 0.2  # seconds until a browser whose connection was cut tries again


Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Rush:
    """What came of it."""

    answered: list[Visitor] = field(default_factory=list)
    took: list[float] = field(default_factory=list)  # per person, first try to answer
    statuses: Counter[int] = field(default_factory=Counter)
    odd: Counter[int] = field(default_factory=Counter)  # pages that did not come
    cut: int = 0  # connections that ended without an answer
    silent: list[Visitor] = field(default_factory=list)  # nobody ever answered them
    unasked: int = 0  # 503 without Retry-After
    seconds: float = 0.0

    def at(self, share: float) -> float:
        """The time in which this share had their answer; seconds."""
        ordered = sorted(self.took)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def rush(
    port: int, path: str, visitors: Sequence[Visitor], *, browsers: int, pages: bool = False
) -> Rush:
    """Let everybody press the button at once; with `pages` they look before and after."""
    found = Rush()
    begun = time.perf_counter()
    line = iter(visitors)
    asyncio.run(_all(_browser(port, path, line, found, pages) for _ in range(browsers)))
    found.seconds = time.perf_counter() - begun
    return found


async def _all(crowd: Iterable[Coroutine[Any, Any, None]]) -> None:
    await asyncio.gather(*crowd)


async def _browser(
    port: int, path: str, line: Iterator[Visitor], found: Rush, pages: bool
) -> None:
    connection: Connection | None = None
    for visitor in line:
        asked = _form(port, path, visitor)
        begun = time.perf_counter()
        if pages:
            connection = await _look(connection, port, visitor, found)
        while time.perf_counter() - begun < PATIENCE:
            try:
                connection = connection or await asyncio.open_connection("127.0.0.1", port)
                status, wait = await _send(connection, asked)
            except (OSError, asyncio.IncompleteReadError):
                found.cut += 1
                connection = None
                await asyncio.sleep(AGAIN)
                continue
            found.statuses[status] += 1
            if status != 503:
                if pages:
                    connection = await _look(connection, port, visitor, found)
                found.took.append(time.perf_counter() - begun)
                found.answered.append(visitor)
                break
            found.unasked += wait is None
            await asyncio.sleep(wait or AGAIN)
        else:
            found.silent.append(visitor)
    if connection:
        connection[1].close()


async def _look(
    connection: Connection | None, port: int, visitor: Visitor, found: Rush
) -> Connection:
    """Open the page of the workshop."""
    connection = connection or await asyncio.open_connection("127.0.0.1", port)
    asked = (
        f"GET {visitor.page} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\n"
        f"Cookie: sessie={visitor.session}; csrf={visitor.csrf}\r\n\r\n"
    )
    status, _wait = await _send(connection, asked.encode())
    if status != 200:
        found.odd[status] += 1
    return connection


async def _send(connection: Connection, asked: bytes) -> tuple[int, float | None]:
    """Send one form; return the status, and the seconds that Retry-After asks for."""
    reader, writer = connection
    writer.write(asked)
    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE)
    lines = head.decode("latin-1").lower().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
    await reader.readexactly(int(headers.get("content-length", 0)))
    wait = headers.get("retry-after")
    return int(lines[0].split()[1]), float(wait) if wait else None


def _form(port: int, path: str, visitor: Visitor) -> bytes:
    fields = {
        "csrfmiddlewaretoken": visitor.csrf,
        "sleutel": visitor.key,
        "bijeenkomst": visitor.meeting,
    }
    body = urlencode(fields)
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\n"
        f"Origin: http://127.0.0.1:{port}\r\n"
        f"Cookie: sessie={visitor.session}; csrf={visitor.csrf}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return (head + body).encode()
