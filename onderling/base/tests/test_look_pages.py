"""The frame, error pages and style page, read and looked at (X-7, X-12, X-140)."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.test import Client, RequestFactory
from django.urls import path
from playwright.sync_api import Page

from onderling.base.middleware import later
from onderling.base.policy import ANYONE, policy
from onderling.base.stylebook import examples
from tests.browser import look, look_wide_and_narrow
from tests.proofreader import faults_in

ERRORS = ["400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html"]


@policy(ANYONE)
def stijl(request: HttpRequest) -> HttpResponse:
    return render(request, "base/stijl.html", examples())


@policy(ANYONE)
def error(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, name, {"typed": [("naam", "Ria"), ("sleutel", "k")], "path": "/x/"})


urlpatterns = [path("stijl/", stijl), path("fout/<name>/", error)]


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_the_style_page_passes_the_proof_reader(client: Client) -> None:
    assert client.get("/stijl/").status_code == 200


@pytest.mark.urls(__name__)
@pytest.mark.django_db
@pytest.mark.parametrize("name", ERRORS)
def test_an_error_page_passes_the_proof_reader(client: Client, name: str) -> None:
    assert client.get(f"/fout/{name}/").status_code == 200


@pytest.mark.parametrize("name", [*ERRORS, "base/refused.html"])
def test_an_error_page_stands_without_the_rest_of_the_site(name: str) -> None:
    page = loader.get_template(name).render({})
    assert faults_in(page) == []


def test_what_was_typed_when_it_was_busy_goes_along_with_the_same_key() -> None:
    typed = {"csrfmiddlewaretoken": "t" * 64, "sleutel": "k1", "naam": 'Ria "de" Leenheer'}
    page = later(RequestFactory().post("/wensen/", typed)).content.decode()
    assert '<form class="ond-form" method="post" action="/wensen/">' in page
    assert '<input type="hidden" name="sleutel" value="k1">' in page
    assert 'name="naam" value="Ria &quot;de&quot; Leenheer"' in page
    assert f'name="csrfmiddlewaretoken" value="{"t" * 64}"' in page


def footer(**contact: Any) -> str:
    return loader.get_template("base/_footer.html").render({"contact": contact})


def test_the_foot_names_a_person_with_a_telephone_number() -> None:
    page = footer(
        name="Olena Nowak",
        organisation="het Vrijwilligerspunt",
        phone="088 000 00 00",
        hours="Maandag tot en met donderdag",
    )
    assert "Bel Olena Nowak van het Vrijwilligerspunt:" in page
    assert '<a href="tel:0880000000">088 000 00 00</a>' in page


def test_the_foot_without_a_number_still_says_whom_to_ask() -> None:
    assert "Vraag het Olena Nowak." in footer(name="Olena Nowak")
    assert "Vraag het de coördinator die u uitnodigde." in footer()


@pytest.mark.parametrize(
    ("job", "seen", "unseen"),
    [
        ({"state": "running", "percent": 40}, 'hx-trigger="every 2s"', "ond-chip"),
        ({"state": "done"}, "Klaar", "hx-get"),
        ({"state": "failed", "reason": "te weinig plekken."}, "Reden:", "hx-get"),
    ],
)
def test_a_job_says_how_far_it_is_and_asks_again_only_while_it_runs(
    job: dict[str, Any], seen: str, unseen: str
) -> None:
    job = {"says": "Wij verdelen 642 wensen", "url": "/klus/", **job}
    page = loader.get_template("base/_job.html").render({"job": job})
    assert seen in page
    assert unseen not in page
    assert faults_in(page, fragment=True) == []


@pytest.mark.parametrize(("state", "reloads"), [("running", True), ("done", False)])
def test_without_script_a_running_job_reloads_its_page(state: str, reloads: bool) -> None:
    page = loader.get_template("base/job.html").render({"job": {"state": state, "url": "/"}})
    again = '<noscript><meta http-equiv="refresh" content="3"></noscript>'
    assert (again in page) is reloads


@pytest.mark.browser
@pytest.mark.urls(__name__)
def test_the_pages_are_fine_on_a_phone_and_on_a_desk(live_server: Any, desk_page: Page) -> None:
    for name in ("stijl/", *(f"fout/{name}/" for name in ERRORS)):
        desk_page.goto(f"{live_server.url}/{name}")
        look_wide_and_narrow(desk_page)


@pytest.mark.browser
@pytest.mark.urls(__name__)
def test_a_phone_of_360_pixels_needs_no_sideways_scroll(
    live_server: Any, phone_page: Page
) -> None:
    phone_page.set_viewport_size({"width": 360, "height": 740})
    phone_page.goto(f"{live_server.url}/stijl/")
    look(phone_page)


@pytest.mark.browser
@pytest.mark.urls(__name__)
def test_a_fault_takes_the_focus_without_script(live_server: Any, no_script_page: Page) -> None:
    no_script_page.goto(f"{live_server.url}/stijl/")
    assert no_script_page.locator(".ond-summary").evaluate(
        "el => el === document.activeElement"
    )


@pytest.mark.browser
@pytest.mark.urls(__name__)
def test_the_policy_of_the_page_blocks_nothing_of_ours(
    live_server: Any, desk_page: Page
) -> None:
    said: list[str] = []
    desk_page.on("console", lambda message: said.append(message.text))
    desk_page.goto(f"{live_server.url}/stijl/")
    assert said == []
    assert desk_page.evaluate("document.fonts.check('17px Atkinson Hyperlegible Next')") is True
