"""What the product says when it does not do what was asked."""

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """A deed that a rule forbids. Its text is one Dutch sentence for the person who asked."""


class Busy(Refused):
    """Too many people write at this moment. The same request succeeds in a moment."""

    def __init__(self) -> None:
        super().__init__(_("Het is nu erg druk. Probeer het over een paar tellen opnieuw."))
