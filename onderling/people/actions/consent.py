"""Say yes or no per purpose, and change one's mind later (X-35)."""

from datetime import datetime

from django.db.models import QuerySet

from onderling.base.prepared import prepared
from onderling.base.transactions import write_transaction
from onderling.people.models import Consent, Person
from onderling.people.rules import CONSENT_VERSION, consent_after


@write_transaction()
def answer_consent(
    person: Person, purpose: str, answer: str, *, channel: str, now: datetime
) -> Consent:
    """Write down an answer. Earlier answers stay; the same answer twice is one row.

    No after yes is a withdrawal, also when the caller says it was a refusal.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    last = person.consents.filter(purpose=purpose).first()
    kept = consent_after(last.answer if last else "", answer)
    if last and last.answer == kept and last.text_version == CONSENT_VERSION:
        return last
    return Consent.objects.create(
        person=person,
        purpose=purpose,
        answer=kept,
        text_version=CONSENT_VERSION,
        channel=channel,
        at=now,
    )


def consents_of(person: Person) -> dict[str, Consent]:
    """Give the latest answer per purpose: one query."""
    return {consent.purpose: consent for consent in reversed(_said(person=person.pk))}


@prepared
def _said(person: int) -> QuerySet[Consent]:
    return Consent.objects.filter(person=person)
