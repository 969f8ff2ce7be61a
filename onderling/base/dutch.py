"""How we write dates, times, numbers and names in Dutch. Plain Python, no Django."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HARD_SPACE = "\N{NO-BREAK SPACE}"
DAYS = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]
MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
SHORT_MONTHS = [
    "jan.",
    "feb.",
    "mrt.",
    "apr.",
    "mei",
    "juni",
    "juli",
    "aug.",
    "sep.",
    "okt.",
    "nov.",
    "dec.",
]
# Above twelve a numeral is read faster than a word.
NUMBERS = [
    "nul",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
]

ORDINALS = [
    "eerste",
    "tweede",
    "derde",
    "vierde",
    "vijfde",
    "zesde",
    "zevende",
    "achtste",
    "negende",
    "tiende",
]


def day_and_month(day: date) -> str:
    """Write “19 november”."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def short_day(day: date) -> str:
    """Write “19 nov.”, for narrow columns."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]}"


def long_date(day: date) -> str:
    """Write “19 november 2026”."""
    return f"{day_and_month(day)} {day.year}"


def weekday(day: date) -> str:
    """Write “donderdag 19 november”."""
    return f"{DAYS[day.weekday()]} {day_and_month(day)}"


def full_date(day: date) -> str:
    """Write “donderdag 19 november 2026”."""
    return f"{DAYS[day.weekday()]} {long_date(day)}"


def clock(moment: time | datetime) -> str:
    """Write “9.30”: a point, and no zero in front."""
    return f"{moment.hour}.{moment.minute:02}"


def period(begins: time | datetime, ends: time | datetime) -> str:
    """Write “10.00 tot 11.15 uur”."""
    return f"{clock(begins)} tot {clock(ends)} uur"


def days(first: date, last: date) -> str:
    """Write a stretch of days: “9 tot en met 20 november 2026”."""
    if first == last:
        return long_date(first)
    if first.year != last.year:
        return f"{long_date(first)} tot en met {long_date(last)}"
    begin = str(first.day) if first.month == last.month else day_and_month(first)
    return f"{begin} tot en met {long_date(last)}"


def moment(at: datetime, zone: ZoneInfo) -> str:
    """Write “19 november 2026 om 14.12 uur”, as the clock on the wall has it."""
    local = at.astimezone(zone)
    return f"{long_date(local)} om {clock(local)} uur"


def near_day(day: date, *, today: date) -> str:
    """Write “vandaag”, “morgen”, “gisteren”, else the date; the year only when it differs."""
    words = {-1: "gisteren", 0: "vandaag", 1: "morgen"}
    if word := words.get((day - today).days):
        return word
    return day_and_month(day) if day.year == today.year else long_date(day)


def near_moment(at: datetime, zone: ZoneInfo, *, now: datetime) -> str:
    """Write “vandaag om 14.12 uur”, or “op 19 november om 14.12 uur” when it is not near."""
    local = at.astimezone(zone)
    day = near_day(local.date(), today=now.astimezone(zone).date())
    return f"{'op ' if day[0].isdigit() else ''}{day} om {clock(local)} uur"


def deadline(closes: datetime, zone: ZoneInfo) -> str:
    """Write “tot en met 19 november, 23:59” for a phase that closes at midnight after it.

    `closes` is exclusive, and people read a deadline as inclusive; so we print the last minute
    that still counts. Step back in UTC: on the wall that minute may not exist twice a year.
    """
    last = (closes.astimezone(UTC) - timedelta(minutes=1)).astimezone(zone)
    return f"tot en met {day_and_month(last)}, {last:%H:%M}"


def percent(part: int, whole: int) -> str:
    """Write “36 %” in whole numbers: never 100 when not all, never 0 when not none.

    Nothing of nothing is no percentage: then this is empty.
    """
    if not whole:
        return ""
    # Half goes up. `round` would send 12.5 down to 12 and 13.5 up to 14.
    share = (200 * part + whole) // (2 * whole)
    if 0 < part < whole:
        share = min(max(share, 1), 99)
    return f"{share}{HARD_SPACE}%"


def number_word(number: int) -> str:
    """Write “vijf”; from 13 on the numeral."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def ordinal(number: int) -> str:
    """Write “tweede”; from eleven on “11e”."""
    return ORDINALS[number - 1] if 1 <= number <= len(ORDINALS) else f"{number}e"


def plural(number: int, one: str, many: str) -> str:
    """Write “1 mens” or “3 mensen”."""
    return f"{number} {one if number == 1 else many}"


def in_words(number: int, one: str, many: str) -> str:
    """Begin a heading: “Vijf workshops”, “Eén workshop”, “Geen workshops”."""
    word = "geen" if number == 0 else number_word(number)
    return f"{capital(word)} {one if number == 1 else many}"


def capital(text: str) -> str:
    """Begin with a capital. “één” becomes “Eén”: Dutch drops the accent on a capital."""
    return f"Eén{text[3:]}" if text.startswith("één") else text[:1].upper() + text[1:]


def name_list(names: Sequence[str], *, most: int = 0) -> str:
    """Write “Ali, Bo en Cis”; with `most`: “Ali, Bo en nog 4 anderen”."""
    rest = len(names) - most if most and len(names) > most + 1 else 0
    shown = list(names[: len(names) - rest])
    if rest:
        shown.append(f"nog {rest} anderen")
    return " en ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))
