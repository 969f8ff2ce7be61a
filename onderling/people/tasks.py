"""Tasks of people: what the worker does."""

from onderling.mail.tasks import send_waiting
from onderling.people.actions.ledger import copy_to_list
from onderling.people.actions.second_step import what_holds_mail


def send_mail() -> int:
    """Send what waits; mail to many only when everybody with a role signs in in two steps."""
    return send_waiting(held=what_holds_mail())


def keep_list_of_erased() -> int:
    """Write in the list outside the database what a kill kept out of it."""
    return copy_to_list()
