"""What the filters and tags of every page print (X-7)."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.template import Context, Template

from onderling.base.once import FIELD
from onderling.base.templatetags.ond import hashed_address

CLOSES = datetime(2026, 11, 19, 23, 0, tzinfo=UTC)


def printed(source: str, **values: Any) -> str:
    return Template(source).render(Context(values))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{{ closes|deadline }}", "tot en met 19 november, 23:59"),
        ("{{ closes|deadline:'America/Curacao' }}", "tot en met 19 november, 18:59"),
        ("{{ closes|clock }}", "0.00"),
        ("{{ closes|dutch_date }}", "20 november 2026"),
        ("{{ closes|dutch_datetime:'UTC' }}", "19 november 2026 om 23.00 uur"),
        ("{{ closes|day_and_month }}", "20 november"),
        ("{{ day|full_date }}", "donderdag 10 december 2026"),
        ("{{ day|short_day }}", "10 dec."),
        ("{{ day|near_day }}", "10 december 2020"),
        ("{{ nothing|deadline }}{{ nothing|clock }}{{ nothing|dutch_date }}", ""),
        ("{% period begins ends %}", "9.30 tot 11.00 uur"),
        ("{% days day day %}", "10 december 2020"),
        ("{{ 76|percent:214 }}", "36\N{NO-BREAK SPACE}%"),
        ("{{ 1|plural:'mens,mensen' }}", "1 mens"),
        ("{{ 5|in_words:'ding gaat,dingen gaan' }} nu mis", "Vijf dingen gaan nu mis"),
        ("{{ 4|number_word }}", "vier"),
        ("{{ 'één plek'|capital }}", "Eén plek"),
        ("{{ names|name_list }}", "Ria, Bo en Cis"),
        ("{{ '+31 (0)88 000'|dialled }}", "+31088000"),
    ],
)
def test_a_filter_prints_plain_dutch(source: str, said: str) -> None:
    values = {
        "closes": CLOSES,
        "day": date(2026, 12, 10)
        if "full" in source or "short" in source
        else date(2020, 12, 10),
        "begins": time(9, 30),
        "ends": time(11),
        "names": ["Ria", "Bo", "Cis"],
        "nothing": None,
    }
    assert printed(source, **values) == said


def test_a_chip_is_a_shape_and_a_word() -> None:
    assert printed("{% chip 'volunteer' word %}", word="vrij & blij") == (
        '<span class="ond-chip ond-chip--vol">vrij &amp; blij</span>'
    )


def test_a_page_stands_when_the_list_of_hashed_names_is_missing(settings: Any) -> None:
    hashed = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": hashed}}
    hashed_address.cache_clear()
    assert printed("{% asset 'onderling/theme.css' %}") == "/static/onderling/theme.css"


def test_each_form_gets_a_key_of_its_own() -> None:
    first, second = printed("{% once_key %}"), printed("{% once_key %}")
    assert first != second
    assert first.startswith(f'<input type="hidden" name="{FIELD}" value="')
