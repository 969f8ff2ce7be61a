"""Who got no wish in a slot, and what stands beside their name (X-72)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from onderling.offers.models import Meeting, Slot
from onderling.signups.models import Match, Participation


@dataclass(frozen=True)
class Unlucky:
    """Somebody without a wish in one slot: what they got, and what they read about it."""

    who: Participation
    slot: Slot
    got: Meeting | None
    because: str


def why(
    match: Match | None,
    missed: dict[tuple[int, int | None], list[str]],
    key: tuple[int, int],
    chose: set[tuple[int, int]],
    fixed: str,
) -> str:
    """Say why somebody has no wish here: fixed, missed, nothing chosen, or called off."""
    if match is not None and match.by_hand:
        return _("Met de hand geplaatst. Reden: {because}").format(because=match.because)
    if fixed:
        return _("Vastgezet. Reden: {because}").format(because=fixed)
    if missed.get(key):
        return missed[key][0]
    if key not in chose:
        there = _("Hier was plek.") if match else _("Er was geen plek meer.")
        return f"{_('Gaf voor deze ronde geen wens door.')} {there}"
    return _("De gekozen workshops gingen niet door.")
