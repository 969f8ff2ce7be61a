"""What somebody would like to do: ranked wishes, opinions, and when they are not there."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.base.written import day_and_month
from onderling.mail.actions import withhold
from onderling.offers.models import Meeting, Slot
from onderling.people.models import Person
from onderling.rounds.models import Phase, Round
from onderling.rounds.rules import Deed, State
from onderling.signups.actions.mailing import REMINDER
from onderling.signups.actions.participations import is_late
from onderling.signups.actions.tell import tell_wishes
from onderling.signups.models import Absence, Participation, Wish
from onderling.signups.queries import doors_of
from onderling.signups.rules import Choice, Fault, Opinion, Ranked, Wrong, faults_of


@write_transaction()
def save_wishes(  # noqa: PLR0913 -- a whole form; all but one by keyword
    participation: Participation,
    *,
    absent: Collection[int],
    ranked: Ranked,
    opinions: Mapping[int, str],
    brings: str | None = None,
    by: Person,
    now: datetime,
    late: bool | None = None,
    tell: bool | None = None,
    choices: Mapping[int, Choice] | None = None,
) -> Participation:
    """Replace everything somebody chose in this round.

    The moment of choosing has no influence, only whether it was in time: after the deadline
    the wishes go on the late list (S4-11). What a coordinator enters on somebody's behalf
    counts as in time unless they say otherwise (S4-12). The person hears what was saved; a
    coordinator's list tells nobody unless asked to. Pass `choices` when saving for many.
    """
    there = Participation.objects.lock(participation.pk)
    if not there:  # two records became one since the page was opened
        raise Refused(_("Deze deelname bestaat niet meer. Open de pagina opnieuw."))
    participation = there[0]
    round_ = participation.round
    own = by.pk == participation.person_id
    refuse_unless_open(round_, own=own, now=now)
    if late is None:
        late = own and is_late(round_, now=now)
    if own and stands(participation, late=late):
        raise Refused(
            _(
                "U koos op tijd en die wensen tellen. Veranderen kan niet meer."
                " Bel {name} als het echt moet: {phone}."
            ).format(name=round_.contact_name, phone=round_.contact_phone)
        )
    choices = choices_of(round_) if choices is None else choices
    shut = doors_of(round_).shut_to(participation.organisation_id)
    faults = faults_of(choices, absent=absent, ranked=ranked, opinions=opinions, shut=shut)
    if faults and faults[0].wrong == Wrong.SHUT:
        raise Refused(shut[faults[0].meeting].sentence)
    if faults:
        raise Refused(said(faults[0], choices))
    before = _as_it_was(participation)
    after = _write(participation, absent=absent, ranked=ranked, opinions=opinions)
    if brings is not None:
        participation.brings = " ".join(brings.split())[:200]
    participation.chosen = now
    participation.late = late if own else late or participation.late
    # What a coordinator enters, a coordinator has taken from the late list.
    participation.late_accepted = participation.late and (
        participation.late_accepted or not own
    )
    participation.state = Participation.State.COMING
    participation.entered_by = None if own else by
    participation.save()
    audit.note(
        by, "save_wishes", on=participation, scope=round_, now=now, old=before, new=after
    )
    # Who chose while the reminder still waited needs none.
    because = _("Deze persoon koos intussen.")
    to_ref = audit.ref(participation.person)
    withhold(REMINDER, scope_ref=audit.ref(round_), because=because, to_ref=to_ref)
    if own if tell is None else tell:
        tell_wishes(participation, now=now, on_behalf=not own)
    return participation


def stands(participation: Participation, *, late: bool) -> bool:
    """Say whether somebody chose in time, so that a late change would cost them that."""
    return bool(late and participation.chosen and not participation.late)


def choices_of(round_: Round) -> dict[int, Choice]:
    """The meetings people can wish for, by id, in the order of the day."""
    slots = list(round_.slots.filter(kind=Slot.Kind.WORKSHOPS))
    meetings = (
        Meeting.objects.chosen_from()
        .filter(offer__round=round_)
        .select_related("offer", "slot", "last_slot")
        .order_by("slot__starts", "offer__title", "pk")
    )
    return {meeting.pk: choice_of(meeting, slots) for meeting in meetings}


def choice_of(meeting: Meeting, slots: Iterable[Slot]) -> Choice:
    """One meeting as people wish for it; `slots` are those with workshops, in order."""
    taken = (
        slot.pk
        for slot in slots
        if meeting.starts
        and meeting.ends
        and slot.starts < meeting.ends
        and meeting.starts < slot.ends
    )
    return Choice(meeting.pk, meeting.offer.title, tuple(taken))


def said(fault: Fault, choices: Mapping[int, Choice]) -> str:
    """Say what is wrong, to the person who chose."""
    choice = choices.get(fault.meeting)
    title = choice.title if choice else ""
    match fault.wrong:
        case Wrong.TWICE:
            text = _("U koos ‘{title}’ twee keer. Kies een andere workshop.")
        case Wrong.CONTRADICTS:
            text = _(
                "U koos ‘{title}’ als wens, en ook als ‘liever niet’ of ‘kan niet’. Kies één"
                " van de twee."
            )
        case Wrong.ABSENT if fault.slot is None:
            text = _(
                "U gaf aan dat u dan niet kunt. Haal ‘{title}’ van de lijst, of haal het vinkje"
                " weg."
            )
        case Wrong.ABSENT:
            text = _(
                "‘{title}’ gaat door in de volgende ronde, en daar bent u niet. Kies een andere"
                " workshop."
            )
        case _:
            text = _("Deze workshop is er niet meer. Kies een andere.")
    return text.format(title=title)


def refuse_unless_open(round_: Round, *, own: bool, now: datetime) -> None:
    """Refuse wishes before the phase opens, and once the places are divided."""
    deeds = [Deed.WISH, Deed.WISH_LATE, *([] if own else [Deed.IMPORT])]
    phase = round_.phases.filter(kind=Phase.Kind.WISHING, opens__gt=now).first()
    early = _("U kunt nog geen wensen doorgeven.")
    if not any(round_.allows(deed) for deed in deeds):
        if round_.state in {State.DRAFT, State.ANNOUNCED}:
            raise Refused(early)
        raise Refused(
            _("De plekken zijn al verdeeld. Uw wensen veranderen daar niets meer aan.")
        )
    if own and phase:
        first_day = phase.opens.astimezone(ZoneInfo(round_.zone)).date()
        from_then = _("Dat kan vanaf {day}.").format(day=day_and_month(first_day))
        raise Refused(f"{early} {from_then}")


def _write(
    participation: Participation,
    *,
    absent: Collection[int],
    ranked: Ranked,
    opinions: Mapping[int, str],
) -> dict[str, Any]:
    wishes = {
        meeting: Wish(
            participation=participation, meeting_id=meeting, opinion=Opinion.RANKED, rank=rank
        )
        for slot, meetings in ranked.items()
        if slot not in absent
        for rank, meeting in enumerate(meetings, 1)
    }
    for meeting, opinion in opinions.items():
        if meeting not in wishes:  # a wish says more than "also good"
            wishes[meeting] = Wish(
                participation=participation, meeting_id=meeting, opinion=Opinion(opinion)
            )
    participation.wishes.all().delete()
    participation.absences.all().delete()
    Wish.objects.bulk_create(wishes.values())
    slots = participation.round.slots.filter(pk__in=absent)
    Absence.objects.bulk_create(Absence(participation=participation, slot=s) for s in slots)
    return _told(wishes.values(), absent)


def _as_it_was(participation: Participation) -> dict[str, Any]:
    return _told(
        participation.wishes.all(), participation.absences.values_list("slot", flat=True)
    )


def _told(wishes: Iterable[Wish], absent: Iterable[int]) -> dict[str, Any]:
    chosen = {str(wish.meeting_id): wish.rank or str(wish.opinion) for wish in wishes}
    return {"wishes": chosen, "absent": sorted(absent)}
