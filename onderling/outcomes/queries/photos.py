"""Photos of a round as pages, mails and papers show them; who may see which."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onderling.offers.models import Meeting
from onderling.outcomes.models import (
    Photo,
    PhotoQuerySet,
    Recognisable,
    RecognisableQuerySet,
)
from onderling.outcomes.queries.notes import meetings_to_note
from onderling.outcomes.rules.photos import Answer, Standing, standing, standing_answer
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.rules import SEATED


def shown(round: Round) -> PhotoQuerySet:
    """The photos of a round that everybody may see today, by workshop. One query.

    Page, bulletin, mail and paper all ask here, each time anew: a no counts at once.
    """
    return (
        Photo.objects.shown()
        .filter(round=round)
        .select_related("meeting__offer")
        .order_by("meeting__offer__title", "meeting", "pk")
    )


def photos_for(person: Person) -> PhotoQuerySet:
    """Those that this person may see before everybody may: who made it, who writes for the
    workshop, who is on it, who coordinates."""
    return Photo.objects.filter(
        Q(maker=person)
        | Q(recognisables__person=person)
        | Q(meeting__in=meetings_to_note(person).values("pk"))
        | Q(pk__in=Photo.objects.managed_by(person).values("pk"))
    ).distinct()


def there_at(meeting: Meeting) -> list[Person]:
    """Who may be on its photos: everybody with a seat, and who gives it. One query."""
    seated = Q(participations__signups__in=meeting.signups.filter(state__in=SEATED))
    giving = Q(givings__meeting=meeting)
    people = Person.objects.present().filter(seated | giving).distinct()
    return sorted(people, key=lambda one: one.sorted_name.casefold())


@dataclass(frozen=True)
class Said:
    """Somebody on a photo, with what counts of their answer today."""

    it: Recognisable
    answer: Answer

    @property
    def refuses_all(self) -> bool:
        """A no that was never said of this photo, but of all photos."""
        return self.answer == Answer.NO and self.it.answer != Answer.NO


CHIPS = {
    Standing.SHOWN: ("free", _("te zien")),
    Standing.UNTOLD: ("few", _("mist nog iets")),
    Standing.WAITING: ("few", _("wacht op een ja")),
    Standing.REFUSED: ("wait", _("niet te zien")),
    Standing.OFF: ("wait", _("eraf gehaald")),
    Standing.GONE: ("plain", _("weg")),
}


@dataclass(frozen=True)
class PhotoRow:
    """A photo with how it stands, and who is on it."""

    it: Photo
    standing: Standing
    said: list[Said]

    @property
    def waiting(self) -> int:
        return sum(one.answer == Answer.NONE for one in self.said)

    @property
    def kind(self) -> str:
        """The look of its chip."""
        return CHIPS[self.standing][0]

    @property
    def word(self) -> str:
        return str(CHIPS[self.standing][1])


def with_standing(photos: Sequence[Photo]) -> list[PhotoRow]:
    """How each photo stands today: one query more, however many there are."""
    known: dict[int, list[Said]] = defaultdict(list)
    rows = Recognisable.objects.filter(photo__in=photos).with_against()
    people: Iterable[Any] = rows.select_related("person")  # each with `against`
    for one in people:
        answer = standing_answer(one.answer, one.answered, against=one.against)
        known[one.photo_id].append(Said(one, answer))
    return [
        PhotoRow(
            photo,
            standing(
                [one.answer for one in known[photo.pk]],
                nobody=photo.nobody,
                told=bool(photo.alt),
                off=photo.off is not None,
                gone=photo.gone is not None,
            ),
            known[photo.pk],
        )
        for photo in photos
    ]


def silent_on(rounds: Iterable[Round]) -> RecognisableQuerySet:
    """Who we know is on a photo that could be shown, and did not answer. One query."""
    refusing = Recognisable.objects.refusing()
    open_ = Recognisable.objects.filter(
        photo__round__in=rounds, photo__gone=None, photo__off=None
    )
    return (
        open_.filter(answer=Answer.NONE, person__in=Person.objects.present())
        .exclude(photo__alt="")
        .exclude(photo__in=refusing.filter(photo__round__in=rounds).values("photo"))
        .order_by("pk")
    )


def photos_of(person: Person) -> list[Said]:
    """The photos this person is on, the newest first, with what counts of their answer."""
    rows = Recognisable.objects.filter(person=person, photo__gone=None, photo__off=None)
    mine: Iterable[Any] = (
        rows.exclude(photo__alt="")
        .with_against()
        .select_related("photo__round", "photo__meeting__offer")
        .order_by("-photo")
    )
    return [
        Said(one, standing_answer(one.answer, one.answered, against=one.against))
        for one in mine
    ]
