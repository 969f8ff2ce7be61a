"""Who may open which page: one policy per view, and no page without one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import now
from django.utils.translation import gettext as _

from onderling.base.resending import keep_sent

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class Actor(Protocol):
    """Whoever asks for a page. `request.user` satisfies this."""

    @property
    def is_authenticated(self) -> bool: ...

    def holds(self, *roles: str) -> bool:
        """Say whether this person has one of the roles, anywhere, in this session."""
        ...


@dataclass(frozen=True)
class Policy:
    """Opens or closes a page for a kind of visitor.

    This is the outer door. Which round or which sign-up somebody may see is decided inside,
    by `visible_to` and `managed_by`: a thing that is not yours does not exist for you.
    """

    name: str
    allows: Callable[[Actor], bool]


ANYONE = Policy("iedereen", lambda actor: True)
SIGNED_IN = Policy("ingelogd", lambda actor: actor.is_authenticated)
COORDINATOR = Policy("coördinator", lambda actor: actor.holds("coordinator", "owner"))
OWNER = Policy("beheerder", lambda actor: actor.holds("owner"))


def policy(rule: Policy) -> Callable[[View], View]:
    """Give a view its policy. Put this decorator on the outside."""

    def give(view: View) -> View:
        view.policy = rule  # type: ignore[attr-defined]  # functions carry attributes
        return view

    return give


class PolicyMiddleware:
    """Enforces the policies. A view without one does not exist."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        rule: Policy | None = getattr(view, "policy", None)
        if rule is None:
            raise Http404
        actor: Any = request.user
        if not actor.is_authenticated:
            return None if rule is ANYONE else _to_login(request)
        if not rule.allows(actor):
            raise Http404
        return None


def _to_login(request: HttpRequest) -> HttpResponse:
    where = request.get_full_path() if request.method == "GET" else "/"
    if request.method == "POST" and keep_sent(request, now=now()):
        said = _(
            "U was niet meer ingelogd. Wat u invulde, is een uur bewaard. Log in, dan stuurt u"
            " het met één knop."
        )
        messages.info(request, said)
        where = reverse("base:again")
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': where})}")
