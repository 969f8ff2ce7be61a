"""What a coordinator types above a bulletin."""

from django import forms

from onderling.feedback.models import Bulletin


class BulletinForm(forms.ModelForm[Bulletin]):
    """The heading, the words before it, and the order of the parts."""

    class Meta:
        model = Bulletin
        fields = ["title", "intro", "order"]
        widgets = {"intro": forms.Textarea(attrs={"rows": 6}), "order": forms.RadioSelect}
