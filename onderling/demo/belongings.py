"""What this room keeps of people when two records are one."""

from onderling.people.actions.moving import Belongings

BELONGINGS = Belongings(stays={"demo.Example.by": "who asked for the example, at the time"})
