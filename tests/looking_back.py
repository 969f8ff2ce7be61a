"""The part of the world of tests that looks back: surveys, a promise, what people told."""

from datetime import datetime
from typing import Any

from onderling.evaluation.models import (
    Evaluation,
    Improvement,
    Intention,
    StandingGroup,
    Story,
)
from onderling.offers.models import Offer
from onderling.people.actions.staying import SIGNER
from onderling.people.models import Going, Person
from onderling.people.rules import Group
from onderling.rounds.models import Round
from onderling.surveys.actions.answering import address_of
from onderling.surveys.actions.surveys import Asked, close_survey, make_survey, open_survey


def make_looking_back(
    round: Round, participant: Person, *, offer: Offer, by: Person, now: datetime
) -> dict[str, Any]:
    """One survey in the field and one that is closed; and what addresses call these things."""
    survey, over = (make_survey(name, about=round.name) for name in ("round", "pulse"))
    Evaluation.objects.create(round=round, after=survey, pulse=over)
    improvement = Improvement.objects.create(round=round, text="Meer tijd tussen de rondes")
    Intention.objects.create(
        round=round, person=participant, text="Vaker langsgaan", written_on=now.date()
    )
    Going.objects.create(person=participant, on=now.date(), told=now)
    Story.objects.create(
        round=round,
        person=participant,
        text="Ik bel nu eerst. Dat scheelt.",
        level="name",
        written_on=now.date(),
    )
    if offer.maker:
        StandingGroup.objects.create(
            offer=offer, person=offer.maker, how="Elke dinsdag", since=now.date()
        )
    days: dict[str, Any] = {"last_day": now.date(), "today": now.date()}
    asked = [Asked(participant.pk, "participant", Group.VOLUNTEER)]
    [invitation] = open_survey(survey, asked, **days, scope=round, by=by, now=now)
    asked = [Asked(participant.pk, "everyone", Group.VOLUNTEER)]
    open_survey(over, asked, **days, scope=round, by=by, now=now)
    close_survey(over, today=now.date(), scope=round, by=by, now=now)
    return {
        "wave": "daarna",
        "wave_closed": "nameting",
        "improvement_id": improvement.pk,
        "stay_token": SIGNER.sign(participant.key),
        "soort": "kaarten",
        "survey_token": address_of(invitation).rsplit("/", 2)[-2],
    }
