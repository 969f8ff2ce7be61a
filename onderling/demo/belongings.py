"""What this room keeps of people, and what becomes of it."""

from onderling.demo.models import Example
from onderling.people.actions.moving import Belongings
from onderling.people.actions.trails import Trail, in_

BELONGINGS = Belongings(
    stays={"demo.Example.by": "who asked for the example, at the time"},
    trails=(Trail(Example, in_("by"), theirs=False, beside="queued"),),
)
