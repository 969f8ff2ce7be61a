"""What the frame of every page needs: menu, contact person, name of the network."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string
from django.utils.timezone import now
from django.utils.translation import gettext as _

from onderling.base.addresses import address_or_none
from onderling.base.contact import Contact, install_contact
from onderling.base.footer import links
from onderling.base.once import new_key
from onderling.base.policy import ANYONE, COORDINATOR, Policy


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of the page frame. A page about a round passes its own `contact`."""
    install = settings.INSTALL
    return {
        "site_name": install.network_name,
        # A page about a round names the contact of that round, and does not ask.
        "contact": SimpleLazyObject(lambda: whom_to_ring(request)),
        "menu": menu(request),
        "demo_bar": address_or_none("demo:step_in") if settings.DEMO else None,
        "once_key": new_key,
        "footer": links(),
        # There people may give a tip or an example about what they read.
        "is_for_everybody": _policy(request) is ANYONE,
    }


def whom_to_ring(request: HttpRequest) -> Contact:
    """The contact of the install; or, without a telephone there, that of a coming round."""
    own = install_contact()
    if own.phone:
        return own
    user: Any = getattr(request, "user", None)
    person = user if user is not None and user.is_authenticated else None
    about = import_string(settings.ROUND_TO_ASK)(person, now=now())
    if about is None:
        return own
    return Contact(about.contact_name, about.contact_phone, about.contact_hours)


def menu(request: HttpRequest) -> list[dict[str, Any]]:
    """The entries this visitor may open, in order."""
    user: Any = getattr(request, "user", None)
    seen = []
    for name, label, rule in settings.MENU:
        open_to_all = rule.name == "iedereen"
        if user is None or (not user.is_authenticated and not open_to_all):
            continue
        if not open_to_all and not rule.allows(user):
            continue
        url = address_or_none(name)
        if url:
            seen.append({"label": label, "url": url, "current": request.path == url})
    if user is not None and not user.is_authenticated:
        way_in = settings.LOGIN_URL
        here = request.path == way_in
        seen.append({"label": _("Inloggen"), "url": way_in, "current": here})
    return seen


def round_menu(
    request: HttpRequest, slug: str, *, managing: bool = False
) -> list[dict[str, Any]]:
    """The pages of one round, on the pages that only its coordinators can open.

    `managing` is how a page for everybody says that it shows somebody else's to a coordinator.
    """
    match = request.resolver_match
    rule = getattr(match.func, "policy", None) if match else None
    if match is None or not (managing or rule is COORDINATOR):
        return []
    above = settings.ROUND_MENU_ABOVE.get(match.view_name)
    found = [(name, label, address_or_none(name, slug)) for name, label in settings.ROUND_MENU]
    return [
        {
            "label": label,
            "url": url,
            "current": name == above or request.path.startswith(url),
        }
        for name, label, url in found
        if url
    ]


def _policy(request: HttpRequest) -> Policy | None:
    match = request.resolver_match
    return getattr(match.func, "policy", None) if match else None
