"""Dates, times, numbers and names in English."""

from onderling.base.manner import Manner

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve"
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth"
MONTHS = "January February March April May June July August September October November December"


def _ordinal_numeral(number: int) -> str:
    """Write “11th”, “21st”."""
    teen = number % 100 in {11, 12, 13}
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if teen else ends.get(number % 10, 'th')}"


ENGLISH = Manner(
    day_names=DAYS.split(),
    months=MONTHS.split(),
    short_months=[month[:3] for month in MONTHS.split()],
    numbers=NUMBERS.split(),
    none="no",
    ordinals=ORDINALS.split(),
    ordinal_numeral=_ordinal_numeral,
    near={-1: "yesterday", 0: "today", 1: "tomorrow"},
    at="at {clock}",
    period_at="{begins} to {ends}",
    clock_mark=":",
    on="on",
    through="to",
    until="until",
    percent_sign="%",
    last_and="and",
    others="{number} others",
)
