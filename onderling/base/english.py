"""How we write dates, times, numbers and names in English. Plain Python, no Django."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
NUMBERS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
]


def day_and_month(day: date) -> str:
    """Write “19 November”."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def short_day(day: date) -> str:
    """Write “19 Nov”, for narrow columns."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def long_date(day: date) -> str:
    """Write “19 November 2026”."""
    return f"{day_and_month(day)} {day.year}"


def weekday(day: date) -> str:
    """Write “Thursday 19 November”."""
    return f"{DAYS[day.weekday()]} {day_and_month(day)}"


def full_date(day: date) -> str:
    """Write “Thursday 19 November 2026”."""
    return f"{DAYS[day.weekday()]} {long_date(day)}"


def clock(moment: time | datetime) -> str:
    """Write “9:30”, on the clock of twenty-four hours that the doors show."""
    return f"{moment.hour}:{moment.minute:02}"


def period(begins: time | datetime, ends: time | datetime) -> str:
    """Write “10:00 to 11:15”."""
    return f"{clock(begins)} to {clock(ends)}"


def days(first: date, last: date) -> str:
    """Write a stretch of days: “9 to 20 November 2026”."""
    if first == last:
        return long_date(first)
    if first.year != last.year:
        return f"{long_date(first)} to {long_date(last)}"
    begin = str(first.day) if first.month == last.month else day_and_month(first)
    return f"{begin} to {long_date(last)}"


def moment(at: datetime, zone: ZoneInfo) -> str:
    """Write “19 November 2026 at 14:12”, as the clock on the wall has it."""
    local = at.astimezone(zone)
    return f"{long_date(local)} at {clock(local)}"


def near_day(day: date, *, today: date) -> str:
    """Write “today”, “tomorrow”, “yesterday”, else the date; the year when it differs."""
    words = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if word := words.get((day - today).days):
        return word
    return day_and_month(day) if day.year == today.year else long_date(day)


def near_moment(at: datetime, zone: ZoneInfo, *, now: datetime) -> str:
    """Write “today at 14:12”, or “on 19 November at 14:12” when it is not near."""
    local = at.astimezone(zone)
    day = near_day(local.date(), today=now.astimezone(zone).date())
    return f"{'on ' if day[0].isdigit() else ''}{day} at {clock(local)}"


def deadline(closes: datetime, zone: ZoneInfo) -> str:
    """Write “until 19 November, 23:59”: the last minute that still counts, as in Dutch."""
    last = (closes.astimezone(UTC) - timedelta(minutes=1)).astimezone(zone)
    return f"until {day_and_month(last)}, {last:%H:%M}"


def percent(part: int, whole: int) -> str:
    """Write “36%” in whole numbers: never 100 when not all, never 0 when not none."""
    if not whole:
        return ""
    share = (200 * part + whole) // (2 * whole)
    if 0 < part < whole:
        share = min(max(share, 1), 99)
    return f"{share}%"


def number_word(number: int) -> str:
    """Write “five”; from 13 on the numeral."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def ordinal(number: int) -> str:
    """Write “second”; from eleven on “11th”."""
    if 1 <= number <= len(ORDINALS):
        return ORDINALS[number - 1]
    teen = number % 100 in {11, 12, 13}
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if teen else ends.get(number % 10, 'th')}"


def in_words(number: int, one: str, many: str) -> str:
    """Begin a heading: “Five workshops”, “One workshop”, “No workshops”."""
    word = "no" if number == 0 else number_word(number)
    return f"{capital(word)} {one if number == 1 else many}"


def capital(text: str) -> str:
    """Begin with a capital."""
    return text[:1].upper() + text[1:]


def name_list(names: Sequence[str], *, most: int = 0) -> str:
    """Write “Ali, Bo and Cis”; with `most`: “Ali, Bo and 4 others”."""
    rest = len(names) - most if most and len(names) > most + 1 else 0
    shown = list(names[: len(names) - rest])
    if rest:
        shown.append(f"{rest} others")
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))
