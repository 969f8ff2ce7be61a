"""How forms look: every form of the product is drawn by the templates in django/forms here."""

from functools import cached_property
from pathlib import Path
from typing import Any

import django.forms
from django import forms
from django.forms.renderers import BaseRenderer
from django.template.backends.django import DjangoTemplates, Template
from django.utils.translation import gettext as _

OURS = Path(__file__).parent / "templates"
THEIRS = Path(django.forms.__file__).parent / "templates"


class Renderer(BaseRenderer):
    """Finds our form templates before Django's, so that no form needs classes of its own."""

    form_template_name = "django/forms/div.html"
    field_template_name = "django/forms/field.html"

    @cached_property
    def engine(self) -> DjangoTemplates:
        return DjangoTemplates(
            {
                "NAME": "onderling-forms",
                "DIRS": [OURS, THEIRS],
                "APP_DIRS": True,
                "OPTIONS": {
                    "builtins": [
                        "django.templatetags.i18n",
                        "onderling.base.templatetags.ond",
                    ]
                },
            }
        )

    def get_template(self, template_name: str) -> Template:
        return self.engine.get_template(template_name)


class DayInput(forms.DateInput):
    """A day, by the date picker of the browser. Browsers send and want ISO dates only."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """A time of day in minutes."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class MomentInput(forms.DateTimeInput):
    """A day and a time in one field."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


def typed_back(form: forms.BaseForm) -> list[tuple[str, list[str]]]:
    """What somebody typed in a form, label by label in words: for when it cannot be saved."""
    found = []
    for field in form.visible_fields():
        value = field.value()
        choices = getattr(field.field, "choices", None)
        if isinstance(value, bool):
            lines = [_("ja")] if value else []
        elif choices is not None:
            wanted = value if isinstance(value, list) else [str(value)]
            lines = [str(label) for key, label in choices if key and str(key) in wanted]
        else:
            lines = str(value or "").splitlines()
        if lines:
            found.append((str(field.label), lines))
    return found
