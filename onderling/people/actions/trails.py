"""How what we keep of somebody is found: for reading it, for taking it away, for its term."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.module_loading import import_string

from onderling.base.audit import ref
from onderling.base.privacy import Classified
from onderling.people.models import Person


@dataclass(frozen=True)
class Trail:
    """One way in which rows of a model say something about somebody.

    `about` finds the rows of one person. `fields` are the personal fields that lead this way;
    none named is all of them. A row in which somebody did something to what is another's is
    not `theirs`. In the export stand the fields, with those of `beside` to make them readable;
    what is `withheld` does not, with why.

    What erasing does is told for every field: rows are dropped (`drop`), a field is emptied
    (`blank`) or gets other words (`becomes`), or it `stays`, with why. A key to a row that has
    personal fields of its own needs no word: that row is told about where it stands.

    What is kept for a year after the last round goes with the card of its person. A shorter
    term is the row’s own: it counts from `since`, a moment of the row, or from the end of the
    round to which `round` leads. When it ends, the same becomes of a field as by erasing; a key
    that erasing leaves alone is then `cut`: emptied, or else its row is dropped. Rows of
    `nobody` lead to no card, and so they count from `since` too.
    """

    model: type[Classified]
    about: Callable[["Someone"], Q]
    fields: str = ""
    theirs: bool = True
    beside: str = ""
    withheld: Mapping[str, str] = field(default_factory=dict)
    drop: bool = False
    blank: str = ""
    becomes: Mapping[str, Any] = field(default_factory=dict)
    stays: Mapping[str, str] = field(default_factory=dict)
    since: str = ""
    round: str = ""
    cut: str = ""
    nobody: Q | None = None

    @property
    def names(self) -> list[str]:
        """The personal fields that lead this way."""
        return self.fields.split() or list(self.model.personal)

    def rows(self, who: "Someone") -> "models.QuerySet[Any]":
        return self.model._base_manager.filter(self.about(who)).order_by("pk")

    def emptied(self) -> dict[str, Any]:
        """What stands in each field that is emptied or reworded, once somebody is erased."""
        return {name: _nothing(self.model, name) for name in self.blank.split()} | dict(
            self.becomes
        )

    def kept(self, *terms: str) -> list[str]:
        """The fields that are kept for one of these terms."""
        return [name for name in self.names if self.model.personal[name].keep in terms]

    def silent_about(self) -> list[str]:
        """Fields of which nobody said what erasing does to them."""
        if self.drop:
            return []
        told = {*self.blank.split(), *self.becomes, *self.stays}
        return [name for name in self.names if name not in told and not self._leads_on(name)]

    def _leads_on(self, name: str) -> bool:
        there = self.model._meta.get_field(name).related_model
        return isinstance(there, type) and bool(getattr(there, "personal", None))


def _nothing(model: type[models.Model], name: str) -> Any:
    column: Any = model._meta.get_field(name)
    if column.null:
        return None
    return (
        "" if isinstance(column, models.CharField | models.TextField) else column.get_default()
    )


@dataclass(frozen=True)
class Someone:
    """One person, with every record that went into theirs, as trails ask for them."""

    person: Person
    trails: tuple[Trail, ...]

    @cached_property
    def records(self) -> list[Person]:
        """The record that counts first, then those that were merged into it."""
        found = [self.person]
        for record in found:  # grows while we walk: a merged record may have swallowed others
            gone = record.merges.filter(undone=None).select_related("gone").order_by("pk")
            found += [merge.gone for merge in gone]
        return found

    @cached_property
    def ids(self) -> list[int]:
        return [record.pk for record in self.records]

    @cached_property
    def refs(self) -> list[str]:
        return [ref(record) for record in self.records]

    @cached_property
    def addresses(self) -> list[str]:
        return [record.email for record in self.records if record.email]

    @cached_property
    def things(self) -> list[str]:
        """The opaque names of everything that is theirs: what the log calls them."""
        found: set[str] = set(self.refs)
        for trail in self.trails:
            if trail.theirs and not isinstance(trail.about, OfThings):
                label = trail.model._meta.label_lower
                keys = trail.rows(self).values_list("pk", flat=True)
                found |= {f"{label}:{pk}" for pk in keys}
        return sorted(found)


def all_trails() -> tuple[Trail, ...]:
    """The trails of every room, from the cellar upwards; settings name the rooms."""
    found: Iterator[Iterable[Trail]] = (
        import_string(name).trails for name in settings.BELONGINGS
    )
    return tuple(trail for room in found for trail in room)


def someone(person: Person) -> Someone:
    """Everything of one person, with what was merged into it."""
    return Someone(person.now_is(), all_trails())


def in_(path: str) -> Callable[[Someone], Q]:
    """Rows in which this key leads to the person: `in_("participation__person")`."""
    return lambda who: Q(**{f"{path}__in": who.ids})


def nobodys(_who: Someone) -> Q:
    """Rows that lead to nobody: what was said without a name. Nobody can take them along."""
    return Q(pk__in=[])


def by_ref(path: str) -> Callable[[Someone], Q]:
    """Rows in which this opaque name is the person’s."""
    return lambda who: Q(**{f"{path}__in": who.refs})


@dataclass(frozen=True)
class ByName:
    """Rows in which somebody typed a name that is the person’s.

    Another of that name may be meant: then one row too many goes, rather than one too few.
    """

    path: str

    def __call__(self, who: Someone) -> Q:
        names = [record.name for record in who.records if record.name]
        same = [Q(**{f"{self.path}__iexact": name}) for name in names]
        return reduce(or_, same, Q(pk__in=[]))


@dataclass(frozen=True)
class OfThings:
    """Rows in which this opaque name is of the person, or of anything that is theirs."""

    path: str

    def __call__(self, who: Someone) -> Q:
        return Q(**{f"{self.path}__in": who.things})
