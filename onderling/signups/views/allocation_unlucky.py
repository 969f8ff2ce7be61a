"""Who got no wish, and what stands beside their name (X-72)."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from onderling.offers.models import Meeting, Slot
from onderling.signups.actions.allocation_input import rule_of
from onderling.signups.actions.allocation_words import sentence
from onderling.signups.models import Match, Participation, Wish
from onderling.signups.views.allocation_data import Preview


@dataclass(frozen=True)
class Unlucky:
    """Somebody without a wish: what they got, and what they read about it.

    `slot` is None where people choose over the whole round.
    """

    who: Participation
    slot: Slot | None
    got: Meeting | None
    because: str


def unlucky_of(preview: Preview) -> list[Unlucky]:
    """Who got no wish: per slot, or in all where people choose over the whole round."""
    per_slot = rule_of(preview.round).per_slot
    return _without_in_a_slot(preview) if per_slot else _without_at_all(preview)


def _without_in_a_slot(preview: Preview) -> list[Unlucky]:
    """Everybody without a wish in a slot at which they are there."""
    chose = set(_wishes(preview).values_list("participation", "meeting__slot").distinct())
    missed = defaultdict(list)
    for reason in preview.run.reasons.select_related("meeting__offer"):
        missed[reason.participation_id, reason.meeting.slot_id].append(sentence(reason))
    found = []
    for who in preview.people:
        for slot in preview.slots:
            key = (who.pk, slot.pk)
            match = preview.busy.get(key)
            placed = key in preview.busy
            if key in preview.absent or (placed and (match is None or match.rank)):
                continue
            because = _by_hand(match, preview.fixed(match)) or _missed(missed.get(key))
            if not because and key not in chose:
                there = _("Hier was plek.") if match else _("Er was geen plek meer.")
                because = f"{_('Gaf voor deze ronde geen wens door.')} {there}"
            got = match.meeting if match else None
            found.append(Unlucky(who, slot, got, because or _called_off()))
    return found


def _without_at_all(preview: Preview) -> list[Unlucky]:
    """Everybody who chose, and got nothing of it."""
    chose = set(_wishes(preview).values_list("participation", flat=True))
    missed = defaultdict(list)
    for reason in preview.run.reasons.select_related("meeting__offer"):
        missed[reason.participation_id].append(sentence(reason))
    places = defaultdict(list)
    for match in preview.matches:
        places[match.participation_id].append(match)
    found = []
    for who in preview.people:
        here = places[who.pk]
        if who.pk in chose and not any(match.rank for match in here):
            first = here[0] if here else None
            because = _by_hand(first, preview.fixed(first)) or _missed(missed.get(who.pk))
            got = first.meeting if first else None
            found.append(Unlucky(who, None, got, because or _called_off()))
    return found


def _wishes(preview: Preview) -> QuerySet[Wish]:
    return Wish.objects.filter(participation__round=preview.round, rank__isnull=False)


def _by_hand(match: Match | None, fixed: str) -> str:
    if match is not None and match.by_hand:
        return _("Met de hand geplaatst. Reden: {because}").format(because=match.because)
    return _("Vastgezet. Reden: {because}").format(because=fixed) if fixed else ""


def _missed(sentences: list[str] | None) -> str:
    return sentences[0] if sentences else ""


def _called_off() -> str:
    return _("De gekozen workshops gingen niet door.")
