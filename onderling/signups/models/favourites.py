"""The workshops somebody saved while browsing."""

from django.db import models

from onderling.base.privacy import Classified, Personal
from onderling.offers.models import Offer
from onderling.people.models import Person


class Favourite(Classified):
    """A workshop that somebody saved while browsing. Nobody else sees it; it gives no right."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="favourites")
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="favourites")

    personal = {
        "person": Personal("terugvinden wat iemand bewaarde", keep="ronde+1m"),
        "offer": Personal("terugvinden wat iemand bewaarde", keep="ronde+1m"),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "offer"], name="favourite_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.offer}"
