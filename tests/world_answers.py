"""What was said and answered on one side of the world of the permission tests."""

from typing import Any

from onderling.outcomes.models import Addressee, Disposition, Quote
from onderling.people.models import Organisation, Person
from onderling.rounds.models import Round


def said_and_answered(
    round: Round, at: Organisation, giver: Person, *, now: Any
) -> dict[str, int]:
    """A question with its answer and a quote, by the names that addresses use."""
    addressee = Addressee.objects.create(
        programme=round.programme, organisation=at, role="Directie", person=giver
    )
    quote = Quote.objects.create(
        round=round, text="Mooi", level="name", person=giver, name=giver.name, agreed=now
    )
    answered = Disposition.objects.create(
        round=round,
        kind="note",
        text="Een sleutel voor iedereen",
        source_ref=f"wereld:{round.slug}",
        addressee=addressee,
        due=round.ends_on,
        state="decided",
        decision="adopted",
        reason="Goed idee",
        received=now,
        decided=now,
    )
    return {"row_id": answered.pk, "quote_id": quote.pk}
