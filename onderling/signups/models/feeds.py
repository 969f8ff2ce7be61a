"""The secret address under which a calendar reads somebody's own programme."""

from django.db import models

from onderling.base.privacy import Classified
from onderling.people.models import REACH, Person, new_key


class CalendarFeed(Classified):
    """A key to read the own programme, and nothing else: it lets nobody in.

    Not the personal link: a calendar passes its addresses on to whoever shares it. The address
    is signed, so a copy of the database alone reads nothing.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_feed")
    key = models.CharField(max_length=40, unique=True, default=new_key)
    made = models.DateTimeField()

    personal = {"person": REACH}
    impersonal = "key made"

    def __str__(self) -> str:
        return f"{self.person_id}"
