"""A mail server of our own: real SMTP over a socket, with faults on request.

The root conftest names this module in `pytest_plugins`; the drill of kills uses the server too.
"""

import socketserver
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest


class Postbox(socketserver.ThreadingTCPServer):
    """Keeps what arrived. A word in the local part of the recipient asks for a fault.

    full: 452, gone: 550, cut: closes before DATA, lost: takes the mail and never answers,
    spam: 554 after DATA, later: 451 after DATA.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.arrived: list[tuple[str, bytes]] = []
        self.at_data: Callable[[], None] = lambda: None
        self.faults = True  # False: who heard "later" is welcome now

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: who was killed hangs up in the middle of a word."""


class Talk(socketserver.StreamRequestHandler):
    server: Postbox

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        self.say("220 postbox")
        to = ""
        while line := self.rfile.readline().decode(errors="replace").strip():
            verb = line[:4].upper()
            if verb == "RCPT":
                to = line.partition("<")[2].partition(">")[0]
                if to.startswith("cut"):
                    return
                if not self.server.faults:
                    self.say("250 ok")
                    continue
                self.say(
                    {"full": "452 mailbox full", "gone": "550 no such user"}.get(
                        to[:4], "250 ok"
                    )
                )
            elif verb == "DATA":
                self.server.at_data()
                self.say("354 go on")
                text = self.read_text()
                if to.startswith("lost"):
                    self.server.arrived.append((to, text))
                    return
                answer = {"spam": "554 refused", "late": "451 try later"}.get(to[:4], "")
                if not self.server.faults:
                    answer = ""
                if not answer:
                    self.server.arrived.append((to, text))
                self.say(answer or "250 taken")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def read_text(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        return b"".join(lines)


@pytest.fixture
def postbox(settings: Any, tmp_path: Any) -> Iterator[Postbox]:
    """Start the mail server and make it the one of this install."""
    with Postbox() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.DATA = tmp_path
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.server_address[1]
        settings.EMAIL_HOST_USER, settings.EMAIL_USE_TLS = "", False
        settings.EMAIL_TIMEOUT = 10
        yield server
        server.shutdown()
