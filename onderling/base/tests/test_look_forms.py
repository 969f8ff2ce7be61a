"""Every form looks and reads the same, without classes in the form itself (X-7, X-12)."""

import pytest
from django import forms
from django.template import Context, Template

from onderling.base.look import ClockInput, DayInput, MomentInput
from onderling.base.stylebook import CodeForm, ExampleForm
from tests.proofreader import faults_in


class TinyForm(forms.Form):
    """One question of each shape, with a hint."""

    name = forms.CharField(label="Naam", help_text="Zoals op uw kaartje.")
    diet = forms.CharField(label="Dieet", required=False)
    group = forms.ChoiceField(
        label="U bent", choices=[("p", "beroepskracht")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="Ik mag op de foto", required=False)


class FilterForm(forms.Form):
    """All fields are free here, so none is marked."""

    mark_optional = False
    word = forms.CharField(label="Zoek een woord", required=False)


@pytest.mark.parametrize(
    "form",
    [
        ExampleForm(),
        ExampleForm({}),
        ExampleForm({"email": "x", "seats": "0", "group": "weg", "on": "31-31-2026"}),
        CodeForm(),
        CodeForm({}),
    ],
    ids=["empty", "nothing typed", "typed wrong", "code", "no code"],
)
def test_a_form_passes_the_proof_reader(form: forms.Form) -> None:
    assert faults_in(str(form), fragment=True) == []


def test_what_need_not_be_answered_says_so_and_the_rest_has_no_star() -> None:
    page = str(TinyForm())
    assert page.count("(hoeft niet)") == 1
    assert "*" not in page


def test_a_filter_marks_nothing() -> None:
    assert "hoeft niet" not in str(FilterForm())


def test_a_fault_stands_beside_the_field_and_on_top_with_a_link() -> None:
    page = str(TinyForm({"group": "p"}))
    assert '<a href="#id_name">Naam – Dit veld is verplicht.</a>' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_error"' in page
    assert 'aria-invalid="true"' in page
    assert "Eén ding klopt nog niet" in page


def test_a_fault_of_the_whole_form_stands_on_top() -> None:
    form = TinyForm({"name": "Ria", "group": "p"})
    form.add_error(None, "Deze naam staat al op de lijst.")
    assert "<li>Deze naam staat al op de lijst.</li>" in str(form)


def test_a_form_without_faults_has_no_summary() -> None:
    assert "ond-summary" not in str(TinyForm({"name": "Ria", "group": "p"}))


def test_a_group_of_choices_has_a_legend() -> None:
    page = str(TinyForm())
    assert '<legend class="utrecht-form-label">U bent</legend>' in page.replace("\n", "")


def test_a_class_of_the_form_joins_ours() -> None:
    field = forms.TextInput(attrs={"class": "ond-big"}).render("n", "x")
    joined = TinyForm()
    joined.fields["name"].widget.attrs["class"] = "ond-big"
    assert 'class="utrecht-textbox utrecht-textbox--html-input ond-big"' in str(joined["name"])
    assert 'class="utrecht-textbox utrecht-textbox--html-input ond-big"' in field


@pytest.mark.parametrize(
    ("widget", "kind", "value"),
    [
        (DayInput(), "date", "2026-12-10"),
        (ClockInput(), "time", "09:30"),
        (MomentInput(), "datetime-local", "2026-12-10T09:30"),
    ],
)
def test_a_date_field_speaks_to_the_browser_in_iso(
    widget: forms.Widget, kind: str, value: str
) -> None:
    field = {"date": forms.DateField, "time": forms.TimeField}.get(kind, forms.DateTimeField)
    cleaned = field().clean(value)
    page = widget.render("op", cleaned)
    assert f'type="{kind}"' in page
    assert f'value="{value}"' in page


def test_what_people_type_is_shown_as_text() -> None:
    page = str(TinyForm({"name": '"><script>x</script>', "group": "p", "diet": "<b>"}))
    assert "<script" not in page
    assert "<b>" not in page


def test_a_posted_form_counts_once_and_says_where_it_goes() -> None:
    source = '{% include "base/_form.html" with action="/hier/" submit="Bewaar mijn wensen" %}'
    page = Template(source).render(Context({"form": ExampleForm()}))
    assert 'action="/hier/" enctype="multipart/form-data" novalidate' in page
    assert 'name="sleutel"' in page
    assert faults_in(page, fragment=True) == []
