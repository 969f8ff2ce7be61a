"""The install for its owner: what is there, and the terms that count (X-13)."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onderling.base.contact import install_contact
from onderling.base.errors import Refused
from onderling.base.models import Setting
from onderling.base.once import once
from onderling.base.policy import OWNER, policy
from onderling.base.terms import TERMS, set_term, value_of
from onderling.discussion.actions.desks import kept_desks
from onderling.home.forms import TermForm
from onderling.mail.models import Message
from onderling.people.http import PersonRequest
from onderling.people.models import Organisation, Person
from onderling.rounds.models import Round


@require_safe
@policy(OWNER)
def install(request: PersonRequest) -> HttpResponse:
    context = {
        "rounds": Round.objects.count(),
        "people": Person.objects.present().count(),
        "organisations": Organisation.objects.count(),
        "waiting": Message.objects.filter(state=Message.State.QUEUED).count(),
        "mail_server": settings.EMAIL_HOST,
        "own_phone": install_contact().phone,
        "desks": sum(one.needs_a_look(localdate()) for one in kept_desks().values()),
        "demo": settings.DEMO,
    }
    return render(request, "home/install.html", context)


@require_safe
@policy(OWNER)
def terms(request: PersonRequest) -> HttpResponse:
    rows: dict[str, list[Setting]] = {name: [] for name in TERMS}
    for row in Setting.objects.filter(name__in=TERMS):
        rows[row.name].append(row)
    shown = [
        {
            "term": term,
            "value": rows[name][0].value if rows[name] else term.default,
            "last": rows[name][0] if rows[name] else None,
            "earlier": rows[name][1:],
        }
        for name, term in TERMS.items()
    ]
    return render(request, "home/terms.html", {"shown": shown})


@require_http_methods(["GET", "HEAD", "POST"])
@policy(OWNER)
@once
def term(request: PersonRequest, name: str) -> HttpResponse:
    if name not in TERMS:
        raise Http404
    form = TermForm(TERMS[name], request.POST or None, initial={"value": value_of(name)})
    if request.method == "POST" and form.is_valid():
        try:
            set_term(name, by=request.user, now=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error("value", str(refusal))
        else:
            messages.success(request, _("De instelling is bewaard. Zij geldt vanaf nu."))
            return redirect("home:settings")
    return render(request, "home/term.html", {"form": form, "term": TERMS[name]})
