"""Tasks of people: what the worker does."""

from django.utils.timezone import now

from onderling.mail.tasks import send_waiting
from onderling.people.actions.clearing import clear
from onderling.people.actions.ledger import copy_to_list
from onderling.people.actions.second_step import what_holds_mail
from onderling.people.actions.staying import tell_who_goes


def send_mail() -> int:
    """Send what waits; mail to many only when everybody with a role signs in in two steps."""
    return send_waiting(held=what_holds_mail())


def keep_list_of_erased() -> int:
    """Write in the list outside the database what a kill kept out of it."""
    return copy_to_list()


def tell_whose_term_ends() -> int:
    """Tell who goes within two weeks, once."""
    return tell_who_goes(now=now())


def clear_what_is_past_its_term() -> dict[str, int]:
    """Take away what was kept long enough; what this turn did not reach goes the next time."""
    return clear(now=now())
