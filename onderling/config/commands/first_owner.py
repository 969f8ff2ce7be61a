"""`onderling first-owner`: a new one-time address for the first owner (X-130)."""

import importlib
from argparse import Namespace

from django.utils.timezone import now

from onderling.config.commands.prepare import prepare, say, start_django


def main(_options: Namespace) -> int:
    start_django()
    prepare()
    address = first_address()
    if not address:
        say("Er is al een beheerder. Die kan andere mensen een rol geven bij Beheer, Rollen.")
        return 1
    say(invitation(address))
    return 0


def first_address() -> str:
    """Make a one-time address when nobody owns this install yet; else return nothing."""
    roles = importlib.import_module("onderling.people.actions.roles")
    return "" if roles.has_owner() else str(roles.make_first_entry(now=now()))


def invitation(address: str) -> str:
    return (
        "Er is nog geen beheerder. Open dit adres in uw browser; het werkt één keer,"
        f" 24 uur lang:\n  {address}"
    )
