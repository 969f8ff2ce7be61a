"""What the cellar keeps of people, and what becomes of it when two records are one, or none."""

from onderling.people.actions.moving import Belongings
from onderling.people.belongings import leaving, merging, staying
from onderling.people.belongings.trails import TRAILS

BELONGINGS = Belongings(
    moves=frozenset(
        {
            "people.Affiliation.person",
            "people.Consent.person",
            "people.Membership.person",
            "people.PersonalLink.person",
            "mfa.Authenticator.user",
        }
    ),
    stays={
        "people.Membership.granted_by": "who gave a role, at the time",
        "people.Merge.kept": "the history of merges; a later merge is followed step by step",
        "people.Merge.gone": "the history of merges",
        "people.Going.person": "who is merged came back; told again when it is time",
        "people.Merge.by": "who merged, at the time",
        "account.EmailAddress.user": "never written here: the address stands on the person",
    },
    ask=merging.ask,
    tell=merging.tell,
    move=merging.move,
    trails=TRAILS,
    seen=staying.seen,
    why_not_leave=leaving.why_not_leave,
    tell_leaving=leaving.tell_leaving,
    leave=leaving.leave,
)
