"""The reason for a missed wish in one plain Dutch sentence, with its numbers."""

from typing import Any

from onderling.matching.result import Reason

RULE = {
    "cannot": "Gaf zelf op hier niet te kunnen.",
    "dates": "Kan niet op deze dag.",
    "other_organisation": "Dit is de eigen organisatie.",
    "most": "Zit al vast in zoveel sessies als mag.",
    "activity": "Doet dit al op een ander moment.",
    "minimum": "Dan werd een andere sessie te klein.",
    "order": "De plek kwam pas vrij toen de rondes verdeeld waren.",
    "total": "Dit had anderen samen meer punten gekost.",
}
ANOTHER = "Een regel hield dit tegen."


def sentence(reason: Reason) -> str:
    """Say why somebody did not get this session."""
    numbers: dict[str, Any] = dict(reason.numbers)
    match reason.because:
        case "cancelled":
            return f"Gaat niet door: {numbers['wanted']} wilden, {numbers['minimum']} nodig."
        case "overlap":
            return f"Valt samen met {', '.join(numbers['with'])}."
        case "too_big":
            return f"De groep telt {numbers['size']}, er passen {numbers['maximum']} in."
        case "full":
            return f"{_full(numbers)}{_price(numbers)}"
        case "lottery":
            yours, theirs = (_dotted(numbers[key]) for key in ("yours", "theirs"))
            return f"{_full(numbers)} Lot {yours} tegen {theirs}."
        case _:
            return str(
                RULE.get(numbers["rule"]) or numbers.get("text") or "Een regel hield dit tegen."
            )


def _full(numbers: dict[str, Any]) -> str:
    return f"Vol: {numbers['places']} plekken, {numbers['first_wishes']} eerste wensen."


def _price(numbers: dict[str, Any]) -> str:
    if "cost" not in numbers:
        return ""
    cost, gain = numbers["cost"], numbers["gain"]
    return f" De plek was hier {gain} punten waard en had anderen er {cost} gekost."


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
