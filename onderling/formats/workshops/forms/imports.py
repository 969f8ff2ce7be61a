"""Bringing a list in, and saying what its columns are."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.base.models import Import
from onderling.formats.workshops.actions.imports.words import KIND_NAMES, column_name
from onderling.formats.workshops.rules.kinds import KINDS
from onderling.tables.read import LARGE, read, read_pasted
from onderling.tables.sheet import LIMIT, Sheet, Unreadable

ROUNDS, RANKS = 6, 5  # as many columns of wishes as a person may point out


class ListForm(forms.Form):
    """A file, or cells copied from Excel."""

    mark_optional = False  # it is one or the other

    file = forms.FileField(
        required=False,
        label=gettext_lazy("Uw bestand"),
        help_text=gettext_lazy(
            "Excel (.xlsx), OpenOffice (.ods), csv, of schedule.json of .xml. Hoogstens 64 MB."
        ),
        allow_empty_file=True,  # we say ourselves what is wrong with it
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.ods,.csv,.txt,.json,.xml"}),
    )
    pasted = forms.CharField(
        required=False,
        label=gettext_lazy("Of plak hier de cellen"),
        help_text=gettext_lazy(
            "Kopieer in Excel de rijen met de kopjes erboven, en plak ze hier."
        ),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "wrap": "off"}),
    )

    sheets: tuple[Sheet, ...] = ()
    file_name = ""

    def clean_file(self) -> UploadedFile[Any] | None:
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file is None:
            return None
        if (file.size or 0) > LIMIT:
            raise forms.ValidationError(LARGE)
        self.file_name = (file.name or "")[-200:]
        self.sheets = self._read(read, file.read(), name=self.file_name)
        return file

    def clean_pasted(self) -> str:
        pasted: str = self.cleaned_data["pasted"]
        if pasted.strip() and not self.sheets and "file" not in self.errors:
            self.file_name = _("geplakte cellen")
            self.sheets = (self._read(read_pasted, pasted),)
        return pasted

    def clean(self) -> dict[str, Any]:
        if not self.sheets and not self.errors:
            raise forms.ValidationError(_("Kies een bestand, of plak de cellen van uw lijst."))
        return self.cleaned_data

    @staticmethod
    def _read(reader: Any, *given: Any, **named: Any) -> Any:
        try:
            return reader(*given, **named)
        except Unreadable as refusal:
            sentence = _(refusal.sentence)
            raise forms.ValidationError(
                sentence % refusal.values if refusal.values else sentence
            ) from refusal


class ColumnsForm(forms.Form):
    """What kind of list it is, and what each of its columns holds."""

    kind = forms.ChoiceField(label=gettext_lazy("Wat voor lijst is dit?"))

    def __init__(self, *given: Any, source: Import, **named: Any) -> None:
        super().__init__(*given, **named)
        self.source = source
        kinds: list[tuple[str, str | Promise]] = [*KIND_NAMES.items()]
        if not source.kind:
            kinds.insert(0, ("", _("Kies wat voor lijst dit is")))
        self.fields["kind"] = forms.ChoiceField(
            label=gettext_lazy("Wat voor lijst is dit?"), choices=kinds, initial=source.kind
        )
        keys = _keys(source)
        for index, title in enumerate(source.header if source.kind else []):
            self.fields[f"column-{index}"] = forms.ChoiceField(
                label=title.strip()
                or _("kolom {number} zonder kopje").format(number=index + 1),
                choices=[("", _("bewaren zoals het is")), *keys],
                initial=source.columns.get(str(index), ""),
                required=False,
            )

    def columns(self) -> dict[int, str]:
        return {
            int(name.removeprefix("column-")): key
            for name, key in self.cleaned_data.items()
            if name.startswith("column-") and key
        }


def _keys(source: Import) -> list[tuple[str, str]]:
    """List what a column of this kind of list can be; wishes with their round and rank."""
    if source.kind not in KINDS:
        return []
    keys = [column.key for column in KINDS[source.kind].columns if column.key != "wish"]
    if any(column.key == "wish" for column in KINDS[source.kind].columns):
        rounds = range(0 if source.kind == "wishes" else 1, ROUNDS + 1)
        keys += [f"wish-{slot}-{rank}" for slot in rounds for rank in range(1, RANKS + 1)]
    keys += [key for key in source.columns.values() if key not in keys]
    return [(key, column_name(key)) for key in dict.fromkeys(keys)]
