"""What people of the example gave to the library: one in every state, three with a file."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localtime

from onderling.base.audit import ref
from onderling.base.blocks import paragraphs
from onderling.base.receiving import Received
from onderling.base.text_paper import TextPaper, text_pdf
from onderling.base.transactions import write_transaction
from onderling.base.typed import whole_number
from onderling.base.uploads import Stowed, drop_upload, stow
from onderling.demo.actions.lists import row_of, rows_of
from onderling.demo.actions.network import person
from onderling.demo.models import Example
from onderling.discussion.rules import Desk, Reason
from onderling.formats.library.actions import giving, judging
from onderling.formats.library.models import Contribution, Practice
from onderling.formats.library.rules import Kind
from onderling.mail.models import Message
from onderling.offers.models import Theme, WorkingForm
from onderling.outcomes.actions.answering import Author, decide, report_back
from onderling.outcomes.models import Addressee, Disposition
from onderling.outcomes.rules.ledger import By, Decision
from onderling.people.models import Person

EDITOR = "p-001"  # Olena
KINDS = {"tip": Kind.TIP, "praktijkvoorbeeld": Kind.PRACTICE}
ABOUT_THE_DAY = {"bij-03", "bij-05"}  # given on the page of the round
# What became of it, as far as somebody answered. Not translated.
ANSWERS = {
    "bij-01": "Dit staat nu in de brief aan wie iemand laat meelopen.",
    "bij-02": "Op de studiedag vragen wij elke workshop om honderd woorden.",
    "bij-03": "U hebt gelijk. De studiedag is nu op een donderdag, om half tien.",
    "bij-04": "De zaalwacht zet de stoelen voortaan een kwartier vooraf in een kring.",
    "bij-06": "Het is een praktijkvoorbeeld. Op de studiedag fotograferen wij ook zo.",
}
STRANGER = "{code}@inzender.example"  # who did not confirm, is nobody we know


@write_transaction()
def fill_library(example: Example, *, now: datetime) -> None:
    """Let people give, and Olena decide. Nobody gets mail of it."""
    for row in rows_of("bijdragen"):
        at = now - timedelta(days=int(row["dagen_geleden"]))
        made = _give(example, row, at)
        if row["inzender"]:
            made = giving.confirm(made, now=at)
        olena, next_day = person(example, EDITOR), min(now, at + timedelta(days=1))
        _decide(made, row, by=olena, now=next_day)
        if answer := ANSWERS.get(row["id"]):
            _answer(made, answer, by=olena, now=next_day)
        example.rows[row["id"]] = made.pk
        Message.objects.filter(scope_ref=ref(made)).delete()
    example.save(update_fields=["rows"])


def remove_library(example: Example) -> None:
    """Take away what the example gave, with its files."""
    keys = [key for code, key in example.rows.items() if code.startswith("bij-")]
    sources = [ref(given) for given in Contribution.objects.filter(pk__in=keys)]
    Disposition.objects.filter(source_ref__in=sources, round=None).delete()
    who = [person(example, EDITOR)] if keys else []
    Addressee.objects.filter(programme=None, person__in=who, dispositions=None).delete()
    for given in Contribution.objects.filter(pk__in=keys).select_related("upload"):
        if given.upload:
            drop_upload(given.upload)
        given.delete()


def _give(example: Example, row: dict[str, str], at: datetime) -> Contribution:
    code = row["inzender"]
    sender = person(example, code) if code else None
    address = str(sender.email) if sender else STRANGER.format(code=row["id"])
    earlier = set(Message.objects.filter(to_address=address).values_list("pk", flat=True))
    kind = KINDS.get(row["soort"], Kind.REMARK)
    shown = "" if row["naam_getoond"] == "anoniem" else row["naam_getoond"]
    given = giving.Given(kind, row["titel"], row["tekst"], shown)
    file = _file(row, at) if row["bijlage"] else None
    day = f"/ronde/{example.study_day.slug}/" if row["id"] in ABOUT_THE_DAY else ""
    made = giving.give(given, email=address, about=day, file=file, now=at)
    Message.objects.filter(to_address=address).exclude(pk__in=earlier).delete()
    return made


def _decide(made: Contribution, row: dict[str, str], *, by: Person, now: datetime) -> None:
    """What stands in the list is what became of it; the rest waits."""
    decisions: dict[str, Callable[[], object]] = {
        "geplaatst": lambda: judging.publish(made, facts=_facts(row), by=by, now=now),
        "praktijkvoorbeeld": lambda: judging.promote(made, _practice(row), by=by, now=now),
        "geweigerd": lambda: _turn_down(made, row, by=by, now=now),
        "ingetrokken": lambda: _come_and_go(made, by=by, now=now),
    }
    if decision := decisions.get(row["status"]):
        decision()


def _answer(made: Contribution, said: str, *, by: Person, now: datetime) -> None:
    """Answer it, and say that its sender heard: nobody gets mail of it."""
    row = Disposition.objects.get(source_ref=ref(made))
    decide(row, Decision.ADOPTED, said, who=Author(by, By.ADDRESSEE), now=now)
    report_back(row, by=None, now=now)


def _turn_down(made: Contribution, row: dict[str, str], *, by: Person, now: datetime) -> None:
    if row["reden"] == "reclame":
        judging.reject(made, Reason.ADVERTISING, by=by, now=now)
    else:
        judging.refer(made, Desk.SAFE_HOME, by=by, now=now)


def _come_and_go(made: Contribution, *, by: Person, now: datetime) -> None:
    judging.publish(made, by=by, now=now)
    giving.withdraw(made, now=now)


def _facts(row: dict[str, str]) -> dict[str, Any]:
    """For whom it is and how long it takes, as far as the list says."""
    theme = row_of("themas", row["thema"])["thema"] if row["thema"] else ""
    return {
        "theme": Theme.objects.filter(name=theme).first(),
        "for_whom": row["voor_wie"],
        "minutes": whole_number(row["minuten"]),
    }


def _practice(row: dict[str, str]) -> Practice:
    return Practice(
        title=row["titel"],
        words=row["tekst"],
        source=row["naam_getoond"],
        working_form=WorkingForm.objects.filter(name=row["werkvorm"]).first(),
        survey=row["vragenlijst"],
        survey_when=row["van_wanneer"],
        asked=whole_number(row["antwoordden"]),
        knows=whole_number(row["kennen"]),
        uses=whole_number(row["gebruiken"]),
        **_facts(row),
    )


def _file(row: dict[str, str], at: datetime) -> Stowed:
    """A real PDF of one page, as its sender might have made it."""
    paper = TextPaper(
        title=row["titel"],
        over=row["naam_getoond"],
        by=str(localtime(at).year),
        blocks=paragraphs(row["tekst"]),
    )
    words = text_pdf(paper, path="/bijdragen/")
    file = Received(row["bijlage"], "application/pdf")
    file.write(words)
    file.flush()
    file.size = len(words)
    return stow(file)
