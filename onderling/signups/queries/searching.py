"""Finding workshops by a few words of their title, or by their code."""

from onderling.offers.models import Meeting
from onderling.rounds.models import Round
from onderling.tables.fold import letters, words


def meetings_with_words(round: Round, typed: str) -> list[int]:
    """The meetings people can wish for that have all these words, in the order of the days."""
    asked = words(typed).split()
    here = Meeting.objects.chosen_from().filter(offer__round=round)
    rows = here.order_by("slot__starts", "pk").values_list(
        "pk", "offer__title", "offer__code", "code"
    )
    return [
        pk
        for pk, title, *codes in rows
        if asked
        and all(
            word in text
            for text in [" ".join([words(title), *map(words, codes), *map(letters, codes)])]
            for word in asked
        )
    ]
