"""Addresses in pages are Django's own, found once."""

import pytest
from django.http import HttpResponse
from django.template import engines
from django.urls import NoReverseMatch, path

ODD = "Tom & Jo"
urlpatterns = [path("elders/<str:name>/", lambda request, name: HttpResponse(), name="odd")]


_BOTH = "/plek/1/afmelden//plek/2/afmelden/"


def drawn(text: str, **context: object) -> str:
    return engines["django"].from_string(text).render(context)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("{% url 'home:start' %}", "/"),
        ("{% url 'signups:free' slug %}", "/ronde/soep/vrije-plekken/"),
        ("{% url 'signups:free' slug=slug %}", "/ronde/soep/vrije-plekken/"),
        ("{% url 'signups:free' slug as here %}[{{ here }}]", "[/ronde/soep/vrije-plekken/]"),
        ("{% url 'nergens' as here %}[{{ here }}]", "[]"),
        (
            "{% url 'signups:cancel' 1 %} {% url 'signups:cancel' 2 %}",
            "/plek/1/afmelden/ /plek/2/afmelden/",
        ),
    ],
)
def test_each_way_of_writing_gives_the_address(text: str, address: str) -> None:
    assert [drawn(text, slug="soep") for _twice in range(2)] == [address, address]


def test_an_address_is_escaped_each_time(settings: object) -> None:
    settings.ROOT_URLCONF = __name__  # type: ignore[attr-defined]  # the fixture
    text = "{% url 'odd' name %}"
    assert [drawn(text, name=ODD) for _twice in range(2)] == ["/elders/Tom%20&amp;%20Jo/"] * 2
    plain = "{% autoescape off %}" + text + "{% endautoescape %}"
    assert drawn(plain, name=ODD) == "/elders/Tom%20&%20Jo/"


def test_what_does_not_exist_is_still_a_mistake() -> None:
    with pytest.raises(NoReverseMatch):
        drawn("{% url 'nergens' %}")
