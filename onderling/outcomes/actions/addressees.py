"""Who answers in a series: a role at an organisation, with a person for now."""

from datetime import datetime

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.offers.queries.persons import people_called
from onderling.outcomes.models import Addressee, Disposition
from onderling.outcomes.rules.ledger import OPEN
from onderling.people.actions.persons import find_person, make_person
from onderling.people.models import Organisation, Person
from onderling.rounds.models import Round


@write_transaction()
def set_addressee(  # noqa: PLR0913 -- a role with its person; all by keyword but two
    round: Round | None,
    addressee: Addressee | None,
    *,
    role: str,
    organisation: Organisation | None,
    person: Person | None,
    by: Person,
    now: datetime,
) -> Addressee:
    """Make one who answers, or change the role or the person. A new person is asked anew.

    Of no round, several people may answer in one role: each what they placed.
    """
    programme = round.programme if round else None
    others = Addressee.objects.filter(
        programme=programme, role__iexact=role, organisation=organisation
    )
    if programme is None:
        others = others.filter(person=person)
    if addressee:
        others = others.exclude(pk=addressee.pk)
    if others.exists():
        raise Refused(_("Die staat er al."))
    row = addressee or Addressee(programme=programme)
    old = {"role": row.role, "person": audit.ref(row.person)}
    changed = row.person != person
    row.role, row.organisation, row.person = role, organisation, person
    row.save()
    if changed:
        waiting = Disposition.objects.filter(addressee=row, state__in=OPEN)
        waiting.update(asked=None, reminded=None)
    new = {"role": role, "person": audit.ref(person)}
    audit.note(by, "set_addressee", on=row, scope=round, now=now, old=old, new=new)
    return row


@write_transaction()
def remove_addressee(addressee: Addressee, *, round: Round, by: Person, now: datetime) -> None:
    """Take one who answers away; refused while anything is theirs to answer or answered."""
    if addressee.dispositions.exists():
        raise Refused(_("Hier liggen vragen. Geef ze eerst aan een ander."))
    audit.note(
        by,
        "remove_addressee",
        on=addressee,
        scope=round,
        now=now,
        old={"role": addressee.role, "person": audit.ref(addressee.person)},
    )
    addressee.delete()


@write_transaction()
def person_of(name: str, address: str, *, by: Person, now: datetime) -> Person | None:
    """Find who has this mail address, or make them; nobody when nothing was typed.

    Somebody without mail is found by name: a coordinator reads out and writes down for them.
    """
    if not address:
        return _called(name)
    found = find_person(address)
    if found:
        return found
    first, _space, last = name.strip().partition(" ")
    if not first:
        raise Refused(_("Wij kennen dit adres nog niet. Typ er ook een naam bij."))
    return make_person(first_name=first, last_name=last, email=address, by=by, now=now)


def _called(name: str) -> Person | None:
    if not name.strip():
        return None
    found = people_called(name)
    if len(found) != 1:
        raise Refused(
            _("Niemand heet zo, of meer dan één mens heet zo. Typ ook het e-mailadres.")
        )
    return found[0]
