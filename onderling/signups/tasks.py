"""Tasks of sign-ups: what the worker does."""


def pick_up_waiting_runs() -> None:
    """Run allocations that were queued but never started."""
