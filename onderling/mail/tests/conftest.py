"""A mail server of our own for the tests: real SMTP over a socket, with faults on request."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils.timezone import now

from onderling.mail.actions import queue
from onderling.mail.models import Message
from onderling.mail.rules import Recipient


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


@pytest.fixture
def mail(db: None) -> Callable[..., Message]:
    """Queue a message: `mail("ria@voorbeeld.example")`."""

    def write(
        address: str = "ria@voorbeeld.example",
        *,
        name: str = "Ria Terpstra",
        kind: str = "wishes_saved",
        subject: str = "Uw wensen zijn binnen",
        body: str = "Dag Ria,\n\nWij hebben uw wensen.\n",
        channel: str = "mail",
        **more: Any,
    ) -> Message:
        to = Recipient(name, address, channel=channel)
        return queue(kind, to=to, subject=subject, body=body, now=now(), **more)

    return write


@pytest.fixture
def day(study_day: Callable[..., Any]) -> Any:
    return study_day()


@pytest.fixture
def karin(person: Callable[..., Any], grant: Callable[..., Any], day: Any) -> Any:
    """Karin coordinates the study day."""
    made = person("Karin")
    grant(made, "coordinator", "round", day.pk)
    return made


@pytest.fixture
def about(mail: Callable[..., Message], day: Any) -> Callable[..., Message]:
    """Queue a message about the study day, or write one that is further already."""

    def write(
        address: str = "ria@voorbeeld.example",
        *,
        state: str = Message.State.QUEUED,
        **more: Any,
    ) -> Message:
        made = mail(address, **{"scope_ref": f"rounds.round:{day.pk}", **more})
        if made.state != state:
            made.state = state
            made.save(update_fields=["state"])
        return made

    return write
