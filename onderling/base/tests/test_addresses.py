"""Addresses are Django's own, found once, in both directions."""

import pytest
from django.http import HttpResponse
from django.template import engines
from django.test import RequestFactory
from django.urls import NoReverseMatch, Resolver404, path, resolve

from onderling.base.addresses import Door

ODD = "Tom & Jo"
urlpatterns = [path("elders/<str:name>/", lambda request, name: HttpResponse(), name="odd")]


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


def test_the_door_finds_the_same_page_as_django_also_the_second_time() -> None:
    door = Door()
    asked = ["/", "/mijn/", "/ronde/studiedag/programma/", "/ronde/studiedag/programma/12/"]
    for address in [*asked, *asked]:
        request = RequestFactory().get(address)
        found, known = door.resolve_request(request), resolve(address)
        assert (found.func, found.kwargs) == (known.func, known.kwargs)
        assert (request.resolver_match, found.view_name) == (found, known.view_name)
    for _time in range(2):
        with pytest.raises(Resolver404):
            door.resolve_request(RequestFactory().get("/bestaat/niet/"))
