"""The lottery: numbers that anybody can compute from the seed announced beforehand."""

import hashlib
import hmac
from dataclasses import dataclass

from onderling.matching.problem import LOT_BITS


def seat_number(seed: str, person: str, session: str) -> int:
    """The first 40 bits of HMAC-SHA-256(seed, person | session); the highest sum wins."""
    return _number(seed, f"{person}|{session}")


@dataclass(frozen=True)
class Lottery:
    """The draw of one result: its seed, and how many bits of each number decided."""

    seed: str
    bits: int = LOT_BITS

    def number(self, person: str, session: str) -> int:
        """The whole number of this seat."""
        return seat_number(self.seed, person, session)

    def weight(self, number: int) -> int:
        """What decided of a number; where two weigh as much, no lot did."""
        return number >> (LOT_BITS - self.bits)


def session_number(seed: str, session: str) -> int:
    """The same for a session; among equal outcomes the lowest sum is cancelled."""
    return _number(seed, session)


def person_number(seed: str, person: str) -> int:
    """The same for a person; in order of lottery the highest chooses first."""
    return _number(seed, f"{person}|")


def _number(seed: str, text: str) -> int:
    whole = hmac.digest(seed.encode(), text.encode(), hashlib.sha256)
    return int.from_bytes(whole[: LOT_BITS // 8])
