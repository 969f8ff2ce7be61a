"""No page without a policy, and what each policy answers."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from onderling.base.policy import (
    ANYONE,
    COORDINATOR,
    OWNER,
    SIGNED_IN,
    Policy,
    PolicyMiddleware,
    policy,
)


class Visitor:
    """Somebody with roles, without a database."""

    is_authenticated = True

    def __init__(self, *roles: str) -> None:
        self.roles = set(roles)

    def holds(self, *roles: str) -> bool:
        return bool(self.roles & set(roles))


def ask(rule: Policy | None, visitor: Any) -> str:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse("pagina")

    request = RequestFactory().get("/pagina/?a=1")
    request.user = visitor
    view = policy(rule)(page) if rule else page
    try:
        answer = PolicyMiddleware(page).process_view(request, view, (), {})
    except Http404:
        return "bestaat niet"
    return "open" if answer is None else answer["Location"]


@pytest.mark.parametrize(
    ("rule", "visitor", "answer"),
    [
        (ANYONE, AnonymousUser(), "open"),
        (SIGNED_IN, AnonymousUser(), "/inloggen/?next=%2Fpagina%2F%3Fa%3D1"),
        (SIGNED_IN, Visitor(), "open"),
        (COORDINATOR, Visitor(), "bestaat niet"),
        (COORDINATOR, Visitor("coordinator"), "open"),
        (COORDINATOR, Visitor("owner"), "open"),
        (OWNER, Visitor("coordinator"), "bestaat niet"),
        (OWNER, Visitor("owner"), "open"),
        (None, Visitor("owner"), "bestaat niet"),
        (None, AnonymousUser(), "bestaat niet"),
    ],
)
def test_each_policy_opens_for_its_own_visitors(
    rule: Policy | None, visitor: Any, answer: str
) -> None:
    assert ask(rule, visitor) == answer
