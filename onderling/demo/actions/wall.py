"""What people of the example put up and say: placed, waiting, and one to refer."""

import io
from datetime import datetime, time, timedelta

from PIL import Image, ImageDraw

from onderling.base.pictures import Drawn, draw_anew
from onderling.base.transactions import write_transaction
from onderling.demo.actions.day import COORDINATOR
from onderling.demo.actions.last_year import EARLIER
from onderling.demo.actions.network import person
from onderling.demo.models import Example
from onderling.discussion.actions.judging import pin, place
from onderling.discussion.actions.threads import open_wall, set_thread
from onderling.discussion.actions.writing import WithPicture, write_comment
from onderling.discussion.models import Comment, Thread
from onderling.discussion.rules import State
from onderling.people.models import Person
from onderling.rounds.models import Round

# Not translated: the people of the example write Dutch.
AGREED = "Iedereen die herkenbaar op de foto staat, vindt dit goed."
PUT_UP = [
    (
        "p-028",
        "Ik oefende soep koken als gespreksleider. Er ging een uur voorbij als niets.",
        (),
    ),
    (
        "p-007",
        "Wij weefden met de hele groep één doek. Iedereen deed een draad.",
        (("p-205", "Prachtig. Mag dit bij ons in de hal?"), ("p-004", "Ja, graag.")),
    ),
    ("p-002", "Hier staat de film van vorig jaar. Hij duurt vier minuten.", ()),
]
WAITING = [
    ("p-004", "Neem zelf een kop mee. Dat scheelt driehonderd bekers."),
    ("p-205", "Mijn buurman op nummer 14 slaat zijn vrouw, dat moeten jullie weten."),
]
# On the wall of last year, which is closed: writer, text, hours after the day began.
LAST_YEAR = [
    ("p-010", "Iemand aan mijn tafel kende mijn straat beter dan ik.", 5),
    ("p-007", "De soep was op om kwart over twaalf. Volgend jaar een pan meer.", 6),
    ("p-028", "Ik heb nu drie nummers in mijn telefoon van mensen die ik mag bellen.", 8),
]
FILM = "https://film.voorbeeld.example/studiedag"


@write_transaction()
def fill_wall(example: Example, *, now: datetime) -> None:
    """Hang up a few posts with comments; two wait for the coordinator."""
    karin = person(example, COORDINATOR)
    wall = open_wall(example.study_day, now=now)
    for number, (code, text, comments) in enumerate(PUT_UP):
        at = now - timedelta(hours=3 - number)
        woven = number == 1
        post = write_comment(
            wall,
            text,
            by=person(example, code),
            manages=code == COORDINATOR,
            link=FILM if code == COORDINATOR else "",
            picture=WithPicture(_cloth(), "Een geweven doek", AGREED) if woven else None,
            now=at,
        )
        _placed(post, karin, at)
        for writer, said in comments:
            under = Thread.objects.get(under=post)
            by = person(example, writer)
            _placed(write_comment(under, said, by=by, now=at), karin, at)
        if woven:
            pin(post, pinned=True, by=karin, now=now)
    for code, text in WAITING:
        write_comment(wall, text, by=person(example, code), now=now)


@write_transaction()
def fill_earlier_wall(example: Example, *, now: datetime) -> None:
    """Hang up what people said on the day of last year, and close that wall."""
    karin = person(example, COORDINATOR)
    round = Round.objects.get(pk=example.rows[EARLIER])
    morning = datetime.combine(round.starts_on, time(9), tzinfo=now.tzinfo)
    wall = open_wall(round, now=morning)
    for code, text, hours in LAST_YEAR:
        at = morning + timedelta(hours=hours)
        _placed(write_comment(wall, text, by=person(example, code), now=at), karin, at)
    set_thread(wall, mode=wall.mode, is_open=False, by=karin, now=morning + timedelta(days=60))


def _placed(comment: Comment, by: Person, at: datetime) -> None:
    if comment.state == State.HELD:
        place(comment, by=by, now=at)


def _cloth() -> Drawn:
    """Two threads that cross over and under, as in our logo: a still of our own."""
    picture = Image.new("RGB", (1200, 800), "#faf7f1")
    pen = ImageDraw.Draw(picture)
    for row in range(10):
        for column in range(15):
            over = (row + column) % 2
            left, top = column * 80, row * 80
            inset = (6, 22) if over else (22, 6)
            box = (left + inset[0], top + inset[1], left + 80 - inset[0], top + 80 - inset[1])
            pen.rectangle(box, fill="#0b5560" if over else "#b84a12")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return draw_anew(out, len(out.getvalue()))
