"""What we do with messages: write them, stop them, judge the doubtful, fill in texts."""

from onderling.mail.actions.queueing import (
    can_be_an_address,
    queue,
    queue_all,
    queue_sparingly,
    withhold,
)

__all__ = ["can_be_an_address", "queue", "queue_all", "queue_sparingly", "withhold"]
