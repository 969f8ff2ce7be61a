"""What a coordinator fills in about a round."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from onderling.base.look import DayInput
from onderling.people.actions.persons import find_person
from onderling.people.models import Organisation, Person
from onderling.rounds.models import CalendarLine, Phase, Round
from onderling.rounds.rules import Audience, first_day_of, last_day_of, window_in, written_as


class SettingsForm(forms.ModelForm[Round]):
    """What a round says about itself."""

    class Meta:
        model = Round
        fields = (
            "name",
            "theme",
            "intro",
            "venue",
            "travel",
            "contact_name",
            "contact_phone",
            "contact_hours",
            "walk_ins",
            "colour",
            "formality",
            "window",
        )
        help_texts = {
            "intro": _("Twee of drie zinnen. Ze staan bovenaan de pagina van de ronde."),
            "travel": _("Bijvoorbeeld: u krijgt uw reiskosten terug."),
            "contact_name": _("Deze naam staat onder elke pagina en onder elk bericht."),
            "walk_ins": _(
                "Van elke workshop blijft dit deel vrij tot de dag zelf. Daarna kan aan de deur"
                " iemand aanschuiven. 0 is: alles gaat vooraf weg."
            ),
            "formality": _(
                "Een studiedag of festival is informeel. Een panel is minder formeel, een raad"
                " of werkgroep formeel. Een workshop kan anders zijn."
            ),
            "contact_hours": _(
                "Bijvoorbeeld: maandag tot en met donderdag, 9.00 tot 13.00 uur."
            ),
            "window": _(
                "Bijvoorbeeld: week 2-3 van november. Wie deze ronde kopieert, krijgt dan de"
                " juiste dagen voorgesteld. Week 5 is de laatste week."
            ),
        }
        widgets = {"intro": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["walk_ins"].required = False  # nothing typed is nothing kept

    def clean_walk_ins(self) -> int:
        return self.cleaned_data["walk_ins"] or 0

    def clean_window(self) -> str:
        typed: str = self.cleaned_data["window"]
        try:
            return written_as(window_in(typed)) if typed else ""
        except ValueError:
            raise forms.ValidationError(
                _("Schrijf de weken en de maand, zoals: week 2-3 van november.")
            ) from None


class AudienceForm(forms.ModelForm[Round]):
    """Who may sign up by themselves, and with whom the round is made (X-60)."""

    class Meta:
        model = Round
        fields = ("audience", "partners")
        labels = {
            "audience": _("Wie kan zich aanmelden?"),
            "partners": _("Met wie maakt u deze ronde?"),
        }
        help_texts = {
            "audience": _("Wie u zelf uitnodigt of toevoegt, kan altijd meedoen."),
            "partners": _("Een gever kan zijn workshop alleen voor de partners open zetten."),
        }
        widgets = {
            "audience": forms.RadioSelect,
            "partners": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        host = self.instance.programme.organisation
        choice: Any = self.fields["audience"]
        choice.choices = [
            (Audience.EVERYONE, _("Iedereen")),
            (Audience.PARTNERS, _("Alleen mensen van de partners")),
            (Audience.OWN, format_lazy(_("Alleen mensen van {name}"), name=host.name)),
        ]
        several: Any = self.fields["partners"]
        several.queryset = Organisation.objects.exclude(pk=host.pk)


class PhaseForm(forms.Form):
    """A phase from a first day up to and including a last day."""

    label = forms.CharField(label=_("Hoe heet deze fase?"), max_length=80)
    first_day = forms.DateField(label=_("Eerste dag"), widget=DayInput)
    last_day = forms.DateField(
        label=_("Laatste dag"),
        widget=DayInput,
        help_text=_("Deze dag telt nog mee, tot 23:59."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("Deze dag ligt voor de eerste dag."))
        return data


def phase_form(round: Round, kind: str, data: Any = None) -> PhaseForm:
    """Show a phase as it is now; a new one begins with the name of its kind."""
    phase = round.phases.filter(kind=kind).first()
    if phase is None:
        return PhaseForm(data, initial={"label": str(Phase.Kind(kind).label).capitalize()})
    return PhaseForm(
        data,
        initial={
            "label": phase.label,
            "first_day": first_day_of(phase.opens, round.zone),
            "last_day": last_day_of(phase.closes, round.zone),
        },
    )


class LineForm(forms.Form):
    """A task of the calendar."""

    what = forms.CharField(label=_("Wat moet er gebeuren?"), max_length=200)
    who = forms.CharField(label=_("Wie doet het?"), max_length=60, initial=_("coördinator"))
    offset = forms.CharField(
        label=_("Wanneer?"),
        max_length=20,
        help_text=_("T is de dag zelf. Schrijf bijvoorbeeld T-3 weken of T+2 dagen."),
    )


class MarkForm(forms.Form):
    """Tick a task off, skip it, or put it back."""

    state = forms.ChoiceField(
        label=_("Hoe staat het ermee?"),
        choices=[
            (CalendarLine.State.PLANNED, _("moet nog")),
            (CalendarLine.State.DONE, _("gedaan")),
            (CalendarLine.State.SKIPPED, _("slaan wij over")),
        ],
        widget=forms.RadioSelect,
    )
    because = forms.CharField(
        label=_("Waarom slaan wij dit over?"), max_length=200, required=False
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        skipped = data.get("state") == CalendarLine.State.SKIPPED
        if skipped and not data.get("because", "").strip():
            self.add_error("because", _("Schrijf op waarom u deze taak overslaat."))
        return data


class HandOverForm(forms.Form):
    """Who takes the round over, how people reach them, and what they must know."""

    old = forms.ModelChoiceField(
        Person.objects.none(), label=_("Wie geeft de ronde over?"), empty_label=None
    )
    email = forms.EmailField(
        label=_("E-mailadres van de nieuwe coördinator"),
        max_length=254,
        help_text=_("Die persoon logt hiermee in."),
    )
    phone = forms.CharField(
        label=_("Telefoonnummer van de nieuwe coördinator"),
        max_length=30,
        widget=forms.TextInput({"type": "tel"}),
        help_text=_("Dit nummer staat vanaf dan onder elke pagina en elk bericht."),
    )
    hours = forms.CharField(
        label=_("Wanneer is die bereikbaar?"), max_length=120, required=False
    )
    note = forms.CharField(
        label=_("Wat moet de ander weten?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Wat loopt er, wie verwacht er nog antwoord?"),
    )

    def __init__(
        self, there: list[Person], *args: Any, me: Person | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.there = there
        who: Any = self.fields["old"]
        who.queryset = Person.objects.filter(pk__in=[person.pk for person in there])
        mine = [person for person in there if person == me] or there
        self.initial.setdefault("old", mine[0].pk if mine else None)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        self.cleaned_data["new"] = found = find_person(email)
        if found is None:
            raise forms.ValidationError(
                _("Wij kennen niemand met dit adres. Voeg die persoon eerst toe.")
            )
        return email

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("new") and data.get("new") == data.get("old"):
            self.add_error("email", _("Deze persoon heeft de ronde al."))
        data.pop("email", None)
        return data
