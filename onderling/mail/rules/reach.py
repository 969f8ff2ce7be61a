"""Who a message goes to, how, and who gets nothing and why (X-30)."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from onderling.mail.rules.sending import Recipient


@dataclass(frozen=True)
class Reach:
    """By mail; by letter or telephone, with why; and not at all, with why."""

    mails: tuple[Recipient, ...]
    letters: tuple[tuple[Recipient, str], ...]
    nobody: tuple[tuple[str, str], ...]

    @property
    def everybody(self) -> tuple[Recipient, ...]:
        return (*self.mails, *(who for who, _why in self.letters))

    @property
    def number(self) -> int:
        return len(self.mails) + len(self.letters)

    @property
    def why_letters(self) -> list[tuple[str, int]]:
        """Each reason for a letter or a call, with how many."""
        return Counter(why for _who, why in self.letters).most_common()

    @property
    def why_nobody(self) -> list[tuple[str, int]]:
        """Each reason to hear nothing, with how many."""
        return Counter(why for _name, why in self.nobody).most_common()

    @property
    def nobody_by_reason(self) -> list[tuple[str, list[str]]]:
        """Who hears nothing, under each reason: a reason that holds for many is said once."""
        found: dict[str, list[str]] = {}
        for name, why in self.nobody:
            found.setdefault(why, []).append(name)
        return sorted(found.items(), key=lambda one: -len(one[1]))

    @property
    def digest(self) -> str:
        """Changes when anybody joins, leaves, or is reached in another way."""
        lines = sorted(f"{who.ref} {who.address} {who.channel}" for who in self.everybody)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def sorted_out(
    people: Iterable[tuple[Recipient, str]],
    *,
    dead: Collection[str],
    no_mail: str,
    rather_not: str,
    refused: str,
) -> Reach:
    """Sort people by how they are reached. A reason beside somebody means: not at all.

    An address that refused earlier mail (`dead`) is not tried again: then we ring or write.
    The other three are the words for why somebody gets a letter.
    """
    mails, letters, nobody = [], [], []
    for who, why_not in people:
        if why_not:
            nobody.append((who.name, why_not))
        elif who.by_mail and who.address not in dead:
            mails.append(who)
        else:
            on_paper = replace(who, channel="letter")
            why = refused if who.by_mail else rather_not if who.address else no_mail
            letters.append((on_paper, why))
    return Reach(tuple(mails), tuple(letters), tuple(nobody))
