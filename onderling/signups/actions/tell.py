"""Letters to people in a round: they go to the outbox, in the transaction of their deed."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from onderling.base.written import clock, day_and_month, deadline
from onderling.mail.actions.texts import Letter
from onderling.mail.models import Mailing
from onderling.offers.models import Slot
from onderling.people.actions.persons import recipient
from onderling.rounds.models import Phase
from onderling.signups.actions.letters import desk_of, speaking_to, when_and_where
from onderling.signups.actions.wish_list import list_in_words
from onderling.signups.models import ChoiceRule, Participation, Signup


def speaking_with(participation: Participation) -> override:
    """Write to who takes part: in their language, as this round says it."""
    return speaking_to(participation.person, participation.round)


def tell(  # noqa: PLR0913 -- a letter with its words; all by keyword but two
    participation: Participation,
    kind: str,
    *,
    subject: str,
    lines: Sequence[str],
    now: datetime,
    mailing: Mailing | None = None,
) -> None:
    """Write one letter in words of its own, between greeting and foot.

    The lines are not filled in: they may hold what people typed. Whoever calls this made them
    inside `speaking_with`. As part of a `mailing` it waits, and can be stopped.
    """
    desk, person = desk_of(participation.round), participation.person
    to = recipient(person)
    values = desk.values(person, link=desk.own_address(to, person, now=now))
    greeting = _("Beste {name},").format(name=person.first_name)
    foot = desk.texts.foot(values, by_mail=to.by_mail)
    letter = Letter(subject, "\n\n".join([greeting, *lines, *foot]))
    desk.send(kind, letter, to, now=now, mailing=mailing)


def _by_template(
    participation: Participation, kind: str, key: str, *, now: datetime, **more: str
) -> None:
    desk, person = desk_of(participation.round), participation.person
    to = recipient(person)
    values = desk.values(person, link=desk.own_address(to, person, now=now), **more)
    letter = desk.texts.letter(key, values, by_mail=to.by_mail)
    desk.send(kind, letter, to, now=now)


def _about(signup: Signup) -> dict[str, str]:
    round_ = signup.participation.round
    return {
        "titel": signup.meeting.offer.title,
        "plek": when_and_where(signup.meeting, round_),
        "datum": _until(signup),
    }


def _until(signup: Signup) -> str:
    """Until when a place can be given back: the moment at which the workshop begins."""
    round_, starts = signup.participation.round, signup.meeting.starts
    if starts is None:
        return day_and_month(round_.starts_on)
    begins = starts.astimezone(ZoneInfo(round_.zone))
    return _("{day} om {time} uur").format(day=day_and_month(begins), time=clock(begins))


def _way_back(signup: Signup, *, now: datetime) -> str:
    """One button to give a place back: an address in a mail, a telephone number on paper."""
    round_, person = signup.participation.round, signup.participation.person
    own = desk_of(round_).own_address(recipient(person), person, now=now)
    if own:
        return f"{own}?naar={reverse('signups:cancel', args=[signup.pk])}"
    return _("Bel {name}: {phone}.").format(
        name=round_.contact_name, phone=round_.contact_phone
    )


def tell_seated(signup: Signup, *, now: datetime, moved_up: bool) -> None:
    """Tell somebody about a place, and until when one button gives it back."""
    kind = "place_moved_up" if moved_up else "place_confirmed"
    key = "wachtlijst_vrij" if moved_up else "plek_bevestigd"
    with speaking_with(signup.participation):
        more = _about(signup)
        if moved_up:
            more["afmeldlink"] = _way_back(signup, now=now)
        _by_template(signup.participation, kind, key, now=now, **more)


def tell_waiting(signup: Signup, *, now: datetime) -> None:
    """Tell somebody that they stand on the waiting list."""
    kind, key = "place_waiting", "plek_wachtlijst"
    with speaking_with(signup.participation):
        _by_template(signup.participation, kind, key, now=now, **_about(signup))


def tell_given_back(signup: Signup, *, now: datetime) -> None:
    """Confirm that a place was given back."""
    kind, key = "place_cancelled", "plek_afgemeld"
    with speaking_with(signup.participation):
        _by_template(signup.participation, kind, key, now=now, **_about(signup))


def tell_wishes(participation: Participation, *, now: datetime, on_behalf: bool) -> None:
    """Send back what somebody chose, in their own order."""
    with speaking_with(participation):
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
        _by_template(
            participation,
            "wishes_saved",
            "wens_ingevuld" if on_behalf else "wens_ontvangen",
            now=now,
            wensenlijst="\n\n".join(
                list_in_words(participation)
                if ChoiceRule.objects.filter(round=round_, per_slot=False).exists()
                else wishes_in_words(participation)
            ),
            zin_over_veranderen=change,
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
