"""The sign that keeps Excel from running a cell of a csv file as a formula."""

import re

# An own ' in front counts as well, so that taking one sign away is exactly the reverse.
RISKY = re.compile("'*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")  # the last four: full width
NUMBER = re.compile(r"[+-]?\d[\d.,]*(?: ?%)?|[+-]?,\d+")
PHONE = re.compile(r"\+(?:[ ().\-/]*\d){8,15}")


def guarded(value: str) -> str:
    """Put ' before what Excel would take for a formula; numbers and phones stay."""
    return f"'{value}" if _is_risky(value) else value


def unguarded(value: str) -> str:
    """Take the sign of `guarded` away again: export and import change nothing."""
    return value[1:] if value.startswith("'") and _is_risky(value[1:]) else value


def _is_risky(value: str) -> bool:
    return bool(
        RISKY.match(value) and not NUMBER.fullmatch(value) and not PHONE.fullmatch(value)
    )
