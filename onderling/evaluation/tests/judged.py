"""The words of a standing group that are judged, and where its pages are."""

from onderling.evaluation.models import StandingGroup

HOW = "Elke dinsdag bij Piet Pietersen thuis, Kade 3."
BETTER = "Elke eerste dinsdag in het buurthuis."
WHY = "Er staat een huisadres in. Noem alleen het buurthuis."


def own_page(group: StandingGroup) -> str:
    return f"/aanbod/{group.offer_id}/vaste-groep/"


def listed(group: StandingGroup) -> str:
    return f"/ronde/{group.offer.round.slug}/terugkijken/vaste-groepen/"


def decision(group: StandingGroup) -> str:
    return f"{listed(group)}{group.offer_id}/"
