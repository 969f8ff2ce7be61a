"""A load of so many clients on one address, on the same core as the server."""

import asyncio
import gzip
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle

from benchmarks.web.cpu import seconds_of
from benchmarks.web.visiting import Page

CLIENTS = 16
WARM_UP, MEASURE = 1.0, 6.0  # seconds


@dataclass(frozen=True)
class Load:
    """What came of it."""

    per_second: float
    per_cpu_second: float  # what a core does that nobody else works on
    p50_ms: float
    p99_ms: float
    bytes: int
    gzip: int
    odd: int  # answers that were not as expected


def load(port: int, server: int, page: Page, *, seconds: float = MEASURE) -> Load:
    """Ask for a page with 16 clients at once, each over a connection of its own."""
    before = seconds_of(server) + time.process_time()
    answers, found = asyncio.run(_load(port, page, seconds))
    used = seconds_of(server) + time.process_time() - before
    return replace(found, per_cpu_second=round(answers / used, 1))


async def _load(port: int, page: Page, seconds: float) -> tuple[int, Load]:
    requests = cycle(_request(port, page.path, headers) for headers in page.visitors)
    begins = time.perf_counter() + WARM_UP
    ends = begins + seconds
    clients = [
        _client(port, requests, begins, ends, expected=page.expected) for _ in range(CLIENTS)
    ]
    of_all = await asyncio.gather(*clients)
    took = sorted(one for times, _all, _odd, _body in of_all for one in times)
    odd = sum(odd for _times, _all, odd, _body in of_all)
    body = of_all[0][3]
    answered = len(took)
    took = took or [seconds]  # not one in the time: at least this long
    found = Load(
        per_second=round(answered / seconds, 1),
        per_cpu_second=0.0,
        p50_ms=round(took[len(took) // 2] * 1000, 1),
        p99_ms=round(took[int(len(took) * 0.99)] * 1000, 1),
        bytes=len(body),
        gzip=len(gzip.compress(body, 6)),
        odd=odd,
    )
    return sum(every for _times, every, _odd, _body in of_all), found


def _request(port: int, path: str, headers: dict[str, str]) -> bytes:
    lines = {"Host": f"127.0.0.1:{port}", "Accept": "text/html", **headers}
    asked = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"GET {path} HTTP/1.1\r\n{asked}\r\n".encode()


async def _client(
    port: int, requests: Iterator[bytes], begins: float, ends: float, *, expected: int
) -> tuple[list[float], int, int, bytes]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    took, every, odd, body = [], 0, 0, b""
    while (at := time.perf_counter()) < ends:
        writer.write(next(requests))
        head = await reader.readuntil(b"\r\n\r\n")
        length = _length(head)
        body = await reader.readexactly(length) if length else b""
        now = time.perf_counter()
        every += 1
        if begins <= at and now <= ends:
            took.append(now - at)
            odd += not head.startswith(b"HTTP/1.1 %d" % expected)
    writer.close()
    return took, every, odd, body


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _colon, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0
