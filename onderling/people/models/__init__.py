"""People: who takes part, for which organisation, in which role, with which consent."""

from onderling.people.models.consent import Consent
from onderling.people.models.keeping import Going
from onderling.people.models.merges import Merge
from onderling.people.models.organisations import Organisation, OrganisationQuerySet
from onderling.people.models.persons import (
    CARE,
    NAME,
    REACH,
    Affiliation,
    AffiliationQuerySet,
    Person,
    PersonManager,
    new_key,
)
from onderling.people.models.rights import (
    Erasure,
    FirstEntry,
    Membership,
    MembershipQuerySet,
    PersonalLink,
)

__all__ = [
    "CARE",
    "NAME",
    "REACH",
    "Affiliation",
    "AffiliationQuerySet",
    "Consent",
    "Erasure",
    "FirstEntry",
    "Going",
    "Membership",
    "MembershipQuerySet",
    "Merge",
    "Organisation",
    "OrganisationQuerySet",
    "Person",
    "PersonManager",
    "PersonalLink",
    "new_key",
]
