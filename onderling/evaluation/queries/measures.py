"""The fixed measures over the editions of a programme: the same few queries for all of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.base.audit import ref
from onderling.base.models import AuditLine
from onderling.base.terms import value_of
from onderling.base.written import percent
from onderling.evaluation.models import Evaluation
from onderling.evaluation.rules.measures import Measure, Share, in_time, measured
from onderling.offers.models import Giving, Meeting
from onderling.outcomes.queries.ledger import numbers_of_rounds
from onderling.people.rules import Group
from onderling.rounds.models import Round
from onderling.signups.models import AllocationRun, Signup
from onderling.signups.rules import SignupState
from onderling.tables.write import Table, Value

NAMES = {
    Measure.RESPONSE: gettext_lazy("Respons"),
    Measure.RESPONSE_PAID: gettext_lazy("Respons van beroepskrachten"),
    Measure.RESPONSE_VOLUNTEERS: gettext_lazy("Respons van vrijwilligers"),
    Measure.RESPONSE_GIVERS: gettext_lazy("Respons van gevers"),
    Measure.ELSEWHERE: gettext_lazy("Van een andere organisatie"),
    Measure.WISHES: gettext_lazy("Wensen vervuld"),
    Measure.MISSED: gettext_lazy("Niet gekomen"),
    Measure.BELOW_MINIMUM: gettext_lazy("Onder het minimum"),
    Measure.MOVED: gettext_lazy("Verplaatst"),
    Measure.ANSWERED: gettext_lazy("Op tijd beantwoord"),
    Measure.CONTACT: gettext_lazy("Nog contact"),
    Measure.GIVERS_AGAIN: gettext_lazy("Gevers die terugkomen"),
}
Pairs = dict[tuple[int, Measure], tuple[int, int]]


@dataclass(frozen=True)
class Line:
    """One measure over the editions, the newest first."""

    measure: Measure
    name: str
    means: str
    cells: list[tuple[str, Share | None]]  # with the name of the edition


def lines_of(rounds: Sequence[Round]) -> list[Line]:
    """Measure these editions of one programme, the newest first. Seven queries."""
    keys = [one.pk for one in rounds]
    found: Pairs = {
        **_asked(keys),
        **_seats(keys),
        **_workshops(rounds),
        **_answered(rounds),
        **_givers(rounds),
    }
    means, least = meanings(), value_of("least_people")
    return [
        Line(
            one,
            str(NAMES[one]),
            means[one],
            [
                (at.name, measured(one, *found.get((at.pk, one), (0, 0)), least=least))
                for at in rounds
            ],
        )
        for one in Measure
    ]


def meanings() -> dict[Measure, str]:
    """Of what each measure is a share."""
    same = _("Hetzelfde, alleen van deze groep.")
    return {
        Measure.RESPONSE: _("Antwoorden op ‘Hoe was het?’, van de mensen die wij vroegen."),
        Measure.RESPONSE_PAID: same,
        Measure.RESPONSE_VOLUNTEERS: same,
        Measure.RESPONSE_GIVERS: same,
        Measure.ELSEWHERE: _(
            "Plekken in een workshop van een andere organisatie dan de eigen. Wij tellen alleen"
            " plekken waarvan wij beide organisaties kennen."
        ),
        Measure.WISHES: _("Plekken die een wens waren, van alle plekken."),
        Measure.MISSED: _("Plekken waar niemand kwam, van de plekken die zijn afgevinkt."),
        Measure.BELOW_MINIMUM: _(
            "Workshops met minder mensen dan nodig was om door te gaan, van alle workshops."
        ),
        Measure.MOVED: _(
            "Workshops die een andere tijd kregen toen de plekken al verdeeld waren, van alle"
            " workshops."
        ),
        Measure.ANSWERED: _(
            "Wat binnen {n} dagen een besluit met een reden kreeg, van alles wat mensen zeiden."
        ).format(n=value_of("answer_days")),
        Measure.CONTACT: _(
            "Wie {n} weken later nog contact had met iemand van die dag, van de mensen die dit"
            " invulden."
        ).format(n=value_of("pulse_weeks")),
        Measure.GIVERS_AGAIN: _(
            "Gevers van de vorige keer die nu weer gaven, van al die gevers."
        ),
    }


def table_of(rounds: Sequence[Round]) -> Table:
    """The same for another program: a row for each measure of each edition."""
    rows: list[list[Value]] = [
        [
            round.name,
            round.starts_on,
            line.name,
            line.means,
            cell.part if cell else None,
            cell.whole if cell else None,
            said_of(cell),
        ]
        for line in lines_of(rounds)
        for round, (_name, cell) in zip(rounds, line.cells, strict=True)
    ]
    header = [
        _("Keer"),
        _("Datum"),
        _("Maat"),
        _("Betekenis"),
        _("Aantal"),
        _("Van"),
        _("Deel"),
    ]
    return Table(_("Maten"), header, rows)


def said_of(cell: Share | None) -> str:
    """“62 %”, or why there is no number."""
    if cell is None:
        return _("nog niet bekend")
    if cell.part is None or cell.whole is None:
        return _("niet getoond")
    return percent(cell.part, cell.whole)


def _asked(keys: Sequence[int]) -> Pairs:
    """What closed surveys tell: their results keep few people hidden already."""
    found: Pairs = {}
    for one in Evaluation.objects.filter(round__in=keys).select_related("after", "pulse"):
        found |= {(one.round_id, key): pair for key, pair in _response(one.after.result)}
        pulse = one.pulse.result if one.pulse else {}
        found[one.round_id, Measure.CONTACT] = _in_touch(pulse.get("questions", []))
    return found


def _response(result: Mapping[str, Any]) -> Iterable[tuple[Measure, tuple[int, int]]]:
    if result.get("answered"):
        yield Measure.RESPONSE, (result["answered"], result["asked"])
    groups = {one["group"]: one for one in result.get("per_group", [])}
    roles = {one["role"]: one for one in result.get("per_role", [])}
    for measure, one in (
        (Measure.RESPONSE_PAID, groups.get(Group.PAID)),
        (Measure.RESPONSE_VOLUNTEERS, groups.get(Group.VOLUNTEER)),
        (Measure.RESPONSE_GIVERS, roles.get("giver")),
    ):
        if one:
            yield measure, (one["answered"], one["asked"])


def _in_touch(questions: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    tops = [
        row["top"]
        for one in questions
        if one["key"] == "kept_contact"
        for row in one["rows"]
        if row["top"]
    ]
    return sum(top[0] for top in tops), sum(top[1] for top in tops)


def _seats(keys: Sequence[int]) -> Pairs:
    own = F("participation__affiliation__organisation")
    known = Q(meeting__offer__organisation__isnull=False) & Q(
        participation__affiliation__organisation__isnull=False
    )
    seats = Signup.objects.seated().filter(meeting__offer__round__in=keys).order_by()
    rows: Iterable[Any] = seats.values("meeting__offer__round").annotate(
        number=Count("pk"),
        wished=Count("pk", filter=Q(rank__isnull=False)),
        there=Count("pk", filter=Q(state=SignupState.ATTENDED)),
        missed=Count("pk", filter=Q(state=SignupState.NO_SHOW)),
        known=Count("pk", filter=known),
        away=Count("pk", filter=known & ~Q(meeting__offer__organisation=own)),
    )
    found: Pairs = {}
    for row in rows:
        key = row["meeting__offer__round"]
        found[key, Measure.WISHES] = row["wished"], row["number"]
        found[key, Measure.MISSED] = row["missed"], row["there"] + row["missed"]
        found[key, Measure.ELSEWHERE] = row["away"], row["known"]
    return found


def _workshops(rounds: Sequence[Round]) -> Pairs:
    """Of rounds whose places were divided: which were too empty, and which moved since."""
    keys = [one.pk for one in rounds]
    runs = AllocationRun.objects.filter(round__in=keys, state=AllocationRun.State.PUBLISHED)
    since = {key: at for key, at in runs.values_list("round", "published") if at}
    held = Meeting.objects.on().filter(offer__round__in=since).order_by()
    numbers: Iterable[Any] = held.values("offer__round").annotate(
        number=Count("pk"), few=Count("pk", filter=Q(taken__lt=F("minimum")))
    )
    moved = _moved(since)
    found: Pairs = {}
    for row in numbers:
        key = row["offer__round"]
        found[key, Measure.BELOW_MINIMUM] = row["few"], row["number"]
        found[key, Measure.MOVED] = min(moved[key], row["number"]), row["number"]
    return found


def _moved(since: Mapping[int, datetime]) -> Counter[int]:
    scopes = {ref(Round(pk=key)): key for key in since}
    lines: Iterable[Any] = AuditLine.objects.filter(
        scope_ref__in=scopes, deed="place_meeting", detail__old__has_key="slot"
    ).values_list("scope_ref", "object_ref", "at")
    meetings: dict[int, set[str]] = defaultdict(set)
    for scope, meeting, at in lines:
        if at > since[scopes[scope]]:
            meetings[scopes[scope]].add(meeting)
    return Counter({key: len(found) for key, found in meetings.items()})


def _answered(rounds: Sequence[Round]) -> Pairs:
    within = value_of("answer_days")
    return {
        (key, Measure.ANSWERED): (in_time(one.days, within=within), one.said)
        for key, one in numbers_of_rounds(rounds).items()
    }


def _givers(rounds: Sequence[Round]) -> Pairs:
    """Who gave the time before and gives again. Of the first edition nothing is known."""
    gave: dict[int, set[int]] = defaultdict(set)
    rows = Giving.objects.filter(meeting__in=Meeting.objects.on())
    pairs = rows.filter(meeting__offer__round__in=[one.pk for one in rounds])
    for key, person in pairs.values_list("meeting__offer__round", "person"):
        gave[key].add(person)
    return {
        (now.pk, Measure.GIVERS_AGAIN): (len(gave[now.pk] & gave[then.pk]), len(gave[then.pk]))
        for now, then in pairwise(rounds)
    }
