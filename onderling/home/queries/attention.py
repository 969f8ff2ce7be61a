"""What needs a coordinator now: the headline of the overview is how much that is."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base.audit import ref
from onderling.base.written import in_words, plural
from onderling.discussion.queries import number_waiting
from onderling.home.queries.answers import answers_over
from onderling.home.queries.comments import comments_to_read
from onderling.home.queries.matters import matters_of_offers
from onderling.home.queries.progress import Numbers, Step, step_of
from onderling.home.queries.promises import promises_broken
from onderling.home.rules import Matter
from onderling.mail.models import Message
from onderling.rounds.models import CalendarLine, Phase, Round
from onderling.rounds.rules import State
from onderling.signups.models import AllocationRun, Participation
from onderling.signups.queries import Finding, Severity, findings_of

SHOWN = 3  # sentences or tasks in one row; the page behind it has them all
SOON_DAYS = 7
REMINDER = "aan=niet-gekozen&tekst=herinnering_kiezen"  # the group and the text of a reminder
PREPARING = {State.DRAFT, State.ANNOUNCED}
OVER = {State.CLOSED, State.CANCELLED}  # what was to be prepared does not matter any more


def matters_of(
    round: Round, steps: list[Step], numbers: Numbers, *, now: datetime
) -> list[Matter]:
    """List what needs attention, the worst first. The same number of queries for any round."""
    today = now.astimezone(ZoneInfo(round.zone)).date()
    if not numbers.invited.all and round.state in PREPARING:
        return [_lists(round)]
    found = [
        *_messages(round),
        *comments_to_read(round, number_waiting([round.pk]).get(round.pk, 0)),
        *answers_over([round], now=now)[round.pk],
        *promises_broken([round], now=now)[round.pk],
    ]
    if round.state not in OVER:
        found += [
            *_findings(round),
            *_tasks(round, today),
            *time_to_move(round, steps),
            *run_to_look_at(round, round.runs.values_list("state", flat=True).first()),
            *matters_of_offers(round, now=now),
            *_people(round, steps, numbers),
        ]
    return sorted(found, key=lambda matter: not matter.wrong)


def headline_of(matters: list[Matter]) -> str:
    """Say in one line how it goes."""
    wrong = sum(matter.wrong for matter in matters)
    if wrong:
        return in_words(wrong, _("ding gaat nu mis"), _("dingen gaan nu mis"))
    if matters:
        return in_words(len(matters), _("ding vraagt aandacht"), _("dingen vragen aandacht"))
    return _("Alles loopt")


def _lists(round: Round) -> Matter:
    """The first thing to do in a new round: nothing else makes sense without people."""
    return Matter(
        kind="few",
        word=_("Begin hier"),
        title=_("Lees uw lijsten in"),
        text=_("Zet eerst uw mensen en workshops in de ronde. Een Excel-lijst is genoeg."),
        url=reverse("workshops:imports", args=[round.slug]),
        link=_("Lees uw lijsten in"),
    )


def _findings(round: Round) -> Iterator[Matter]:
    titles = {
        "double_giver": (_("gever staat dubbel"), _("gevers staan dubbel")),
        "absent_giver": (_("gever staat als afwezig"), _("gevers staan als afwezig")),
        "pair_never_together": (_("tweetal kan niet samen"), _("tweetallen kunnen niet samen")),
        "locked_absent": (
            _("mens staat vast waar die er niet is"),
            _("mensen staan vast waar zij er niet zijn"),
        ),
    }
    people, board = (
        reverse(page, args=[round.slug]) for page in ("signups:people", "offers:board")
    )
    kinds: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings_of(round):
        kinds[finding.kind].append(finding)
    for kind, findings in kinds.items():
        one, many = titles[kind]
        # Somebody who is away twice is one person; the list shows them once.
        about = {pk for finding in findings for pk in finding.people}
        number = len(findings) if kind == "pair_never_together" else len(about)
        wrong = any(finding.severity == Severity.WRONG for finding in findings)
        yield Matter(
            kind="bad" if wrong else "few",
            word=_("Nu") if wrong else _("Kijk even"),
            title=in_words(number, one, many),
            text=_several([finding.sentence for finding in findings]),
            # A giver need not take part; the board shows givers who do not as well.
            url=board if kind == "double_giver" else f"{people}?let_op={kind}",
            link=_("Los het op"),
        )


def _messages(round: Round) -> Iterator[Matter]:
    refused = Message.objects.filter(
        scope_ref=ref(round), state__in=[Message.State.REFUSED, Message.State.UNKNOWN]
    ).count()
    if refused:
        yield Matter(
            kind="bad",
            word=_("Nu"),
            title=in_words(refused, _("e-mail kwam niet aan"), _("e-mails kwamen niet aan")),
            text=_("Verbeter het adres, of bel deze mensen."),
            url=f"{reverse('mail:outbox', args=[round.slug])}?stand=mis",
            link=_("Bekijk de berichten"),
        )


def _tasks(round: Round, today: date) -> Iterator[Matter]:
    late = list(round.calendar.filter(state=CalendarLine.State.PLANNED, on__lt=today))
    if len(late) > SHOWN:
        yield Matter(
            kind="few",
            word=_("Te laat"),
            title=in_words(len(late), _("taak is te laat"), _("taken zijn te laat")),
            text=_several([_("{what}.").format(what=line.what) for line in late]),
            url=f"{reverse('rounds:calendar', args=[round.slug])}#te-laat",
            link=_("Open de kalender"),
        )
        return
    for line in late:
        days = plural((today - line.on).days, _("dag"), _("dagen"))
        yield Matter(
            kind="few",
            word=_("{days} te laat").format(days=days),
            title=line.what,
            text=_("Wie: {who}.").format(who=line.who),
            url=reverse("rounds:line", args=[round.slug, line.pk]),
            link=_("Bekijk de taak"),
        )


def time_to_move(round: Round, steps: list[Step]) -> Iterator[Matter]:
    """Say that a phase and the state of the round do not fit together. No query."""
    wishing = step_of(steps, Phase.Kind.WISHING)
    if wishing is None:
        return
    page = reverse("rounds:state", args=[round.slug])
    if round.state == State.OPEN and wishing.over:
        yield Matter(
            kind="few",
            word=_("Nu"),
            title=_("De wensen zijn binnen"),
            text=_("De fase is voorbij. U kunt gaan verdelen."),
            url=f"{page}?naar={State.MATCHING}",
            link=_("Ga verdelen"),
        )
    if round.state in PREPARING and wishing.now:
        yield Matter(
            kind="bad",
            word=_("Nu"),
            title=_("De ronde is nog niet open"),
            text=_("De fase ‘wensen doorgeven’ is begonnen, maar niemand kan er nog bij."),
            url=f"{page}?naar={State.OPEN}",
            link=_("Open de ronde"),
        )


def run_to_look_at(round: Round, last: str | None) -> Iterator[Matter]:
    """Say what the last run of the allocation asks of the coordinator. No query."""
    said = {
        AllocationRun.State.PREVIEW: (
            "few",
            _("De proefverdeling is klaar"),
            _("Er is nog niets verstuurd. Kijk haar na en publiceer daarna."),
        ),
        AllocationRun.State.INFEASIBLE: (
            "bad",
            _("De verdeling kan zo niet"),
            _("Een paar regels spreken elkaar tegen. Kies een uitweg."),
        ),
        AllocationRun.State.FAILED: (
            "bad",
            _("De verdeling is mislukt"),
            _("Er is niets veranderd. Probeer het opnieuw."),
        ),
    }
    if round.state == State.MATCHING and last in said:
        kind, title, text = said[AllocationRun.State(last)]
        yield Matter(
            kind=kind,
            word=_("Nu"),
            title=title,
            text=text,
            url=reverse("signups:allocation", args=[round.slug]),
            link=_("Bekijk de verdeling"),
        )


def _people(round: Round, steps: list[Step], numbers: Numbers) -> Iterator[Matter]:
    people = reverse("signups:people", args=[round.slug])
    coming = Participation.State.COMING
    wishing = step_of(steps, Phase.Kind.WISHING)
    silent = numbers.coming.all - numbers.chosen.all
    if round.state == State.OPEN and wishing and wishing.now and silent:
        yield Matter(
            kind="few" if wishing.days_left <= SOON_DAYS else "wait",
            word=_("Nog {days}").format(days=plural(wishing.days_left, _("dag"), _("dagen"))),
            title=plural(silent, _("mens koos nog niet"), _("mensen kozen nog niet")),
            text=_("Wie al koos, krijgt geen herinnering."),
            url=f"{reverse('signups:new_mailing', args=[round.slug])}?{REMINDER}",
            link=_("Herinner alleen hen"),
            list_url=f"{people}?stand={coming}&wensen=nee",
            list_link=_("Bekijk wie"),
        )
    if numbers.late and round.state in {State.OPEN, State.MATCHING}:
        yield Matter(
            kind="few",
            word=_("Late lijst"),
            title=in_words(numbers.late, _("mens kwam te laat"), _("mensen kwamen te laat")),
            text=_("U mag hen alsnog mee laten doen."),
            url=f"{people}?stand={coming}&wensen=laat",
            link=_("Bekijk wie"),
        )


def _several(sentences: list[str]) -> str:
    shown, rest = sentences[:SHOWN], len(sentences) - SHOWN
    if rest > 0:
        shown.append(_("En nog {n}.").format(n=rest))
    return " ".join(shown)
