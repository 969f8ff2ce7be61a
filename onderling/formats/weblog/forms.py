"""What somebody types for the weblog."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.discussion.rules import names_an_address
from onderling.formats.weblog.models import Article
from onderling.mail.rules import one_line


class ArticleForm(forms.ModelForm[Article]):
    link = forms.URLField(
        label=gettext_lazy("Link naar elders"),
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Bijvoorbeeld naar een onderzoek of een filmpje."),
    )

    class Meta:
        model = Article
        fields = ("title", "author", "words", "link")
        widgets = {"words": forms.Textarea(attrs={"rows": 14})}
        help_texts = {
            "words": gettext_lazy(
                "Een lege regel begint een alinea. **vet**, *nadruk*, - voor een lijst,"
                " [tekst](https://adres) voor een link."
            ),
        }

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])

    def clean_author(self) -> str:
        author = one_line(self.cleaned_data["author"])
        if names_an_address(author):
            raise forms.ValidationError(_("Zet hier een naam, geen e-mailadres."))
        return author

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"]
        if link and not link.startswith("https://"):
            raise forms.ValidationError(_("Een link moet beginnen met https://"))
        return link
