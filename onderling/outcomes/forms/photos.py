"""Photos and what somebody writes with them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.outcomes.actions.photos import Told
from onderling.outcomes.models import Photo, Recognisable
from onderling.outcomes.rules.photos import names_in
from onderling.people.models import Person

NOBODY, SOMEBODY = "niemand", "iemand"


class SeveralFiles(forms.FileInput):
    """A button to choose several files at once."""

    allow_multiple_selected = True


class PhotosForm(forms.Form):
    """Choose photos; each is judged by itself: one bad file does not lose the others."""

    mark_optional = False

    photos = forms.FileField(
        label=gettext_lazy("Foto’s"),
        widget=SeveralFiles(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=gettext_lazy(
            "U kunt er meer tegelijk kiezen. Waar en wanneer ze gemaakt zijn, halen wij eruit."
        ),
        error_messages={"required": gettext_lazy("Kies eerst een foto.")},
    )


class PhotoForm(forms.Form):
    """What is on one photo, and who is recognisable."""

    mark_optional = False
    saved = False  # saved just now, and need not stand on the page again

    alt = forms.CharField(
        label=gettext_lazy("Wat is er te zien?"),
        max_length=200,
        help_text=gettext_lazy(
            "Voor wie de foto niet kan zien. Bijvoorbeeld: handen aan tafel."
        ),
        error_messages={
            "required": gettext_lazy("Schrijf in een paar woorden wat er te zien is.")
        },
    )
    caption = forms.CharField(
        label=gettext_lazy("Wat staat eronder? Dat hoeft niet"),
        max_length=200,
        required=False,
    )
    who = forms.ChoiceField(
        label=gettext_lazy("Is er iemand herkenbaar?"),
        choices=[
            (NOBODY, gettext_lazy("Niemand is herkenbaar")),
            (SOMEBODY, gettext_lazy("Ja, deze mensen")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies of er iemand herkenbaar is.")},
    )
    people = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Wie was erbij en staat erop?"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    names = forms.CharField(
        label=gettext_lazy("Iemand anders? Typ de naam"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("Meer namen? Zet een komma ertussen."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(
        self,
        photo: Photo,
        there: Iterable[Person],
        known: Sequence[Recognisable],
        data: Any = None,
    ) -> None:
        self.photo = photo
        tagged = {one.person.pk: one.person for one in known if one.person}
        self.there = {person.pk: person for person in there} | tagged
        start = {
            "alt": photo.alt,
            "caption": photo.caption,
            "who": NOBODY if photo.nobody else SOMEBODY if known else "",
            "people": list(tagged),
            "names": ", ".join(one.name for one in known if one.name),
        }
        super().__init__(data, prefix=f"foto-{photo.pk}", label_suffix="", initial=start)
        people: Any = self.fields["people"]
        ordered = sorted(self.there.values(), key=lambda one: one.sorted_name.casefold())
        people.choices = [(one.pk, one.name) for one in ordered]
        if not ordered:
            del self.fields["people"]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        named = typed.get("people") or names_in(typed.get("names", ""))
        if typed.get("who") == SOMEBODY and not named:
            self.add_error("names", _("Kies wie erop staat, of typ een naam."))
        return typed

    @property
    def opens(self) -> bool:
        """Whether the list of people stands open: somebody was chosen, or must be."""
        return self["who"].value() == SOMEBODY or bool(self.errors)

    def told(self) -> Told:
        typed = self.cleaned_data
        nobody = typed["who"] == NOBODY
        return Told(
            alt=typed["alt"],
            caption=typed["caption"],
            nobody=nobody,
            people=[] if nobody else [self.there[pk] for pk in typed.get("people", ())],
            names=[] if nobody else names_in(typed["names"]),
        )
