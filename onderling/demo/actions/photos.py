"""Photos of last year’s study day: drawings of our own, most of them shown, two not."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PIL import Image, ImageDraw

from onderling.base.pictures import Drawn, draw_anew
from onderling.base.transactions import write_transaction
from onderling.demo.actions.network import person
from onderling.demo.models import Example
from onderling.offers.models import Meeting
from onderling.outcomes.actions.photos import Told, add_photos, answer_photo, tell_photo
from onderling.outcomes.models import Recognisable
from onderling.outcomes.rules.photos import Answer

PAPER, PETROL, CLAY, SUN, INK = "#faf7f1", "#0b5560", "#b84a12", "#f2b632", "#2b2622"
WALL = "#dfe7e4"
Pen = ImageDraw.ImageDraw


def _cups(pen: Pen) -> None:
    """A table from above, with cups."""
    pen.rectangle((120, 90, 780, 510), fill="#c9b38f")
    for number in range(10):
        left, top = 170 + number % 5 * 120, 160 + number // 5 * 200
        fill = PETROL if number % 3 else CLAY
        pen.ellipse((left, top, left + 80, top + 80), fill=fill)
        pen.ellipse((left + 14, top + 14, left + 66, top + 66), fill=INK)


def _chairs(pen: Pen) -> None:
    """A circle of chairs that nobody sits on yet."""
    for number, (left, top) in enumerate(
        [(420, 40), (610, 110), (690, 270), (610, 430), (420, 500), (230, 430), (150, 270)]
    ):
        pen.rounded_rectangle((left, top, left + 70, top + 60), 12, fill=PETROL)
        pen.rectangle(
            (left + 8, top + 42, left + 62, top + 56), fill=SUN if number % 2 else CLAY
        )


def _notes(pen: Pen) -> None:
    """A wall of small papers with lines on them."""
    for number in range(15):
        left, top = 70 + number % 5 * 160, 60 + number // 5 * 170
        pen.rectangle(
            (left, top, left + 120, top + 120), fill=(SUN, "#f5d9c8", "#cfe3e0")[number % 3]
        )
        for line in range(3):
            far = left + 100 - (number + line) % 3 * 20
            pen.line((left + 16, top + 30 + line * 28, far, top + 30 + line * 28), INK, 5)


def _shoes(pen: Pen) -> None:
    """Pairs of shoes in a row."""
    for number in range(4):
        left, fill = 90 + number * 190, (PETROL, CLAY, SUN, INK)[number]
        for foot in (0, 70):
            pen.rounded_rectangle((left + foot, 220, left + foot + 54, 400), 26, fill=fill)
            pen.line((left + foot + 14, 270, left + foot + 40, 270), PAPER, 6)


def _three(pen: Pen) -> None:
    """Three figures at a table."""
    for number, fill in enumerate((PETROL, CLAY, SUN)):
        left = 160 + number * 210
        pen.ellipse((left + 40, 110, left + 130, 200), fill="#c9a489")
        pen.rounded_rectangle((left, 215, left + 170, 430), 50, fill=fill)
    pen.rectangle((80, 400, 820, 470), fill="#8a6f52")


@dataclass(frozen=True)
class Snap:
    """A photo as somebody took it: of which workshop, what is on it, who said what."""

    workshop: int
    drawing: Callable[[Pen], None]
    alt: str
    caption: str = ""
    said: Sequence[tuple[str, Answer]] = ()


# Not translated: the people of the example write Dutch.
SNAPS = [
    Snap(0, _cups, "Tien kopjes op een houten tafel, van boven.", "Voor de eerste ronde."),
    Snap(0, _notes, "Een muur met vijftien briefjes vol korte zinnen."),
    Snap(1, _chairs, "Een kring van zeven lege stoelen.", "Straks zit hier iedereen."),
    Snap(2, _shoes, "Vier paar schoenen op een rij.", "Wie stond in wiens schoenen?"),
    Snap(
        3,
        _three,
        "Drie mensen achter een tafel, met voor ieder een blad papier.",
        "De vraag van de middag.",
        [("p-004", Answer.YES), ("p-007", Answer.YES)],
    ),
    Snap(
        4,
        _three,
        "Drie mensen in gesprek.",
        "",
        [("p-004", Answer.YES), ("p-205", Answer.NONE)],
    ),
    Snap(5, _three, "Drie mensen bij de deur.", "", [("p-028", Answer.NO)]),
]


@write_transaction()
def take_photos(example: Example, meetings: Sequence[Meeting], *, now: datetime) -> None:
    """Add the photos as the givers did, say who is on them, and let those answer."""
    for snap in SNAPS:
        meeting = meetings[snap.workshop]
        giver = meeting.givings.earliest("pk").person
        [photo] = add_photos(meeting, [_drawn(snap.drawing)], by=giver, now=now)
        people = [person(example, code) for code, _answer in snap.said]
        told = Told(snap.alt, snap.caption, nobody=not people, people=people)
        tell_photo(photo, told, by=giver, now=now)
        photo.recognisables.update(asked=now, reminded=now)
        for code, answer in snap.said:
            who = person(example, code)
            if answer:
                one = photo.recognisables.get(person=who)
                answer_photo(one, answer, channel=Recognisable.Channel.WEB, by=who, now=now)


def _drawn(drawing: Callable[[Pen], None]) -> Drawn:
    picture = Image.new("RGB", (900, 600), WALL)
    drawing(ImageDraw.Draw(picture))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return draw_anew(out, len(out.getvalue()))
