"""What people may type in a thread."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.base.errors import Refused
from onderling.base.pictures import Drawn, draw_anew
from onderling.discussion.models import REASONS, Comment, Thread
from onderling.discussion.rules import LONGEST, Desk, Reason, Telephone, names_an_address
from onderling.mail.rules import one_line
from onderling.people.forms import address_field

AGREED = gettext_lazy("Iedereen die herkenbaar op de foto staat, vindt dit goed.")


def _no_address(text: str) -> str:
    if names_an_address(text):
        raise forms.ValidationError(
            _("Er staat een e-mailadres in uw tekst. Haal het weg: iedereen kan dit lezen.")
        )
    return text


class CommentForm(forms.Form):
    """One field."""

    text = forms.CharField(
        label=gettext_lazy("Uw reactie"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Schrijf eerst uw reactie.")},
        help_text=gettext_lazy("Noem geen namen van cliënten, buren of andere mensen."),
    )

    def clean_text(self) -> str:
        return _no_address(self.cleaned_data["text"])


class GuestForm(CommentForm):
    """A guest says who it is. `homepage` is for robots: people do not see it."""

    name = forms.CharField(
        label=gettext_lazy("Uw naam"),
        max_length=80,
        help_text=gettext_lazy("Zo staat het bij uw reactie. Alleen een voornaam mag ook."),
        error_messages={"required": gettext_lazy("Vul in hoe u wilt heten.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = address_field(
        gettext_lazy("Uw e-mailadres"),
        gettext_lazy("Dit komt nergens op de site. Wij mailen u een knop om te bevestigen."),
    )
    homepage = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    def clean_name(self) -> str:
        return _no_address(one_line(self.cleaned_data["name"]))

    @property
    def is_by_a_robot(self) -> bool:
        return bool(self.data.get("homepage"))


class PostForm(CommentForm):
    """A post on a wall: a short text, and at most one picture or one film elsewhere."""

    text = forms.CharField(
        label=gettext_lazy("Wat wilt u laten zien of vertellen?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Schrijf er een paar woorden bij.")},
        help_text=gettext_lazy("Een paar zinnen is genoeg."),
    )
    photo = forms.FileField(
        label=gettext_lazy("Foto"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=gettext_lazy("Waar en wanneer hij gemaakt is, halen wij eruit."),
    )
    alt = forms.CharField(
        label=gettext_lazy("Wat is er op de foto te zien?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "Voor wie de foto niet kan zien. Bijvoorbeeld: handen aan tafel."
        ),
    )
    agreed = forms.BooleanField(label=AGREED, required=False)
    link = forms.URLField(
        label=gettext_lazy("Link naar een film of pagina elders"),
        max_length=300,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": gettext_lazy("Deze link klopt niet.")},
    )

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"]
        if link and not link.startswith("https://"):
            raise forms.ValidationError(_("Een link moet beginnen met https://"))
        return link

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not typed.get("photo"):
            return typed
        if not typed.get("alt"):
            self.add_error("alt", _("Schrijf in een paar woorden wat er te zien is."))
        if not typed.get("agreed"):
            self.add_error("agreed", _("Vraag het eerst aan wie op de foto staat."))
        return typed

    def drawn(self) -> Drawn | None:
        """Draw the picture anew; a file that is none becomes a fault of this form."""
        sent = self.cleaned_data.get("photo")
        if not sent:
            return None
        try:
            return draw_anew(sent, sent.size)
        except Refused as refusal:
            self.add_error("photo", str(refusal))
            return None


class ReportForm(forms.Form):
    """What is wrong with a comment; who is in its picture says so."""

    because = forms.CharField(
        label=gettext_lazy("Wat is er mis?"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    in_picture = forms.BooleanField(
        label=gettext_lazy("Ik sta op de foto en wil dat niet."), required=False
    )

    def __init__(self, *args: Any, with_picture: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_picture:
            del self.fields["in_picture"]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not typed.get("because") and not typed.get("in_picture"):
            self.add_error("because", _("Schrijf in een paar woorden wat er mis is."))
        return typed


class RejectForm(forms.Form):
    """Why it is not placed, for who wrote it."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Waarom niet?"),
        widget=forms.RadioSelect,
        choices=[choice for choice in REASONS if choice[0] != Reason.REFERRED],
        error_messages={
            "required": gettext_lazy("Kies een reden. De schrijver krijgt die te lezen.")
        },
    )


class ReferForm(forms.Form):
    """Which desk really helps."""

    desk = forms.ChoiceField(
        label=gettext_lazy("Waar gaat het om?"),
        widget=forms.RadioSelect,
        choices=[(key, label) for key, label in Comment._meta.get_field("desk").choices or []],
        error_messages={"required": gettext_lazy("Kies waar het om gaat.")},
    )


DESK_SAID = {Desk(key): label for key, label in Comment._meta.get_field("desk").choices or []}


class DeskForm(forms.Form):
    """How to reach a desk, and when somebody checked it."""

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=80)
    number = forms.CharField(
        label=gettext_lazy("Telefoonnummer"),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    site = forms.CharField(label=gettext_lazy("Site"), max_length=100)
    checked = forms.DateField(
        label=gettext_lazy("Nagekeken op"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("De dag waarop u belde of op de site keek."),
    )

    def clean_number(self) -> str:
        number = one_line(self.cleaned_data["number"])
        if not any(sign.isdigit() for sign in number):
            raise forms.ValidationError(_("Vul een nummer in dat mensen kunnen bellen."))
        return number

    @property
    def telephone(self) -> Telephone:
        typed = self.cleaned_data
        site = typed["site"].removeprefix("https://").removeprefix("http://").rstrip("/")
        return Telephone(one_line(typed["name"]), typed["number"], site)


class ThreadForm(forms.ModelForm[Thread]):
    """When somebody looks, and whether one may write."""

    is_open = forms.BooleanField(label=gettext_lazy("Mensen mogen schrijven"), required=False)

    class Meta:
        model = Thread
        fields = ("mode",)
        widgets = {"mode": forms.RadioSelect}
        labels = {"mode": gettext_lazy("Wanneer kijkt u?")}
