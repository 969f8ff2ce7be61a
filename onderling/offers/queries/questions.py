"""What people ask for and what is offered on one page; and whom to ask for it (S3a-1, X-65)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from onderling.offers.models import Asker, Giving, Offer, Question
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.tables.fold import words

SHOWN = 40  # workshops found by a word; who finds more types more
SHORT = 4  # letters; a shorter word says nothing about a topic


@dataclass(frozen=True)
class Found:
    """What a search finds: workshops, and what people ask for."""

    offers: list[Offer]
    questions: list[Any]


def search(round: Round, typed: str, person: Person | None) -> Found:
    """Look for all these words in topic, place and organisation. Two queries."""
    asked = typed.split()
    offers = round.offers.published().select_related("organisation", "theme", "working_form")
    questions = questions_of(round, person)
    for word in asked:
        offers = offers.filter(
            Q(title__icontains=word)
            | Q(about__icontains=word)
            | Q(theme__name__icontains=word)
            | Q(organisation__name__icontains=word)
            | Q(organisation__place__icontains=word)
            | Q(meetings__room__name__icontains=word)
        )
        questions = questions.filter(topic__icontains=word)
    found = offers.distinct().order_by("title", "pk")[:SHOWN] if asked else []
    return Found(list(found), list(questions))


def questions_of(round: Round, person: Person | None) -> QuerySet[Any]:
    """The topics of a round, the most wanted first; each says whether this person asks too."""
    mine = Asker.objects.filter(question=OuterRef("pk"), person=person)
    return (
        Question.objects.filter(round=round)
        .select_related("answer")
        .annotate(number=Count("askers"), mine=Exists(mine))
        .order_by("answer", "-number", "pk")
    )


def whom_to_ask(round: Round, questions: Iterable[Question]) -> dict[int, list[str]]:
    """Who gave something before with a word of the topic in its title, most often first.

    Over all rounds of the same organisation, so that experience counts. Two queries.
    """
    own = round.programme.organisation_id
    rows = Giving.objects.filter(meeting__offer__round__programme__organisation=own)
    given = [
        (words(giving.meeting.offer.title), giving.person)
        for giving in rows.select_related("person", "meeting__offer").order_by("-pk")[:3000]
    ]
    found = {}
    for question in questions:
        asked = {word for word in words(question.topic).split() if len(word) >= SHORT}
        people = Counter(
            person.name for title, person in given for word in asked if word in title
        )
        found[question.pk] = [name for name, _times in people.most_common(3)]
    return found
