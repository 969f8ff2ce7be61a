"""How we write dates, times, numbers and names, whatever the language. Plain Python.

A language is a `Manner` with words of its own: see `dutch.py` and `english.py`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def first_letter_up(text: str) -> str:
    """Begin with a capital."""
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class Manner:
    """The words and marks of one language. The examples below are those of Dutch."""

    day_names: Sequence[str]
    months: Sequence[str]
    short_months: Sequence[str]
    numbers: Sequence[str]  # above the last of them a numeral is read faster than a word
    none: str
    ordinals: Sequence[str]
    ordinal_numeral: Callable[[int], str]  # past the last of them
    near: Mapping[int, str]  # days from today
    at: str  # the hour, with {clock}; {period} likewise for two
    period_at: str
    clock_mark: str
    on: str
    through: str  # between the first and the last day
    until: str  # before the last day that counts
    percent_sign: str
    last_and: str
    others: str  # with {number}
    capital: Callable[[str], str] = first_letter_up

    def day_and_month(self, day: date) -> str:
        """Write “19 november”."""
        return f"{day.day} {self.months[day.month - 1]}"

    def short_day(self, day: date) -> str:
        """Write “19 nov.”, for narrow columns."""
        return f"{day.day} {self.short_months[day.month - 1]}"

    def long_date(self, day: date) -> str:
        """Write “19 november 2026”."""
        return f"{self.day_and_month(day)} {day.year}"

    def weekday(self, day: date) -> str:
        """Write “donderdag 19 november”."""
        return f"{self.day_names[day.weekday()]} {self.day_and_month(day)}"

    def full_date(self, day: date) -> str:
        """Write “donderdag 19 november 2026”."""
        return f"{self.day_names[day.weekday()]} {self.long_date(day)}"

    def clock(self, moment: time | datetime) -> str:
        """Write “9.30”: no zero in front, and the clock of twenty-four hours of the doors."""
        return f"{moment.hour}{self.clock_mark}{moment.minute:02}"

    def period(self, begins: time | datetime, ends: time | datetime) -> str:
        """Write “10.00 tot 11.15 uur”."""
        return self.period_at.format(begins=self.clock(begins), ends=self.clock(ends))

    def days(self, first: date, last: date) -> str:
        """Write a stretch of days: “9 tot en met 20 november 2026”."""
        if first == last:
            return self.long_date(first)
        if first.year != last.year:
            return f"{self.long_date(first)} {self.through} {self.long_date(last)}"
        begin = str(first.day) if first.month == last.month else self.day_and_month(first)
        return f"{begin} {self.through} {self.long_date(last)}"

    def dates(self, first: date, last: date) -> str:
        """Write when something is: “maandag 7 december 2026”, or its stretch of days."""
        return self.full_date(first) if first == last else self.days(first, last)

    def moment(self, at: datetime, zone: ZoneInfo) -> str:
        """Write “19 november 2026 om 14.12 uur”, as the clock on the wall has it."""
        local = at.astimezone(zone)
        return f"{self.long_date(local)} {self.at.format(clock=self.clock(local))}"

    def near_day(self, day: date, *, today: date) -> str:
        """Write “vandaag”, “morgen”, “gisteren”, else the date; the year when it differs."""
        if word := self.near.get((day - today).days):
            return word
        return self.day_and_month(day) if day.year == today.year else self.long_date(day)

    def near_moment(self, at: datetime, zone: ZoneInfo, *, now: datetime) -> str:
        """Write “vandaag om 14.12 uur”, or “op 19 november om 14.12 uur” when not near."""
        local = at.astimezone(zone)
        day = self.near_day(local.date(), today=now.astimezone(zone).date())
        on = f"{self.on} " if day[0].isdigit() else ""
        return f"{on}{day} {self.at.format(clock=self.clock(local))}"

    def deadline(self, closes: datetime, zone: ZoneInfo) -> str:
        """Write “tot en met 19 november, 23:59” for a phase that closes at midnight after it.

        `closes` is exclusive, and people read a deadline as inclusive; so we print the last
        minute that still counts. Step back in UTC: on the wall that minute may not exist
        twice a year.
        """
        last = (closes.astimezone(UTC) - timedelta(minutes=1)).astimezone(zone)
        return f"{self.until} {self.day_and_month(last)}, {last:%H:%M}"

    def percent(self, part: int, whole: int) -> str:
        """Write “36 %” in whole numbers: never 100 when not all, never 0 when not none.

        Nothing of nothing is no percentage: then this is empty.
        """
        if not whole:
            return ""
        # Half goes up. `round` would send 12.5 down to 12 and 13.5 up to 14.
        share = (200 * part + whole) // (2 * whole)
        if 0 < part < whole:
            share = min(max(share, 1), 99)
        return f"{share}{self.percent_sign}"

    def number_word(self, number: int) -> str:
        """Write “vijf”; from 13 on the numeral."""
        return self.numbers[number] if 0 <= number < len(self.numbers) else str(number)

    def ordinal(self, number: int) -> str:
        """Write “tweede”; from eleven on “11e”."""
        known = 1 <= number <= len(self.ordinals)
        return self.ordinals[number - 1] if known else self.ordinal_numeral(number)

    def plural(self, number: int, one: str, many: str) -> str:
        """Write “1 mens” or “3 mensen”."""
        return f"{number} {one if number == 1 else many}"

    def in_words(self, number: int, one: str, many: str) -> str:
        """Begin a heading: “Vijf workshops”, “Eén workshop”, “Geen workshops”."""
        word = self.number_word(number) if number else self.none
        return f"{self.capital(word)} {one if number == 1 else many}"

    def name_list(self, names: Sequence[str], *, most: int = 0) -> str:
        """Write “Ali, Bo en Cis”; with `most`: “Ali, Bo en nog 4 anderen”."""
        rest = len(names) - most if most and len(names) > most + 1 else 0
        shown = list(names[: len(names) - rest])
        if rest:
            shown.append(self.others.format(number=rest))
        return f" {self.last_and} ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))
