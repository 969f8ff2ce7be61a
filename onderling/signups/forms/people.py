"""What a coordinator types on the list of participants and about one of them."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from onderling.people.rules import Group
from onderling.signups.models import Participation

FINDINGS = ("absent_giver", "double_giver", "locked_absent", "pair_never_together")
EVERYBODY = ("", gettext_lazy("iedereen"))


class PeopleFilter(forms.Form):
    """Narrow the list. Everything may stay empty, and every address can be shared."""

    mark_optional = False

    zoek = forms.CharField(label=gettext_lazy("Wie zoekt u?"), max_length=80, required=False)
    groep = forms.ChoiceField(
        label=gettext_lazy("Rol"),
        required=False,
        choices=[
            EVERYBODY,
            (str(Group.PAID), gettext_lazy("beroepskrachten")),
            (str(Group.VOLUNTEER), gettext_lazy("vrijwilligers")),
            (str(Group.OTHER), gettext_lazy("anderen")),
        ],
    )
    stand = forms.ChoiceField(
        label=gettext_lazy("Doet mee?"),
        required=False,
        choices=[EVERYBODY, *Participation.State.choices],
    )
    wensen = forms.ChoiceField(
        label=gettext_lazy("Wensen"),
        required=False,
        choices=[
            EVERYBODY,
            ("ja", gettext_lazy("heeft gekozen")),
            ("nee", gettext_lazy("heeft nog niet gekozen")),
            ("laat", gettext_lazy("te laat, nog niet meegenomen")),
            ("toegelaten", gettext_lazy("te laat, doet toch mee")),
        ],
    )
    bereik = forms.ChoiceField(
        label=gettext_lazy("Bereikbaar"),
        required=False,
        choices=[EVERYBODY, ("geen_mail", gettext_lazy("zonder e-mail"))],
    )
    let_op = forms.ChoiceField(
        required=False,
        # Not asked for on the page: the overview leads here, and the page says what it shows.
        widget=forms.HiddenInput,
        choices=[(kind, kind) for kind in FINDINGS],
    )

    def narrow(self, people: "QuerySet[Participation]") -> "QuerySet[Participation]":
        if not self.is_valid():
            return people
        typed = self.cleaned_data
        for word in typed["zoek"].replace(",", " ").split():  # “Leenheer, Ria” as the list says
            people = people.filter(
                Q(person__first_name__icontains=word)
                | Q(person__infix__icontains=word)
                | Q(person__last_name__icontains=word)
                | Q(affiliation__organisation__name__icontains=word)
            )
        if typed["groep"]:
            people = people.filter(group=typed["groep"])
        if typed["stand"]:
            people = people.filter(state=typed["stand"])
        if typed["bereik"]:
            people = people.filter(person__email=None)
        match typed["wensen"]:
            case "ja":
                people = people.filter(chosen__isnull=False)
            case "nee":
                people = people.filter(chosen=None)
            case "laat":
                people = people.filter(late=True, late_accepted=False)
            case "toegelaten":
                people = people.filter(late=True, late_accepted=True)
        return people

    def finding(self) -> str:
        """The kind of thing that does not fit to which the list is narrowed, if any."""
        return str(self.cleaned_data["let_op"]) if self.is_valid() else ""
