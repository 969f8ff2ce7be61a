"""Letters to people in a round: they go to the outbox, in the transaction of their deed."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.dutch import day_and_month, deadline, period
from onderling.mail.actions import queue
from onderling.offers.models import Meeting, Slot
from onderling.people.actions.links import personal_address
from onderling.people.actions.persons import recipient
from onderling.people.models import Person
from onderling.rounds.models import Phase, Round
from onderling.signups.models import Participation, Signup


def tell(
    participation: Participation,
    kind: str,
    *,
    subject: str,
    lines: Sequence[str],
    now: datetime,
) -> None:
    """Write one letter to somebody in this round, with the address of their own page."""
    round_, person = participation.round, participation.person
    body = [
        _("Beste {name},").format(name=person.first_name),
        *lines,
        *_own_page(person, now=now),
        _("Komt u er niet uit? Bel {name}: {phone}.").format(
            name=round_.contact_name, phone=round_.contact_phone
        ),
        _("Met vriendelijke groet,\n{name}").format(name=round_.contact_name),
    ]
    queue(
        kind,
        to=recipient(person),
        subject=subject,
        body="\n\n".join(body),
        now=now,
        scope_ref=audit.ref(round_),
        reply_name=round_.contact_name,
    )


def _own_page(person: Person, *, now: datetime) -> list[str]:
    if not person.email:
        return []
    address = personal_address(person, now=now)
    return [_("Uw eigen pagina, zonder wachtwoord:\n{address}").format(address=address)]


def when_and_where(meeting: Meeting, round_: Round) -> str:
    """Write “Ronde 1, 10.00 tot 11.15 uur, Tuinzaal”."""
    parts = []
    if meeting.slot and meeting.starts and meeting.ends:
        zone = ZoneInfo(round_.zone)
        parts = [
            meeting.slot.label,
            period(meeting.starts.astimezone(zone), meeting.ends.astimezone(zone)),
        ]
    return ", ".join([*parts, *([meeting.room.name] if meeting.room else [])])


def tell_seated(signup: Signup, *, now: datetime, moved_up: bool) -> None:
    """Tell somebody about a place, and until when one button gives it back."""
    round_ = signup.participation.round
    meeting = signup.meeting
    what = _("{title}\n{when}").format(
        title=meeting.offer.title, when=when_and_where(meeting, round_)
    )
    begin = (
        _("Er kwam een plek vrij, en u was aan de beurt. U hebt nu een plek bij:")
        if moved_up
        else _("U hebt een plek bij:")
    )
    last_day = day_and_month(round_.starts_on)
    back = _(
        "Kunt u toch niet? Geef uw plek dan terug op uw eigen pagina. Dat kan tot de workshop"
        " begint, op {day}. De volgende op de wachtlijst krijgt hem dan."
    ).format(day=last_day)
    tell(
        signup.participation,
        "place_moved_up" if moved_up else "place_confirmed",
        subject=_("U hebt een plek: {title}").format(title=meeting.offer.title),
        lines=[begin, what, back],
        now=now,
    )


def tell_waiting(signup: Signup, *, now: datetime) -> None:
    """Tell somebody that they stand on the waiting list."""
    round_ = signup.participation.round
    tell(
        signup.participation,
        "place_waiting",
        subject=_("U staat op de wachtlijst: {title}").format(title=signup.meeting.offer.title),
        lines=[
            _("De workshop is vol. U staat op de wachtlijst voor:"),
            f"{signup.meeting.offer.title}\n{when_and_where(signup.meeting, round_)}",
            _("Komt er een plek vrij en bent u aan de beurt? Dan krijgt u die meteen."),
        ],
        now=now,
    )


def tell_given_back(signup: Signup, *, now: datetime) -> None:
    """Confirm that a place was given back."""
    round_ = signup.participation.round
    tell(
        signup.participation,
        "place_cancelled",
        subject=_("U bent afgemeld: {title}").format(title=signup.meeting.offer.title),
        lines=[
            _("U hebt geen plek meer bij:"),
            f"{signup.meeting.offer.title}\n{when_and_where(signup.meeting, round_)}",
            _("Uw plek gaat naar de volgende op de wachtlijst."),
        ],
        now=now,
    )


def tell_wishes(participation: Participation, *, now: datetime, on_behalf: bool) -> None:
    """Send back what somebody chose, in their own order."""
    round_ = participation.round
    zone = ZoneInfo(round_.zone)
    phase = round_.phases.filter(kind=Phase.Kind.WISHING).first()
    if participation.late:
        change = _(
            "Uw wensen kwamen na de sluiting binnen. U staat op de lijst van laatkomers."
            " De coördinator beslist of u nog meedoet met de verdeling."
        )
    elif phase:
        change = _("U kunt alles nog veranderen {until}.").format(
            until=deadline(phase.closes, zone)
        )
    else:
        change = ""
    begin = (
        _("Wij hebben uw wensen voor u ingevuld voor {round}. Dit hebben wij bewaard:")
        if on_behalf
        else _("Uw wensen voor {round} zijn bewaard. Dit koos u:")
    )
    tell(
        participation,
        "wishes_saved",
        subject=_("Uw wensen voor {round}").format(round=round_.name),
        lines=[
            begin.format(round=round_.name),
            *wishes_in_words(participation),
            *([change] if change else []),
        ],
        now=now,
    )


def wishes_in_words(participation: Participation) -> list[str]:
    """What somebody chose, one paragraph a slot."""
    absent = set(participation.absences.values_list("slot", flat=True))
    wishes = participation.wishes.filter(rank__isnull=False).select_related("meeting__offer")
    per_slot: dict[int | None, list[str]] = defaultdict(list)
    for wish in wishes.order_by("rank"):
        per_slot[wish.meeting.slot_id].append(f"{wish.rank}. {wish.meeting.offer.title}")
    told = []
    for slot in participation.round.slots.filter(kind=Slot.Kind.WORKSHOPS):
        lines = per_slot.get(slot.pk) or [_("geen wensen")]
        if slot.pk in absent:
            lines = [_("u bent er niet")]
        told.append("\n".join([slot.label, *lines]))
    return told
