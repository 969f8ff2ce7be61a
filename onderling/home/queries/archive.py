"""The handover archive: one file with which a successor can begin the next round (X-9)."""

import json
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from onderling.base.language import html_language
from onderling.base.paper import pdf_of
from onderling.formats.workshops.actions.exports.sheets import sheets_of
from onderling.formats.workshops.queries.booklet import booklet_of
from onderling.formats.workshops.queries.schedule import schedule_of
from onderling.formats.workshops.queries.timetable import timetable_of
from onderling.home.queries.attention import matters_of
from onderling.home.queries.progress import earlier_of, numbers_of, steps_of
from onderling.mail.actions.texts import texts_of
from onderling.people.models import Person
from onderling.rounds.models import CalendarLine, Round
from onderling.tables.write import write_xlsx

BOOKLET = "formats/workshops/papers/booklet.typ"
READ_ME = "lees-mij.html"


def archive_of(round: Round, person: Person, *, now: datetime) -> bytes:
    """Pack what this coordinator may see: a page to read, the lists, the programme."""
    content: dict[str, bytes] = {"lijsten.xlsx": write_xlsx(sheets_of(round))}
    days = timetable_of(round)
    if days:
        content["programma.pdf"] = pdf_of(BOOKLET, booklet_of(round, days))
        told = json.dumps(schedule_of(round, days), ensure_ascii=False, indent=1)
        content["schedule.json"] = told.encode()
    page = render_to_string("home/archive.html", page_of(round, person, list(content), now=now))
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        for name, inside in {READ_ME: page.encode(), **content}.items():
            file.writestr(f"{round.slug}/{name}", inside)
    return packed.getvalue()


def page_of(round: Round, person: Person, names: list[str], *, now: datetime) -> dict[str, Any]:
    """What the page in the archive tells: the round, its calendar, its texts, what is open."""
    steps, numbers = steps_of(round, now=now), numbers_of(round)
    form = round.programme.form_of_address
    calendar = list(round.calendar.all())
    says = {
        "lijsten.xlsx": _("mensen, workshops, programma en wensen, zoals u ze inlas"),
        "programma.pdf": _("het programma als boekje"),
        "schedule.json": _("het programma voor andere programma’s; ook weer in te lezen"),
    }
    return {
        "round": round,
        "language": html_language(),
        "now": now,
        "steps": steps,
        "numbers": numbers,
        "earlier": earlier_of(round, person),
        "matters": matters_of(round, steps, numbers, now=now),
        "calendar": calendar,
        "open_lines": [line for line in calendar if line.state == CalendarLine.State.PLANNED],
        "notes": round.hand_overs.filter(undone=None).select_related("old", "new"),
        "texts": [text for text in texts_of(round, form=form).of.values() if text.own],
        "files": [(name, says[name]) for name in names],
    }
