"""“Ik wil blijven”: the page behind the mail of two weeks before a card goes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from onderling.base.policy import ANYONE, policy
from onderling.base.privacy import A_YEAR_MORE, months_later
from onderling.people.actions import staying
from onderling.people.models import Going


@require_http_methods(["GET", "HEAD", "POST"])
@policy(ANYONE)
@never_cache
def stay(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; only pressing it lets somebody stay. Mail scanners open every link."""
    person = staying.behind(token)
    if person is None:
        return render(request, "people/stay_gone.html", status=404)
    stayed = request.method == "POST"
    if stayed:
        staying.stay(person, now=now())
    going = Going.objects.filter(person=person).first()
    until = months_later(localdate(now()), A_YEAR_MORE)
    context = {"person": person, "going": going, "stayed": stayed, "until": until}
    return render(request, "people/stay.html", context)
