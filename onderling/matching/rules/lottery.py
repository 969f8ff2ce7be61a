"""The lottery: numbers that anybody can compute from the seed announced beforehand."""

import hashlib
import hmac


def seat_number(seed: str, person: str, session: str) -> int:
    """The first 40 bits of HMAC-SHA-256(seed, person | session); the highest sum wins."""
    return _number(seed, f"{person}|{session}")


def session_number(seed: str, session: str) -> int:
    """The same for a session; among equal outcomes the lowest sum is cancelled."""
    return _number(seed, session)


def person_number(seed: str, person: str) -> int:
    """The same for a person; in order of lottery the highest chooses first."""
    return _number(seed, f"{person}|")


def _number(seed: str, text: str) -> int:
    return int.from_bytes(hmac.digest(seed.encode(), text.encode(), hashlib.sha256)[:5])
