"""Two articles in the weblog of the example, with a comment."""

from datetime import datetime, timedelta

from onderling.base.transactions import write_transaction
from onderling.demo.actions.day import COORDINATOR
from onderling.demo.actions.network import person
from onderling.demo.models import Example
from onderling.discussion.actions.writing import write_comment
from onderling.formats.weblog.actions.articles import take_step, write_article
from onderling.formats.weblog.rules import Step

# Not translated: the people of the example write Dutch.
ARTICLES = [
    (
        "Begin met de jas",
        "Laat iemand die komt meelopen meteen iets doen: **jas ophangen**, koffie zetten, iets"
        " tillen.\n\nWie iets doet, stelt betere vragen. Drie dingen die werken:\n\n"
        "- een haakje met een naam\n- een kop die klaarstaat\n- een vraag in plaats van een"
        " rondleiding",
        "https://praktijk.voorbeeld.example/de-jas",
    ),
    (
        "Honderd woorden per workshop",
        "Wij vragen elke gever om precies honderd woorden. *Niet meer.*\n\n> Het leest lekker"
        " en iedereen levert het in.",
        "",
    ),
]


@write_transaction()
def write_weblog(example: Example, *, now: datetime) -> None:
    """Publish two articles; under the first one somebody says something."""
    karin = person(example, COORDINATOR)
    for number, (title, words, link) in enumerate(ARTICLES):
        at = now - timedelta(days=9 - 7 * number)
        made = write_article(
            title=title, author=karin.name, words=words, link=link, by=karin, now=at
        )
        made = take_step(made, Step.PUBLISH, by=karin, now=at)
        if made.thread and number == 0:
            said = "Bij ons hangt iedereen de jas van een ander op."
            by = person(example, "p-028")
            write_comment(made.thread, said, by=by, manages=True, now=now)
