"""One letter to each person whom the change of a meeting concerns (X-139, X-76)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from onderling.mail.actions.mailings import begin_mailing
from onderling.mail.models import Mailing
from onderling.people.models import Person
from onderling.signups.actions.concerned import Change, Concerned, What
from onderling.signups.actions.letters import when_and_where
from onderling.signups.actions.tell import speaking_with, tell
from onderling.signups.models import Participation

MOVED, CALLED_OFF, MERGED = "meeting_moved", "meeting_called_off", "meeting_merged"
KINDS = {What.MOVE: MOVED, What.CALL_OFF: CALLED_OFF, What.MERGE: MERGED}


@dataclass(frozen=True)
class Batch:
    """What the letters about one change share: when and where it was, why, what they are.

    They wait five minutes together, and can be stopped so long.
    """

    change: Change
    was: str
    because: str
    mailing: Mailing

    def write(self, who: Participation, subject: str, lines: list[str]) -> None:
        kind, now = KINDS[self.change.what], self.mailing.made
        tell(who, kind, subject=subject, lines=lines, now=now, mailing=self.mailing)


def begin_batch(change: Change, *, was: str, because: str, by: Person, now: datetime) -> Batch:
    """Open the letters about one change. `was` is when and where it used to be."""
    title, round = change.meeting.offer.title, change.meeting.offer.round
    said = {
        What.MOVE: _("‘{title}’ is verplaatst"),
        What.CALL_OFF: _("‘{title}’ gaat niet door"),
        What.MERGE: _("‘{title}’ is samengevoegd"),
    }[change.what]
    mailing = begin_mailing(
        KINDS[change.what],
        scope=round,
        subject=said.format(title=title),
        to_whom=_("wie bij ‘{title}’ is").format(title=title),
        by=by,
        now=now,
    )
    return Batch(change, was, because, mailing)


def tell_concerned(one: Concerned, batch: Batch) -> None:
    """Write one person what changes for them."""
    with speaking_with(one.who):
        subject, lines = _concerned(one, batch.change, was=batch.was, because=batch.because)
        batch.write(one.who, subject, lines)


def _concerned(
    one: Concerned, change: Change, *, was: str, because: str
) -> tuple[str, list[str]]:
    meeting, round = change.meeting, one.who.round
    title = meeting.offer.title
    stood = f"{title}\n{was}"
    reason = [_("Reden: {because}").format(because=because)] if because else []
    if one.waits:
        subject, lines = _waiting(change, title, stood, reason)
    elif one.keeps and change.what == What.MOVE:
        subject = _room_or_time(change, title)
        new = f"{title}\n{when_and_where(change.after, round)}"
        lines = [_("Uw workshop was:"), stood, _("Uw workshop is nu:"), new, *reason]
    elif one.keeps and change.other:
        subject = _("U hebt een plek bij een andere workshop: {title}").format(
            title=change.other.offer.title
        )
        new = f"{change.other.offer.title}\n{when_and_where(change.other, round)}"
        lines = [_("Deze workshop gaat niet door:"), stood, *reason]
        lines += [_("U hebt nu een plek bij:"), new]
    else:
        subject, lines = _loses(one, change, title, stood, reason)
    return subject, lines


def tell_giver(giver: Person, batch: Batch) -> None:
    """Write who gives the meeting what changes."""
    # Not kept: who gives need not take part.
    who = Participation(round=batch.change.meeting.offer.round, person=giver)
    with speaking_with(who):
        subject, lines = _given(batch.change, was=batch.was, because=batch.because)
        batch.write(who, subject, lines)


def _given(change: Change, *, was: str, because: str) -> tuple[str, list[str]]:
    meeting, round = change.meeting, change.meeting.offer.round
    title = meeting.offer.title
    reason = [_("Reden: {because}").format(because=because)] if because else []
    if change.what == What.MOVE:
        subject = _room_or_time(change, title)
        new = f"{title}\n{when_and_where(change.after, round)}"
        lines = [_("U geeft deze workshop:"), f"{title}\n{was}", _("Dat is nu:"), new, *reason]
    else:
        subject = _("Uw workshop gaat niet door: {title}").format(title=title)
        lines = [_("U zou deze workshop geven:"), f"{title}\n{was}", *reason]
        lines.append(_("Wie een plek had, heeft bericht."))
    return subject, lines


def _room_or_time(change: Change, title: str) -> str:
    if change.new_time:
        return _("Uw workshop is op een andere tijd: {title}").format(title=title)
    return _("Uw workshop is in een andere zaal: {title}").format(title=title)


def _waiting(
    change: Change, title: str, stood: str, reason: list[str]
) -> tuple[str, list[str]]:
    if change.what == What.MOVE:
        new = f"{title}\n{when_and_where(change.after, change.meeting.offer.round)}"
        lines = [_("U staat op de wachtlijst voor:"), stood, _("Deze workshop is nu:"), new]
        return _room_or_time(change, title), [*lines, *reason]
    lines = [_("U stond op de wachtlijst voor:"), stood, _("Deze workshop gaat niet door.")]
    subject = _("Deze workshop gaat niet door: {title}").format(title=title)
    return subject, [*lines, *reason, _free()]


def _loses(
    one: Concerned, change: Change, title: str, stood: str, reason: list[str]
) -> tuple[str, list[str]]:
    round = one.who.round
    lines = [_("U had een plek bij:"), stood]
    if change.what == What.MOVE:
        new = f"{title}\n{when_and_where(change.meeting, round)}"
        lines += [
            _("Deze workshop is nu op een andere tijd. U kunt er dan niet bij zijn:"),
            new,
        ]
        subject = _room_or_time(change, title)
    else:
        lines.append(_("Deze workshop gaat niet door."))
        subject = _("Uw workshop gaat niet door: {title}").format(title=title)
    lines += reason
    if one.instead:
        lines += [
            _("Er is nog plek bij:"),
            f"{one.instead.offer.title}\n{when_and_where(one.instead, round)}",
            _("Wilt u die plek? Neem hem dan op uw eigen pagina. Vol is vol."),
        ]
    else:
        lines.append(_free())
    return subject, lines


def _free() -> str:
    return _("Op uw eigen pagina ziet u welke plekken nog vrij zijn.")
