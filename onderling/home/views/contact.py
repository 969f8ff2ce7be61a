"""Who stands at the foot of every page and message, for the owner to fill in (X-140)."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onderling.base.contact import (
    Contact,
    change_contact,
    contact_of,
    earlier_contacts,
    install_contact,
)
from onderling.base.once import once
from onderling.base.policy import OWNER, policy
from onderling.home.forms import ContactForm
from onderling.people.http import PersonRequest

SHOWN = 5  # earlier ones


@require_http_methods(["GET", "HEAD", "POST"])
@policy(OWNER)
@once
def contact(request: PersonRequest) -> HttpResponse:
    earlier = {str(row.pk): row for row in earlier_contacts()[: SHOWN + 1]}
    again = earlier.get(request.GET.get("van", ""))
    begin = contact_of(again) if again else install_contact()
    form = ContactForm(request.POST or None, initial=asdict(begin))
    if request.method == "POST" and form.is_valid():
        if change_contact(Contact(**form.cleaned_data), by=request.user, now=now()):
            messages.success(request, _("Dit staat nu onder elke pagina en elk bericht."))
        return redirect("home:contact")
    rows = [(pk, contact_of(row), row.since) for pk, row in list(earlier.items())[1:]]
    return render(request, "home/contact.html", {"form": form, "earlier": rows})
