"""What editors see and do: the queue, one contribution, a practical example of it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onderling.base.errors import Refused
from onderling.base.models import Upload
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.base.uploads import upload_answer
from onderling.discussion.actions.desks import kept_desks
from onderling.discussion.forms import ReferForm
from onderling.discussion.http import (
    PLACE,
    PUT_BACK,
    REFER,
    REJECT,
    Choice,
    asked_of,
    decided,
)
from onderling.discussion.rules import points_at_somebody
from onderling.formats.library.actions import judging
from onderling.formats.library.actions.becoming import lay_before, take_on
from onderling.formats.library.forms.judging import (
    FactsForm,
    PlaceForm,
    PracticeForm,
    RejectForm,
    RoundForm,
)
from onderling.formats.library.models import Contribution
from onderling.formats.library.queries import became_of, rounds_to_choose, unanswered_of
from onderling.formats.library.rules import Deed, State, Who, deeds_of
from onderling.outcomes.rules.ledger import OPEN
from onderling.people.http import PersonRequest
from onderling.people.models import Person

READ_OR_SEND = ["GET", "HEAD", "POST"]
LATEST = 20
ASK, TAKE, FACTS = "ronde", "ik", "erbij"
FACTS_FIELDS = ("theme", "for_whom", "minutes")


@require_safe
@policy(COORDINATOR)
def queue(request: PersonRequest) -> HttpResponse:
    """What waits, what was not confirmed yet, and the last decisions."""
    own = Contribution.objects.managed_by(request.user).select_related("round", "upload")
    decided = own.exclude(state__in=[State.MODERATION, State.UNCONFIRMED])
    context = {
        "waiting": _marked(own.to_judge()),
        "unconfirmed": _marked(own.filter(state=State.UNCONFIRMED).order_by("pk")),
        "unanswered": unanswered_of(request.user, now=now()),
        "decided": decided.filter(decided__isnull=False).order_by("-decided")[:LATEST],
    }
    return render(request, "library/queue.html", context)


def _marked(found: Any) -> list[tuple[Contribution, bool]]:
    return [(one, points_at_somebody(one.said)) for one in found]


@require_http_methods(READ_OR_SEND)
@policy(COORDINATOR)
@once
def judge(request: PersonRequest, contribution_id: int) -> HttpResponse:
    found = _found(request, contribution_id)
    asked = asked_of(
        request,
        {
            PLACE: lambda typed: PlaceForm(
                typed, instance=found, rounds=rounds_to_choose(request.user)
            ),
            FACTS: lambda typed: FactsForm(typed, instance=found),
            ASK: lambda typed: RoundForm(
                typed, rounds=rounds_to_choose(request.user), required=True
            ),
            REJECT: RejectForm,
            REFER: ReferForm,
        },
    )
    if request.method == "POST" and decided(request, asked, _choices(request.user, found)):
        return redirect("library:queue")
    forms = {
        "placing": asked.forms[PLACE],
        "facts": asked.forms[FACTS],
        "choose": asked.forms[ASK],
        "rejecting": asked.forms[REJECT],
        "referring": asked.forms[REFER],
        "desks": [kept.telephone for kept in kept_desks().values()],
    }
    return render(request, "library/judge.html", {**_context(found, request.user), **forms})


def _choices(by: Person, found: Contribution) -> dict[str, Choice]:
    at = now()
    return {
        PLACE: Choice(
            lambda typed: judging.publish(
                found, round=typed["round"], facts=_facts(typed), by=by, now=at
            ),
            _("Geplaatst. De inzender krijgt over vijf minuten een mail."),
        ),
        FACTS: Choice(
            lambda typed: judging.set_facts(found, _facts(typed), by=by, now=at),
            _("Bewaard. Het staat nu zo bij de bijdrage."),
        ),
        ASK: Choice(
            lambda typed: lay_before(found, typed["round"], by=by, now=at),
            _("Het staat in de lijst met antwoorden van de ronde."),
        ),
        TAKE: Choice(
            lambda _typed: take_on(found, by=by, now=at),
            _("U antwoordt. Het staat bij wat op u wacht."),
        ),
        PUT_BACK: Choice(
            lambda _typed: judging.take_back(found, by=by, now=at),
            _("Het besluit is teruggenomen."),
        ),
        REJECT: Choice(
            lambda typed: judging.reject(
                found, typed["reason"], because=typed["because"], by=by, now=at
            ),
            _("Niet geplaatst. De inzender krijgt over vijf minuten een mail."),
        ),
        REFER: Choice(
            lambda typed: judging.refer(found, typed["desk"], by=by, now=at),
            _("Doorverwezen. De inzender krijgt over vijf minuten een mail."),
        ),
    }


def _facts(typed: Mapping[str, Any]) -> dict[str, Any]:
    return {name: typed[name] for name in FACTS_FIELDS}


def _context(found: Contribution, by: Person) -> dict[str, Any]:
    may = deeds_of(found.state, Who.EDITOR)
    became = became_of(found, now=now())
    return {
        "contribution": found,
        "careful": points_at_somebody(found.said),
        "may_publish": Deed.PUBLISH in may,
        "may_reject": Deed.REJECT in may,
        "may_promote": Deed.PROMOTE in may,
        "may_undo": Deed.UNDO in may,
        "became": became,
        # In a round the list of that round says who answers.
        "may_move": all(row.it.round is None and row.it.state in OPEN for row in became),
        "mine": any(row.it.addressee and row.it.addressee.person == by for row in became),
        "file_ready": found.upload is not None and found.upload.state == Upload.State.SAFE,
    }


@require_safe
@policy(COORDINATOR)
def file(request: PersonRequest, contribution_id: int) -> HttpResponse | FileResponse:
    """The file, for who judges: made safe first, as everybody gets it."""
    upload = _found(request, contribution_id).upload
    if upload is None:
        raise Http404
    if upload.state != Upload.State.SAFE:
        return render(request, "base/upload_gone.html", status=410)
    return upload_answer(upload)


@require_http_methods(READ_OR_SEND)
@policy(COORDINATOR)
@once
def promote(request: PersonRequest, contribution_id: int) -> HttpResponse:
    """Make a practical example of it: the editor fills in for whom and how long."""
    found = _found(request, contribution_id)
    if Deed.PROMOTE not in deeds_of(found.state, Who.EDITOR):
        messages.error(request, _("Hier kunt u nu geen praktijkvoorbeeld van maken."))
        return redirect("library:judge", found.pk)
    first = {"title": found.title, "words": found.words, "source": found.shown_name}
    first |= {name: getattr(found, name) for name in FACTS_FIELDS}
    form = PracticeForm(request.POST or None, initial=first, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            judging.promote(found, form.save(commit=False), by=request.user, now=now())
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("library:judge", found.pk)
        messages.success(request, _("Het is nu een praktijkvoorbeeld."))
        return redirect("library:queue")
    return render(request, "library/promote.html", {"contribution": found, "form": form})


def _found(request: PersonRequest, contribution_id: int) -> Contribution:
    own = Contribution.objects.managed_by(request.user)
    return get_object_or_404(own.select_related("round", "upload", "theme"), pk=contribution_id)
