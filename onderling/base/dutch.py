"""Dates, times, numbers and names in Dutch."""

from onderling.base.manner import Manner, first_letter_up

DAYS = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
NUMBERS = "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf"
ORDINALS = "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende"
MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december"
)
SHORT_MONTHS = "jan. feb. mrt. apr. mei juni juli aug. sep. okt. nov. dec."


def _capital(text: str) -> str:
    """Begin with a capital. “één” becomes “Eén”: Dutch drops the accent on a capital."""
    return f"Eén{text[3:]}" if text.startswith("één") else first_letter_up(text)


DUTCH = Manner(
    day_names=DAYS.split(),
    months=MONTHS.split(),
    short_months=SHORT_MONTHS.split(),
    numbers=NUMBERS.split(),
    none="geen",
    ordinals=ORDINALS.split(),
    ordinal_numeral=lambda number: f"{number}e",
    near={-1: "gisteren", 0: "vandaag", 1: "morgen"},
    at="om {clock} uur",
    period_at="{begins} tot {ends} uur",
    clock_mark=".",
    on="op",
    through="tot en met",
    until="tot en met",
    percent_sign="\N{NO-BREAK SPACE}%",
    last_and="en",
    others="nog {number} anderen",
    capital=_capital,
)
