"""What a coordinator types around an allocation."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.offers.models import Meeting
from onderling.rounds.models import Round
from onderling.signups.forms.places import choosable
from onderling.signups.models import Participation

MOST_FOUND = 12


class SearchForm(forms.Form):
    """Find somebody by a part of the name or organisation."""

    mark_optional = False

    zoek = forms.CharField(label=gettext_lazy("Naam van de deelnemer"), max_length=80)

    def found_in(self, round: Round) -> list[Participation]:
        """Up to a dozen people; a name of several words must match them all."""
        if not self.is_valid():
            return []
        people = round.participations.coming().select_related(
            "person", "affiliation__organisation"
        )
        for word in self.cleaned_data["zoek"].split():
            people = people.filter(
                Q(person__first_name__icontains=word)
                | Q(person__infix__icontains=word)
                | Q(person__last_name__icontains=word)
                | Q(affiliation__organisation__name__icontains=word)
            )
        return list(people[:MOST_FOUND])


class LockForm(forms.Form):
    """Fix one of the people found in a workshop, with the reason."""

    deelnemer = forms.TypedChoiceField(label=gettext_lazy("Wie"), coerce=int)
    workshop = forms.TypedChoiceField(label=gettext_lazy("Workshop"), coerce=int)
    reden = forms.CharField(
        label=gettext_lazy("Reden"),
        help_text=gettext_lazy("De deelnemer kan dit lezen. Noem geen andere mensen."),
        max_length=200,
    )

    def __init__(
        self, round: Round, people: list[Participation], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {who.pk: who for who in people}
        self.meetings = {m.pk: m for m in choosable(round)}
        who: Any = self.fields["deelnemer"]
        who.choices = [(pk, _known_as(one)) for pk, one in self.people.items()]
        where: Any = self.fields["workshop"]
        where.choices = [("", _("Kies een workshop")), *_by_slot(self.meetings.values())]

    @property
    def who(self) -> Participation:
        return self.people[self.cleaned_data["deelnemer"]]

    @property
    def where(self) -> Meeting:
        return self.meetings[self.cleaned_data["workshop"]]


def _by_slot(meetings: Any) -> list[tuple[str, list[tuple[int, str]]]]:
    groups: dict[str, list[tuple[int, str]]] = {}
    for meeting in meetings:
        groups.setdefault(str(meeting.slot), []).append((meeting.pk, meeting.offer.title))
    return list(groups.items())


def _known_as(who: Participation) -> str:
    organisation = who.affiliation.organisation if who.affiliation else None
    return f"{who.person.name}, {organisation}" if organisation else who.person.name
