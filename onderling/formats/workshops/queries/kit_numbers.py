"""The numbers on the page for management: true, and none that points at a few people."""

from typing import Any

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from onderling.base.qr import qr_picture
from onderling.base.terms import value_of
from onderling.formats.workshops.queries.counter import counted
from onderling.formats.workshops.queries.kept import versions_of
from onderling.formats.workshops.queries.kit import Piece, how_to_join, paper_facts
from onderling.formats.workshops.queries.kit_lists import published_in
from onderling.formats.workshops.queries.programme import Edition
from onderling.offers.models import Meeting
from onderling.people.models import Organisation
from onderling.people.rules import Group
from onderling.rounds.models import Round
from onderling.signups.models import Participation
from onderling.statistics.disclosure import told

Rows = list[tuple[str, int]]


def page_facts(piece: Piece, organisation: Organisation | None, *, now: Any) -> dict[str, Any]:
    """What the one page for management needs."""
    round = piece.round
    numbers, hidden = numbers_for(round, organisation)
    title = _("{name} in één pagina").format(name=round.name)
    if organisation:
        title = _("{name}: {organisation} in één pagina").format(
            name=round.name, organisation=organisation.name
        )
    return {
        **paper_facts(round, title),
        "when": ", ".join([*piece.when, *piece.where]),
        "heading": piece.heading if not organisation else f"{organisation.name}: {round.name}",
        "intro": [part for part in (round.theme, *round.intro.splitlines()) if part.strip()],
        "numbers": [{"what": what, "number": str(number)} for what, number in numbers],
        "small": _("Getallen onder de {n} mensen tonen wij niet.").format(
            n=value_of("least_people")
        )
        if hidden
        else "",
        "ask": [
            _("Geef mensen onder werktijd de ruimte om mee te doen."),
            _("Vertel het zelf in uw team. Dat helpt meer dan een mail."),
            _("Hang het affiche op waar iedereen langsloopt."),
        ],
        "join": how_to_join(round, now=now),
        "address": piece.address,
        "code": {"picture": qr_picture(piece.address), "says": piece.code_says},
        "words": {
            "numbers": _("In getallen"),
            "what": _("Wat"),
            "number": _("Aantal"),
            "ask": _("Wat wij u vragen"),
            "more": _("Meer weten?"),
        },
    }


def numbers_for(round: Round, organisation: Organisation | None) -> tuple[Rows, bool]:
    """Count what everybody may know, and say whether a small number was left out."""
    offers = published_in(round, organisation)
    meetings = Meeting.objects.chosen_from().filter(offer__round=round)
    if organisation:
        meetings = meetings.filter(offer__organisation=organisation)
    brought = offers.aggregate(
        workshops=Count("pk"), organisations=Count("organisation", distinct=True)
    )
    held = meetings.order_by().aggregate(times=Count("pk"), seats=Sum("seats"))
    rows = [(_("workshops"), brought["workshops"])]
    if not organisation and brought["organisations"] > 1:
        rows.append((_("organisaties die een workshop geven"), brought["organisations"]))
    if held["times"] > brought["workshops"]:
        rows.append((_("keren dat er een workshop is"), held["times"]))
    if held["seats"]:
        rows.append((_("plekken bij elkaar"), held["seats"]))
    said, hidden = _of_organisation(round, organisation) if organisation else _people(round)
    return [(what, number) for what, number in [*rows, *said] if number], hidden


def _of_organisation(round: Round, organisation: Organisation) -> tuple[Rows, bool]:
    """What the counter tells of it, and no more: two numbers could give a third away."""
    lines = counted(Edition(round, versions_of(round.pk))).lines
    mine = next((line for line in lines if line.organisation == organisation.pk), None)
    people = mine.people if mine else None
    said = _("mensen van {name} doen mee").format(name=organisation)
    return [(said, people or 0)], people is None


def _people(round: Round) -> tuple[Rows, bool]:
    everybody = counted(Edition(round, versions_of(round.pk))).people
    if everybody is None:
        return [], True
    coming = Participation.objects.coming().filter(round=round).order_by()
    groups = dict(coming.values_list("group").annotate(Count("pk")))
    _all, known = told(groups, least=value_of("least_people"))
    rows = [
        (_("mensen doen mee"), everybody),
        (_("van hen zijn beroepskracht"), known.get(Group.PAID, 0)),
        (_("van hen zijn vrijwilliger"), known.get(Group.VOLUNTEER, 0)),
    ]
    return rows, len(known) < len(groups)
