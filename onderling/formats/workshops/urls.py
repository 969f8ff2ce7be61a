"""Addresses of this room."""

from django.urls import URLPattern, path

from onderling.formats.workshops.views import programme, rounds

app_name = "workshops"
urlpatterns: list[URLPattern] = [
    path("rondes/nieuw/", rounds.new, name="new"),
    path("programma/", programme.programme_now, name="programme_now"),
    path("ronde/<slug:slug>/programma/", programme.programme, name="programme"),
    path("ronde/<slug:slug>/verzet/", rounds.move, name="move"),
]
