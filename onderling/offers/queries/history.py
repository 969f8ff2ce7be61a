"""What happened to an offer, told the same to its maker and its coordinators (X-63)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from onderling.base.audit import history_of
from onderling.offers.models import Offer
from onderling.people.models import Person

SAID = {
    "make_offer": _("schreef de workshop op"),
    "change_offer": _("paste de workshop aan"),
    "submit_offer": _("bood de workshop aan"),
    "ask_changes_offer": _("vroeg om een aanpassing"),
    "publish_offer": _("publiceerde de workshop"),
    "take_back_offer": _("haalde de workshop terug"),
    "withdraw_offer": _("trok de workshop in"),
    "deliver_offer": _("schreef op dat de workshop gegeven is"),
}


@dataclass(frozen=True)
class Told:
    """One line of the history: when, who, what, and why."""

    at: datetime
    who: str
    what: str
    because: str


def history(offer: Offer) -> list[Told]:
    """Tell what happened to an offer, newest first. Two queries."""
    lines = list(history_of(offer).reverse())
    label = Person._meta.label_lower
    ids = {line.actor_ref.rpartition(":")[2] for line in lines if label in line.actor_ref}
    names = {
        f"{label}:{one.pk}": one.name for one in Person.objects.present().filter(pk__in=ids)
    }
    return [
        Told(
            line.at,
            names.get(line.actor_ref, ""),
            str(SAID.get(line.deed, line.deed)),
            line.detail.because if hasattr(line, "detail") else "",
        )
        for line in lines
    ]
