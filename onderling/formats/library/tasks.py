"""What the library does by itself."""

from django.utils.timezone import now

from onderling.formats.library.actions.giving import forget_unconfirmed, tell_about_files
from onderling.formats.library.actions.telling import tell_what_became


def forget_what_nobody_confirmed() -> None:
    forget_unconfirmed(now=now())


def tell_senders_about_files() -> None:
    """Tell what was taken out of a file, or why it cannot be placed."""
    tell_about_files(now=now())


def tell_senders_what_became() -> None:
    """Tell who gave something what somebody answered."""
    tell_what_became(now=now())
