"""What was said and answered on one side of the world of the permission tests."""

from typing import Any

from onderling.discussion.models import Comment, Thread
from onderling.evaluation.models import StandingGroup
from onderling.feedback.models import Bulletin
from onderling.formats.weblog.models import Article
from onderling.offers.models import Offer
from onderling.outcomes.actions.quotes import quote_key
from onderling.outcomes.models import (
    Addressee,
    Change,
    Contributor,
    Disposition,
    Photo,
    Quote,
    Recognisable,
)
from onderling.people.models import Organisation, Person
from onderling.rounds.models import Round


def said_and_answered(
    round: Round, at: Organisation, giver: Person, *, now: Any
) -> dict[str, Any]:
    """A question with its answer, a quote, two bulletins, by the names that addresses use."""
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
    photo = Photo.objects.create(
        round=round, alt="Handen aan tafel", width=4, height=3, maker=giver, at=now
    )
    Recognisable.objects.create(photo=photo, person=giver, answer="yes", answered=now)
    told = {"round": round, "title": "Wat eruit kwam", "published": now}
    Bulletin.objects.create(**told, state=Bulletin.State.SUPERSEDED, superseded=now)
    later = Bulletin.objects.create(**told, state=Bulletin.State.PUBLISHED, number=2)
    return {
        "row_id": answered.pk,
        "quote_id": quote.pk,
        "quote_token": quote_key(quote),
        "photo_id": photo.pk,
        "number": later.number,
    }


def said_by(person: Person, round: Round, *, now: Any) -> None:
    """One of everything that somebody said or answered that takes several rows at once."""
    number = str(person.pk)
    addressee = Addressee.objects.create(
        programme=round.programme, role=f"Team {number}", person=person
    )
    said = Disposition.objects.create(
        round=round, kind="note", text="Een bel", due=round.ends_on, received=now
    )
    Contributor.objects.create(disposition=said, person=person)
    asked = Disposition.objects.create(
        round=round,
        kind="note",
        text="Een stoel",
        due=round.ends_on,
        received=now,
        addressee=addressee,
    )
    Change.objects.create(disposition=asked, deed="assign", state="received", by=person, at=now)
    photo = Photo.objects.create(
        round=round, alt="Soep", maker=person, width=4, height=3, at=now
    )
    Recognisable.objects.create(photo=photo, person=person, answer="yes", answered=now)
    offer = Offer.objects.create(round=round, title=f"Soep {number}", maker=person)
    StandingGroup.objects.create(offer=offer, person=person, how="Elke week", since=now.date())
    Quote.objects.create(round=round, text="Fijn", level="name", person=person, agreed=now)
    Article.objects.create(
        title="Stuk",
        slug=f"stuk-{number}",
        author="x",
        by=person,
        words="x",
        made=now,
        changed=now,
    )
    thread = Thread.objects.create(title="Gesprek", url="/", scope="network", made=now)
    Comment.objects.create(
        thread=thread,
        name="x",
        email=person.email or "",
        text="x",
        state="held",
        said=now,
    )
