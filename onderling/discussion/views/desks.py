"""The desks to which people are referred, for the owner, and when they were checked."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import OWNER, policy
from onderling.discussion.actions.desks import kept_desks, set_desk
from onderling.discussion.forms import DESK_SAID, DeskForm
from onderling.discussion.rules import Desk
from onderling.people.http import PersonRequest


@require_safe
@policy(OWNER)
def desks(request: PersonRequest) -> HttpResponse:
    today = localdate()
    rows = [
        {"kept": kept, "about": DESK_SAID[desk], "needs_a_look": kept.needs_a_look(today)}
        for desk, kept in kept_desks().items()
    ]
    number = sum(bool(row["needs_a_look"]) for row in rows)
    return render(request, "discussion/desks.html", {"rows": rows, "number": number})


@require_http_methods(["GET", "HEAD", "POST"])
@policy(OWNER)
@once
def desk(request: PersonRequest, name: str) -> HttpResponse:
    """Change one desk, or only say that it is still right."""
    if name not in set(Desk):
        raise Http404
    kept = kept_desks()[Desk(name)]
    first = {**vars(kept.telephone), "checked": localdate()}
    form = DeskForm(request.POST or None, initial=first, label_suffix="")
    if request.method == "POST" and form.is_valid():
        checked = form.cleaned_data["checked"]
        try:
            set_desk(kept.desk, form.telephone, checked=checked, by=request.user, now=now())
        except Refused as refusal:
            form.add_error("checked", str(refusal))
        else:
            messages.success(request, _("Het loket is bewaard. Het staat zo in nieuwe mails."))
            return redirect("discussion:desks")
    context = {"form": form, "kept": kept, "about": DESK_SAID[kept.desk]}
    return render(request, "discussion/desk.html", context)
