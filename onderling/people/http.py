"""What a request looks like behind the door."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from onderling.people.models import Person


class PersonRequest(HttpRequest):
    """A request from someone who is signed in."""

    user: Person
    htmx: HtmxDetails
