"""Photos of a workshop: they come in, say who is on them, and go (S0-11, X-35, X-86)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.pictures import Drawn, drop_files, keep_files
from onderling.base.terms import value_of
from onderling.base.transactions import write_transaction
from onderling.offers.models import Meeting
from onderling.outcomes.actions.notes import refuse_unless_noting
from onderling.outcomes.models import Photo, Recognisable
from onderling.outcomes.rules.photos import MOST, MOST_NAMES, Answer
from onderling.people.models import Person
from onderling.people.rules import CONSENT_VERSION
from onderling.rounds.models import Round


@dataclass(frozen=True)
class Told:
    """What somebody wrote with a photo: what is on it, and who is recognisable."""

    alt: str
    caption: str = ""
    nobody: bool = False
    people: Sequence[Person] = ()
    names: Sequence[str] = ()


@write_transaction()
def add_photos(
    meeting: Meeting, drawn: Iterable[Drawn], *, by: Person, now: datetime
) -> list[Photo]:
    """Keep photos that were drawn already. Nobody sees them before somebody told what is on
    them, and who."""
    Meeting.objects.lock(meeting.pk)
    refuse_unless_noting(meeting, now=now)
    round, files = meeting.offer.round, list(drawn)
    if Photo.objects.filter(meeting=meeting, gone=None).count() + len(files) > MOST:
        said = _("Van één workshop bewaren wij hoogstens {n} foto’s. Haal er eerst een weg.")
        raise Refused(said.format(n=MOST))
    made = []
    for one in files:
        photo = Photo.objects.create(
            round=round, meeting=meeting, width=one.width, height=one.height, maker=by, at=now
        )
        keep_files(photo.key, one)
        made.append(photo)
    if made:
        new = {"photos": len(made)}
        audit.note(by, "add_photos", on=meeting, scope=round, now=now, new=new)
    return made


@write_transaction()
def tell_photo(photo: Photo, told: Told, *, by: Person, now: datetime) -> Photo:
    """Write down what is on a photo and who is recognisable.

    Whoever answered stays with it, and who wants no photos at all: else a no could be wiped
    out by leaving a name out.
    """
    held = _hold(photo)
    if not told.alt.strip():
        raise Refused(_("Schrijf in een paar woorden wat er te zien is."))
    if told.nobody and (told.people or told.names):
        raise Refused(
            _("Kies wie er herkenbaar is, of kies ‘Niemand is herkenbaar’. Niet beide.")
        )
    if len(told.names) > MOST_NAMES:
        raise Refused(_("Typ hoogstens {n} namen bij een foto.").format(n=MOST_NAMES))
    named = {person.pk for person in told.people}
    typed = {name.casefold() for name in told.names}
    known = list(held.recognisables.select_related("person"))
    refusing = set(held.recognisables.refusing().values_list("pk", flat=True))
    answered = [
        one
        for one in known
        if (one.answer or one.pk in refusing) and one.person_id not in named
    ]
    if any(not one.name or one.name.casefold() not in typed for one in answered):
        raise Refused(_("Wie al ja of nee zei, blijft bij deze foto staan."))
    for one in known:
        kept = one.person_id in named if one.person_id else one.name.casefold() in typed
        if not kept:
            one.delete()
    people = {one.person_id for one in known}
    names = {one.name.casefold() for one in known if one.name}
    Recognisable.objects.bulk_create(
        [
            *(
                Recognisable(photo=held, person=person)
                for person in told.people
                if person.pk not in people
            ),
            *(
                Recognisable(photo=held, name=name[:160])
                for name in told.names
                if name.casefold() not in names
            ),
        ]
    )
    held.alt, held.caption = " ".join(told.alt.split()), " ".join(told.caption.split())
    held.nobody = told.nobody
    held.save(update_fields=["alt", "caption", "nobody"])
    new = {"nobody": told.nobody, "recognisable": len(named) + len(typed)}
    audit.note(by, "tell_photo", on=held, scope=held.round, now=now, new=new)
    return held


@write_transaction()
def answer_photo(
    one: Recognisable, answer: Answer, *, channel: str, by: Person, now: datetime
) -> Recognisable:
    """Write down what somebody who is on a photo says of it. Twice is once."""
    _hold(one.photo)
    row = Recognisable.objects.select_related("photo__round", "person").get(pk=one.pk)
    if row.answer == answer and row.channel == channel:
        counts = Recognisable.objects.filter(pk=row.pk)
        against = counts.refusing() if answer == Answer.YES else counts.none()
        if not against.exists():
            return row
    old = {"answer": row.answer, "channel": row.channel}
    row.answer, row.channel, row.answered = answer, channel, now
    row.text_version = CONSENT_VERSION
    row.save(update_fields=["answer", "channel", "answered", "text_version"])
    new = {"answer": str(answer), "channel": str(channel)}
    audit.note(
        by, "answer_photo", on=row.photo, scope=row.photo.round, now=now, old=old, new=new
    )
    return row


@write_transaction()
def take_off_photo(photo: Photo, *, by: Person, now: datetime) -> Photo:
    """Take a photo off all pages; it can be put back as long as its files are there."""
    held = _hold(photo)
    if held.off is None:
        held.off = now
        held.save(update_fields=["off"])
        audit.note(by, "take_off_photo", on=held, scope=held.round, now=now)
    return held


@write_transaction()
def put_back_photo(photo: Photo, *, by: Person, now: datetime) -> Photo:
    """Undo that a photo was taken off. Who must say yes, must still say yes."""
    held = _hold(photo)
    if held.off:
        held.off = None
        held.save(update_fields=["off"])
        audit.note(by, "put_back_photo", on=held, scope=held.round, now=now)
    return held


@write_transaction()
def drop_photo(photo: Photo, *, by: Person | None, now: datetime) -> None:
    """Remove a photo for good, in all sizes. Who said yes and no stays, bare (X-36)."""
    held = Photo.objects.lock(photo.pk)
    if held.gone:
        return
    drop_files(held.key)
    held.gone, held.alt, held.caption = now, "", ""
    held.save(update_fields=["gone", "alt", "caption"])
    held.recognisables.update(name="")
    held.recognisables.filter(person=None, answer="").delete()
    audit.note(by, "drop_photo", on=held, scope=held.round, now=now)


@write_transaction()
def sweep_photos(*, now: datetime) -> int:
    """Remove the files of what may not be shown any more; return of how many.

    That is: what somebody said no to, what was taken off long ago, and what nobody ever told
    anything about.
    """
    until = now.timestamp() - value_of("keep_unconfirmed_days") * 86_400
    before = datetime.fromtimestamp(until, tz=now.tzinfo)
    left = Photo.objects.filter(gone=None)
    done = [
        *left.refused(),
        *left.filter(off__lt=before),
        *left.filter(alt="", at__lt=before),
    ]
    for photo in {one.pk: one for one in done}.values():
        drop_photo(photo, by=None, now=now)
    return len({one.pk for one in done})


@write_transaction()
def drop_album(round: Round) -> None:
    """Remove the files of all photos of a round, for the deed that removes the round itself."""
    for photo in round.photos.filter(gone=None):
        drop_files(photo.key)
    round.photos.all().delete()


def _hold(photo: Photo) -> Photo:
    """Read a photo anew and hold it; refused once it is gone for good."""
    held = Photo.objects.lock(photo.pk)
    if held.gone:
        raise Refused(_("Deze foto is voorgoed weg."))
    return held
