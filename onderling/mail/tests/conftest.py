"""Messages to send."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils.timezone import now

from onderling.mail.actions import queue
from onderling.mail.models import Message
from onderling.mail.rules import Recipient


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
