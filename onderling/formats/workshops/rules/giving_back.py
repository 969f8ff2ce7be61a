"""What stands in each cell when a list goes out again: what is true now, in its own words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from onderling.formats.workshops.rules.cells import (
    AUDIENCE_NAMES,
    CONTACT_NAMES,
    GROUP_NAMES,
    audience_of,
    contact_of,
    group_of,
)
from onderling.formats.workshops.rules.wishing import OPINIONS, wishes_in
from onderling.formats.workshops.rules.world import (
    KnownMeeting,
    KnownOffer,
    KnownOrganisation,
    KnownPerson,
    World,
)
from onderling.people.rules import Group
from onderling.rounds.rules import Audience
from onderling.signups.rules import Opinion
from onderling.tables.fold import letters
from onderling.tables.names import clean_address, split_name

# Cells that may hold something we cannot read.
UNREAD: dict[str, Callable[[str], object]] = {
    "email": lambda cell: clean_address(cell)[0] or "anonymous" in clean_address(cell)[1],
    "contact_by": contact_of,
    "group": lambda cell: group_of(cell)[0],
}
PAIR_NAMES = {"like": "graag samen", "together": "altijd samen", "apart": "niet samen"}


@dataclass(frozen=True)
class Giver:
    """Finds the current value of a cell.

    `coded` says that the list names workshops by number. `places` maps a participation to its
    place per round of the day, `states` to the word for how it stands.
    """

    world: World
    coded: bool = False
    places: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)

    def person(self, person: KnownPerson, key: str, cell: str = "", slot: int = 0) -> str:
        """Return a cell of a list of people or of wishes."""
        if key.startswith("wish-"):
            _wish, number, rank = key.split("-")
            return self._wish(person, int(number) or slot, int(rank))
        if key in OPINIONS:
            return "; ".join(self._with_opinion(person, slot, OPINIONS[key]))
        if key == "number_or_name":
            named = self.world.by_name.get(letters(person.name), [])
            shared = len([one for one in named if one.here]) > 1
            by_mail = shared and person.here and not person.here.code
            return (by_mail and person.email) or self.person_name(person)
        if key in UNREAD and cell and not UNREAD[key](cell):
            return cell  # we could not read it, so it says what it said
        if key == "name" and letters(split_name(cell).full) == letters(person.name):
            return " ".join(cell.split())  # the same name, in the order of this list
        return self.values_of(person, slot).get(key, cell)

    def values_of(self, person: KnownPerson, slot: int) -> dict[str, str]:
        here = person.here
        values = {
            **person.fields,
            "name": person.name,
            "first_name": person.first,
            "infix": person.infix,
            "last_name": person.last,
            "email": person.email,
            "contact_by": CONTACT_NAMES[person.fields["contact_by"]],
            "slot": str(slot),
            "present": "nee" if here and slot in here.absent else "ja",
        }
        if here:
            organisation = self.world.organisation_by_id.get(here.organisation or 0)
            values |= {
                "code": here.code,
                "function": here.function,
                "group": GROUP_NAMES[Group(here.group)],
                "organisation": organisation.name if organisation else "",
                "organisation_code": _code_of(organisation),
            }
        return values

    def _wish(self, person: KnownPerson, slot: int, rank: int) -> str:
        there = wishes_in(person.here, slot, self.world)
        ranked = sorted(
            (found[1] or 0, meeting)
            for meeting, found in there.items()
            if found[0] == Opinion.RANKED
        )
        return self.meeting_name(ranked[rank - 1][1]) if rank <= len(ranked) else ""

    def _with_opinion(self, person: KnownPerson, slot: int, opinion: str) -> list[str]:
        there = wishes_in(person.here, slot, self.world)
        return [self.meeting_name(key) for key, found in there.items() if found[0] == opinion]

    def meeting_name(self, meeting: int) -> str:
        known = self.world.meeting_by_id[meeting]
        return known.code if self.coded and known.code else known.title

    def added(self, person: KnownPerson, title: str) -> str:
        """Return a cell of a column that Onderling adds: how it stands, the place per round."""
        if person.here is None:
            return ""
        digits = "".join(sign for sign in title if sign.isdigit())
        if digits:
            return self.places.get(person.here.id, {}).get(int(digits), "")
        return self.states.get(person.here.state, person.here.state)

    def meeting(self, known: KnownMeeting, key: str, cell: str = "") -> str:
        """Return a cell of the programme."""
        offer = self.world.offer_by_id[known.offer]
        first = self.world.slot_by_number.get(known.first_slot)
        last = self.world.slot_by_number.get(known.last_slot)
        runs_on = known.first_slot != known.last_slot
        values = {
            "code": known.code,
            "slot": str(known.first_slot or "") + (f" en {known.last_slot}" if runs_on else ""),
            "time": f"{_clock(first.starts)}-{_clock(last.ends)}" if first and last else "",
            "room": known.room,
            "title": known.title,
            "minimum": str(known.minimum),
            "maximum": str(known.seats),
            "giver": self._givers(known) or cell,
            "offer_code": offer.code,
            "mixed": offer.fields["mixed"],
        }
        return values.get(key, cell)

    def _givers(self, known: KnownMeeting) -> str:
        givers = [self.world.person_by_id[giver] for giver in sorted(known.givers)]
        return "; ".join(self.person_name(giver) for giver in givers)

    def person_name(self, person: KnownPerson) -> str:
        """Name somebody as the lists of this round do: by number, else by name."""
        return person.here.code if person.here and person.here.code else person.name

    def offer(self, known: KnownOffer, key: str, cell: str = "") -> str:
        """Return a cell of the catalogue of workshops."""
        fields = known.fields
        audience = AUDIENCE_NAMES[Audience(fields["audience"])]
        if audience_of(cell) == fields["audience"]:
            audience = cell  # said in other words
        code = fields["organisation__code"] or fields["organisation"]
        values = {
            **fields,
            "code": known.code,
            "title": known.title,
            # A theme or an organisation that we do not know, stays in the list.
            "organisation_code": code or cell,
            "organisation": fields["organisation"] or cell,
            "theme": fields["theme"] or cell,
            "working_form": fields["working_form"] or cell,
            "audience": cell if cell and not audience_of(cell) else audience,
        }
        return values.get(key, cell)

    def organisation(self, known: KnownOrganisation, key: str, cell: str = "") -> str:
        """Return a cell of the list of organisations."""
        if key in {"code", "name"}:
            return str(getattr(known, key))
        value = known.fields.get(key, cell)
        return "" if value == "0" and not cell else value  # a number nobody filled in


def _code_of(organisation: KnownOrganisation | None) -> str:
    return (organisation.code or organisation.name) if organisation else ""


def _clock(time: str) -> str:
    hours, minutes = time.split(":")
    return f"{int(hours)}.{minutes}"
