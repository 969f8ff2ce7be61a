"""A few articles in the weblog of the example: with comments, one held and one taken away."""

from datetime import datetime, timedelta

from onderling.base.transactions import write_transaction
from onderling.demo.actions.day import COORDINATOR
from onderling.demo.actions.network import person
from onderling.demo.models import Example
from onderling.discussion.actions.writing import take_away, write_comment
from onderling.discussion.models import Thread
from onderling.formats.weblog.actions.articles import take_step, write_article
from onderling.formats.weblog.rules import Step

# Not translated: the people of the example write Dutch. Days ago, title, words, link.
ARTICLES = [
    (
        58,
        "Wie van de twee ben ik?",
        "Overdag ben ik beleidsadviseur. Op woensdagavond schenk ik koffie in het buurthuis."
        " In welke rol zit ik dan in een workshop?\n\nIn **allebei**. Ik zeg het erbij, en dan"
        " merk ik iets geks: als vrijwilliger durf ik meer te vragen.",
        "",
    ),
    (
        31,
        "Dertig workshops in één gebouw",
        "Zo maakten wij het rooster:\n\n1. eerst wie twee keer geeft\n2. dan de zaal met de"
        " keuken\n3. dan de rest\n\nHet *lastigste* was niet het rooster. Het lastigste was"
        " de lunch.",
        "",
    ),
    (
        12,
        "Wat een haakje met een naam doet",
        "In het buurthuis hangt een rij haakjes. Bij elk haakje staat een naam, ook die van"
        " wie vandaag voor het eerst komt.\n\nDrie dingen die erbij helpen:\n\n"
        "- een kop die klaarstaat\n- iemand die opstaat als u binnenkomt\n- een vraag in"
        " plaats van een rondleiding\n\n> Ik dacht: hier wachten ze op mij.",
        "https://praktijk.voorbeeld.example/haakjes",
    ),
    (
        3,
        "Nog even dit voor de studiedag",
        "Trek schoenen aan waar u op kunt staan. Neem een kop mee. En zit niet de hele dag"
        " naast uw eigen collega.",
        "",
    ),
]
# Under the third: who said what, so many days ago.
COMMENTS = [
    ("p-028", "Bij ons hangt iedereen de jas van een ander op.", 11),
    (
        "p-141",
        "Hang er ook een haakje bij zonder naam. Dan kan er altijd iemand bij.",
        10,
    ),
    ("p-064", "Ik zei hier iets waar ik spijt van heb.", 9),
    ("p-232", "Wij schrijven de naam in grote letters. Dat scheelt zoeken.", 7),
]
TAKEN_AWAY = "p-064"
HELD = ("p-103", "Kan iemand een foto van die haakjes laten zien? Bel mij op 088 000 00 07.")


@write_transaction()
def write_weblog(example: Example, *, now: datetime) -> None:
    """Publish the articles; under the third people say something."""
    karin = person(example, COORDINATOR)
    for number, (ago, title, words, link) in enumerate(ARTICLES):
        at = now - timedelta(days=ago)
        made = write_article(
            title=title, author=karin.name, words=words, link=link, by=karin, now=at
        )
        made = take_step(made, Step.PUBLISH, by=karin, now=at)
        if made.thread and number == 2:
            _talk(example, made.thread, now=now)


def _talk(example: Example, thread: Thread, *, now: datetime) -> None:
    for code, said, ago in COMMENTS:
        at = now - timedelta(days=ago)
        by = person(example, code)
        comment = write_comment(thread, said, by=by, manages=True, now=at)
        if code == TAKEN_AWAY:
            take_away(comment, by=by, now=at)
    code, said = HELD
    write_comment(thread, said, by=person(example, code), now=now)
