"""What a coordinator types above a bulletin, what goes in, and the sentence above a report."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from onderling.feedback.models import Bulletin, MiniReport
from onderling.feedback.rules import Part, arranged, parts_in

LABELS = {
    Part.NUMBERS: _("cijfers"),
    Part.ANSWERS: _("wat ermee gedaan is"),
    Part.REPORTS: _("korte verslagen"),
    Part.PHOTOS: _("foto’s"),
    Part.QUOTES: _("wat mensen zeiden"),
    Part.IMPROVEMENTS: _("wat er beter gaat"),
}


class BulletinForm(forms.ModelForm[Bulletin]):
    """The heading, the words before it, and for each part its place, or that it is left out."""

    class Meta:
        model = Bulletin
        fields = ["title", "intro"]
        widgets = {"intro": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.was = parts_in(self.instance.parts)
        places = [(0, _("staat er niet in")), *((n, f"{n}") for n in range(1, len(Part) + 1))]
        for part in [*self.was, *(one for one in Part if one not in self.was)]:
            place = self.was.index(part) + 1 if part in self.was else 0
            self.fields[f"plaats_{part}"] = forms.TypedChoiceField(
                label=LABELS[part], choices=places, coerce=int, initial=place
            )

    def places(self, sizes: Mapping[Part, int]) -> list[tuple[BoundField, int]]:
        """The place of each part beside how much there is of it, in today's order."""
        names = [name for name in self.fields if name.startswith("plaats_")]
        return [(self[name], sizes[Part(name.removeprefix("plaats_"))]) for name in names]

    def parts(self) -> list[Part]:
        wanted = {part: self.cleaned_data[f"plaats_{part}"] for part in Part}
        return arranged(self.was, wanted)


class OpeningForm(forms.ModelForm[MiniReport]):
    class Meta:
        model = MiniReport
        fields = ["opening"]
        widgets = {"opening": forms.Textarea(attrs={"rows": 4})}
