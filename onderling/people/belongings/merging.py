"""What becomes of what the cellar keeps of people when two records are one."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.base.audit import ref
from onderling.base.models import Draft
from onderling.base.written import plural
from onderling.mail.models import Message, MessageQuerySet, Subscription
from onderling.people.actions.consent import consents_of
from onderling.people.actions.moving import KEPT, Moving, Question, Told
from onderling.people.actions.persons import recipient
from onderling.people.models import Consent, Person
from onderling.people.rules import CONSENT_VERSION

NAME = ("first_name", "infix", "last_name")
# What is asked when both have it and it differs; else what is there goes along.
FIELDS: dict[str, tuple[str, ...]] = {
    "naam": NAME,
    "email": ("email",),
    "phone": ("phone",),
    "post_address": ("post_address",),
    "contact_by": ("contact_by",),
    "place": ("place",),
    "access_needs": ("access_needs",),
    "diet": ("diet",),
}
# Labels for who looks at somebody else's record; the fields themselves say “u”.
LABELS = {"access_needs": gettext_lazy("heeft nodig"), "diet": gettext_lazy("eet niet")}
PROVEN = [Person.State.UNCONFIRMED, Person.State.GUEST, Person.State.ACCOUNT]


def ask(kept: Person, gone: Person) -> list[Question]:
    """The fields in which two records differ; what stays is what stands there now."""
    return [
        Question(key, _label(key), _shown(kept, key), _shown(gone, key), default=KEPT)
        for key in FIELDS
        if _differs(kept, gone, key)
    ]


def tell(kept: Person, gone: Person) -> Told:
    """Count what goes along; say what ends."""
    along = []
    for number, one, many in (
        (gone.affiliations.count(), _("rol bij een organisatie"), _("rollen bij organisaties")),
        (gone.links.filter(revoked=None).count(), _("eigen link"), _("eigen links")),
        (_waiting(gone).count(), _("bericht dat nog wacht"), _("berichten die nog wachten")),
        (
            gone.memberships.current().count(),
            _("rol als coördinator of beheerder"),
            _("rollen als coördinator of beheerder"),
        ),
    ):
        if number:
            along.append(plural(number, one, many))
    ends = [
        _(
            "Toestemming voor {what}: de ene kaart zegt ja, de andere nee. Dan geldt nee."
        ).format(what=Consent.Purpose(purpose).label)
        for purpose in _no_for_one(kept, gone)
    ]
    if _twice_on_its_way(kept, gone):
        ends.append(_("Een bericht dat twee keer klaarstaat, gaat nog één keer weg."))
    return Told(along, ends)


def move(moving: Moving) -> None:
    _consents(moving)
    _fields(moving)
    _affiliations(moving)
    _rights(moving)
    _wanted(moving)
    _messages(moving)
    for draft in Draft.objects.filter(owner_ref=ref(moving.gone)):
        if not Draft.objects.filter(owner_ref=ref(moving.kept), form=draft.form).exists():
            moving.change(draft, _("een concept"), loose=True, owner_ref=ref(moving.kept))


def _fields(moving: Moving) -> None:
    kept, gone = moving.kept, moving.gone
    about = _("de gegevens van {name}").format(name=kept.name)
    moving.change(gone, about, state=Person.State.MERGED)
    taken: dict[str, Any] = {}
    for key, names in FIELDS.items():
        differs = _differs(kept, gone, key)
        empty = not any(getattr(kept, name) for name in names)
        if (differs and moving.takes_gone(key)) or (empty and not differs):
            taken |= {name: getattr(gone, name) for name in names}
    address = taken.pop("email", None)
    if address:
        # The old address stays with the record that ended, so that it still finds this person.
        old = kept.email
        state = max(kept.state, _was(moving, "state"), key=_proof)
        moving.change(gone, about, email=None)
        moving.change(kept, about, email=address, state=state)
        moving.change(gone, about, email=old)
    elif not kept.email:
        taken["state"] = max(kept.state, _was(moving, "state"), key=_proof)
    moving.change(kept, about, **taken)


def _was(moving: Moving, name: str) -> str:
    return str(moving.steps[0]["old"][name])


def _proof(state: str) -> int:
    return [str(one) for one in PROVEN].index(str(state))


def _affiliations(moving: Moving) -> None:
    about = _("de rol bij een organisatie")
    for bond in moving.gone.affiliations.all():
        alike = moving.kept.affiliations.filter(
            organisation=bond.organisation_id, group=bond.group
        ).first()
        if alike is None:
            moving.change(bond, about, person=moving.kept)
        elif alike.until and not bond.until:
            moving.change(alike, about, until=None)


def _rights(moving: Moving) -> None:
    kept, gone = moving.kept, moving.gone
    held = set(kept.memberships.current().values_list("scope", "scope_id", "role"))
    for role in gone.memberships.current():
        if (role.scope, role.scope_id, role.role) in held:
            moving.change(role, _("een rol"), until=moving.now)
        else:
            moving.change(role, _("een rol"), person=kept)
    moving.hand(gone.links.all(), "person", _("een eigen link"), loose=True)
    if not Authenticator.objects.filter(user_id=kept.pk).exists():
        steps = Authenticator.objects.filter(user_id=gone.pk)
        moving.hand(steps, "user", _("de tweede stap bij het inloggen"))


def _consents(moving: Moving) -> None:
    """No by one is no for both. Earlier answers go along, as what was said at the time."""
    noes = _no_for_one(moving.kept, moving.gone)
    about = _("de toestemming")
    moving.hand(moving.gone.consents.all(), "person", about)
    for purpose, answer in noes.items():
        fresh = Consent(
            person=moving.kept,
            purpose=purpose,
            answer=answer,
            text_version=CONSENT_VERSION,
            channel="merge",
            at=moving.now,
        )
        moving.make(fresh, about)


def _no_for_one(kept: Person, gone: Person) -> dict[str, str]:
    mine, theirs = consents_of(kept), consents_of(gone)
    found = {}
    for purpose in mine.keys() & theirs.keys():
        answers = {mine[purpose].answer, theirs[purpose].answer}
        noes = answers - {Consent.Answer.GIVEN}
        if noes and Consent.Answer.GIVEN in answers:
            found[purpose] = noes.pop()
    return dict(sorted(found.items()))


def _wanted(moving: Moving) -> None:
    """What somebody wants to hear of us: no by one is no for both."""
    kept, gone = ref(moving.kept), ref(moving.gone)
    for row in Subscription.objects.filter(to_ref=gone).order_by("pk"):
        moving.change(row, _("een keuze"), loose=True, to_ref=kept)
    for purpose in {row.purpose for row in Subscription.objects.filter(to_ref=kept)}:
        rows = Subscription.objects.filter(to_ref=kept, purpose=purpose)
        last = rows.first()
        if last and last.wanted and rows.filter(wanted=False).exists():
            no = Subscription(to_ref=kept, purpose=purpose, wanted=False, at=moving.now)
            moving.make(no, _("een keuze"))


def _messages(moving: Moving) -> None:
    """What waits goes to the address that stays; what left is remembered as theirs."""
    to = recipient(moving.kept)
    twice = set(_twice_on_its_way(moving.kept, moving.gone))
    about = _("een bericht")
    for message in _waiting(moving.gone):
        if message.pk in twice:
            error = _("Reden: dit bericht stond twee keer klaar.")
            state = Message.State.WITHHELD
            moving.change(message, about, loose=True, state=state, error=error)
        reach = {"to_name": to.name, "to_ref": to.ref}
        if to.by_mail:
            reach |= {"to_address": to.address, "channel": Message.Channel.MAIL}
        elif message.channel == Message.Channel.MAIL:
            reach |= {"to_address": "", "channel": Message.Channel.LETTER}
        moving.change(message, about, loose=True, **reach)
    for message in Message.objects.filter(to_ref=ref(moving.gone)):
        moving.change(message, about, loose=True, to_ref=to.ref)


def _waiting(person: Person) -> MessageQuerySet:
    held = [Message.State.QUEUED, Message.State.WITHHELD]
    return Message.objects.filter(to_ref=ref(person), state__in=held, secret=False)


def _twice_on_its_way(kept: Person, gone: Person) -> list[int]:
    """Messages of one mailing that both records would get."""
    mailings = _waiting(kept).exclude(mailing=None).values_list("mailing", flat=True)
    again = _waiting(gone).waiting().filter(mailing__in=set(mailings))
    return list(again.values_list("pk", flat=True))


def _differs(kept: Person, gone: Person, key: str) -> bool:
    mine, theirs = _values(kept, key), _values(gone, key)
    return mine != theirs and any(mine) and any(theirs)


def _values(person: Person, key: str) -> list[str]:
    return [getattr(person, name) or "" for name in FIELDS[key]]


def _shown(person: Person, key: str) -> str:
    if key == "naam":
        return person.name
    if key == "contact_by":
        return str(person.get_contact_by_display())
    return str(getattr(person, key))


def _label(key: str) -> str:
    if key == "naam":
        return _("Welke naam blijft?")
    field: Any = Person._meta.get_field(key)
    label = str(LABELS.get(key, field.verbose_name))
    return _("{label}: wat blijft?").format(label=label[:1].upper() + label[1:])
