"""One story of change for each person: what changed, and why that matters."""

CHANGE, BECAUSE = 150, 140  # characters: together they fit in a quote


def one_text(change: str, because: str) -> str:
    """Both as one text of at most 300 characters, with a full stop between them."""
    first, second = " ".join(change.split())[:CHANGE], " ".join(because.split())[:BECAUSE]
    if first and second and first[-1] not in ".!?":
        first += "."
    return f"{first} {second}".strip()
