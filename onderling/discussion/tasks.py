"""What the room does by itself."""

from django.utils.timezone import now

from onderling.discussion.actions.sweeping import sweep


def sweep_threads() -> None:
    sweep(now=now())
