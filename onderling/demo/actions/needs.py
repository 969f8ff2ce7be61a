"""Most people of the example let the giver of their workshop read what they need."""

from datetime import datetime

from django.db.models import Q

from onderling.people.models import Consent, Person
from onderling.people.rules import CONSENT_VERSION
from onderling.rounds.models import Round

SILENT = 6  # one in so many did not answer


def share_needs(of: Round, *, now: datetime) -> None:
    """Write down the yes of who chose and needs something, as the page of wishes asks it."""
    rows = Person.objects.filter(participations__round=of, participations__chosen__isnull=False)
    need = rows.exclude(Q(access_needs="") & Q(diet=""))
    open_ = need.exclude(consents__purpose=Consent.Purpose.NEEDS).order_by("pk")
    Consent.objects.bulk_create(
        Consent(
            person=person,
            purpose=Consent.Purpose.NEEDS,
            answer=Consent.Answer.GIVEN,
            text_version=CONSENT_VERSION,
            channel="web",
            at=now,
        )
        for number, person in enumerate(open_, 1)
        if number % SILENT
    )
