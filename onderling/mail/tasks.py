"""Tasks of mail: what the worker does."""


def send_waiting() -> None:
    """Send what waits in the outbox."""
