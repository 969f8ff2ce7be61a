"""Words to copy: for a chat, and for a mail to colleagues."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from onderling.formats.workshops.queries.kit import Piece, how_to_join


@dataclass(frozen=True)
class Mail:
    """A mail that somebody sends from their own address."""

    subject: str
    body: str


def message_words(piece: Piece) -> str:
    """One message for a chat. The address stands last, so that the chat shows its picture."""
    said = [piece.heading, piece.lead, ", ".join([*piece.when, *piece.where])]
    return "\n".join([*filter(None, said), _("Doet u mee?"), piece.address])


def mail_words(piece: Piece, *, now: datetime) -> Mail:
    """A mail that a colleague or an ambassador can send on."""
    round = piece.round
    about_round = piece.heading == round.name
    named = round.name if about_round else f"‘{piece.heading}’ ({round.name})"
    until = how_to_join(round, now=now)[:-1]  # the last is about scanning, on paper only
    parts = [
        _("Beste collega,"),
        _("Ik nodig u uit voor {what}.").format(what=named),
        "\n".join(filter(None, [*piece.when, *piece.where])),
        "\n".join(filter(None, [piece.lead, *piece.items])),
        "\n".join([*until, _("Lees meer: {address}").format(address=piece.address)]),
        _("Vragen? Bel {name}: {phone}.").format(
            name=round.contact_name, phone=round.contact_phone
        ),
        _("Met vriendelijke groet,"),
    ]
    return Mail(
        _("Uitnodiging: {name}").format(name=piece.heading), "\n\n".join(filter(None, parts))
    )
