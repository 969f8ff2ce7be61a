"""What people said in a workshop, who answers it, and what became of it."""

from onderling.outcomes.models.addressees import Addressee
from onderling.outcomes.models.dispositions import (
    Change,
    Contributor,
    Descent,
    Disposition,
    DispositionQuerySet,
)
from onderling.outcomes.models.notes import NoteTaker, OutcomeNote
from onderling.outcomes.models.photos import (
    Photo,
    PhotoQuerySet,
    Recognisable,
    RecognisableQuerySet,
)
from onderling.outcomes.models.quotes import Quote, QuoteQuerySet

__all__ = [
    "Addressee",
    "Change",
    "Contributor",
    "Descent",
    "Disposition",
    "DispositionQuerySet",
    "NoteTaker",
    "OutcomeNote",
    "Photo",
    "PhotoQuerySet",
    "Quote",
    "QuoteQuerySet",
    "Recognisable",
    "RecognisableQuerySet",
]
