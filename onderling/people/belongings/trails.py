"""What the cellar keeps of people, and what erasing does to it: base, mail and people."""

from django.db.models import Q
from django.utils.translation import gettext_noop

from onderling.base.models import (
    AuditDetail,
    AuditLine,
    Draft,
    Import,
    ImportRow,
    Setting,
    Upload,
)
from onderling.mail.models import Bounce, Mailing, Message, Subscription
from onderling.people.actions.trails import OfThings, Someone, Trail, by_ref, in_, nobodys
from onderling.people.models import (
    Affiliation,
    Consent,
    Going,
    Membership,
    Merge,
    Person,
    PersonalLink,
)
from onderling.people.rules import ERASED_NAME

# The opaque name of a record that says nothing of anybody any more.
NAMELESS = "verwijst naar een kaart zonder naam"
COUNTS = "telt mee in de cijfers, zonder naam"
NO_SUBJECT = "–"


def _to(who: Someone, path: str = "") -> Q:
    """Messages to somebody; also those to their address alone, such as a code."""
    bare = {f"{path}to_ref": "", f"{path}to_address__in": who.addresses}
    return Q(**{f"{path}to_ref__in": who.refs}) | Q(**bare)


PEOPLE = (
    Trail(
        Person,
        in_("pk"),
        becomes={"first_name": ERASED_NAME},
        blank="infix last_name email phone post_address contact_by place language access_needs"
        " diet last_login",
        since="last_login",
    ),
    Trail(Going, in_("person"), drop=True, beside="on told"),
    Trail(
        Affiliation,
        in_("person"),
        blank="function",
        stays={"organisation": COUNTS, "group": COUNTS},
    ),
    Trail(
        Consent,
        in_("person"),
        beside="at",
        stays=dict.fromkeys(
            ("purpose", "answer"), "of iemand ja of nee zei, blijft na te gaan"
        ),
    ),
    Trail(Membership, in_("person"), fields="person", beside="role scope since until"),
    Trail(
        Membership, in_("granted_by"), fields="granted_by", theirs=False, beside="role since"
    ),
    Trail(PersonalLink, in_("person"), drop=True, beside="made used revoked"),
    Trail(
        Merge,
        lambda who: Q(kept__in=who.ids) | Q(gone__in=who.ids),
        fields="kept gone steps",
        blank="steps",
        beside="at undone",
    ),
    Trail(Merge, in_("by"), fields="by", theirs=False, beside="at"),
)
BASE = (
    Trail(
        AuditLine,
        by_ref("actor_ref"),
        fields="actor_ref",
        theirs=False,
        stays={"actor_ref": NAMELESS},
        beside="at deed",
    ),
    Trail(
        AuditLine,
        OfThings("object_ref"),
        fields="object_ref",
        stays={"object_ref": NAMELESS},
        beside="at deed",
    ),
    Trail(
        AuditDetail,
        OfThings("line__object_ref"),
        fields="old new because",
        theirs=False,
        blank="old new because",
        beside="line",
    ),
    Trail(Draft, by_ref("owner_ref"), drop=True, beside="form at", since="at"),
    Trail(Upload, OfThings("kept_ref"), drop=True, beside="at"),
    Trail(
        Setting,
        by_ref("by_ref"),
        theirs=False,
        stays={"by_ref": NAMELESS},
        beside="name value since",
    ),
    Trail(
        Import,
        by_ref("by_ref"),
        theirs=False,
        stays={"by_ref": NAMELESS},
        beside="kind file_name at",
    ),
    Trail(
        ImportRow,
        OfThings("object_ref"),
        blank="cells remarks before",
        stays={"object_ref": NAMELESS},
        beside="number",
    ),
    # A row that made nobody: no card takes it along when it goes.
    Trail(
        ImportRow,
        nobodys,
        fields="cells remarks before",
        blank="cells remarks before",
        since="source__at",
        nobody=Q(object_ref=""),
    ),
)
MESSAGE = "to_name to_address to_ref subject body error"
MAIL = (
    Trail(
        Mailing, by_ref("by_ref"), theirs=False, stays={"by_ref": NAMELESS}, beside="kind made"
    ),
    Trail(
        Message,
        lambda who: _to(who) & Q(secret=False),
        fields=MESSAGE,
        blank="to_name to_address body error",
        becomes={"subject": NO_SUBJECT},
        stays={"to_ref": NAMELESS},
        beside="queued sent state",
        since="queued",
    ),
    Trail(
        Message,
        lambda who: _to(who) & Q(secret=True),
        fields=MESSAGE,
        withheld={"body": gettext_noop("een code om in te loggen leest niemand terug")},
        blank="to_name to_address body error",
        becomes={"subject": NO_SUBJECT},
        stays={"to_ref": NAMELESS},
        beside="queued sent state",
        since="queued",
    ),
    Trail(
        Message,
        lambda who: Q(reply_address__in=who.addresses),
        fields="reply_name reply_address",
        theirs=False,
        blank="reply_name reply_address",
        beside="queued",
        since="queued",
    ),
    Trail(
        Message,
        by_ref("reached_by_ref"),
        fields="reached_by_ref",
        theirs=False,
        stays={"reached_by_ref": NAMELESS},
        beside="reached",
    ),
    Trail(
        Bounce,
        lambda who: _to(who, "message__"),
        fields="message kind because",
        blank="because",
        stays={"kind": COUNTS},
        beside="at",
        since="at",
    ),
    Trail(
        Bounce,
        by_ref("by_ref"),
        fields="by_ref",
        theirs=False,
        stays={"by_ref": NAMELESS},
        beside="at",
    ),
    Trail(Subscription, by_ref("to_ref"), drop=True, beside="at"),
)

TRAILS = (*PEOPLE, *BASE, *MAIL)
