"""Addresses of this room."""

from django.urls import URLPattern, path

from onderling.outcomes.views import notes

app_name = "outcomes"
urlpatterns: list[URLPattern] = [
    path("bijeenkomst/<int:meeting_id>/opbrengst/", notes.notes, name="notes"),
    path("bijeenkomst/<int:meeting_id>/opbrengst/wie/", notes.takers, name="takers"),
    path("ronde/<slug:slug>/opbrengst/workshops/", notes.noted, name="noted"),
]
