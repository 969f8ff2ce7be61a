"""Addresses of this room."""

from django.urls import URLPattern, path

from onderling.rounds.views import audience, calendar, hand_over, phases, settings

app_name = "rounds"
urlpatterns: list[URLPattern] = [
    path("ronde/<slug:slug>/instellingen/", settings.settings, name="settings"),
    path("ronde/<slug:slug>/stand/", settings.state, name="state"),
    path("ronde/<slug:slug>/voor-wie/", audience.audience, name="audience"),
    path("ronde/<slug:slug>/fasen/", phases.phases, name="phases"),
    path("ronde/<slug:slug>/fasen/<str:kind>/", phases.phase, name="phase"),
    path("ronde/<slug:slug>/fasen/<str:kind>/weg/", phases.remove_phase, name="remove_phase"),
    path("ronde/<slug:slug>/kalender/", calendar.calendar, name="calendar"),
    path("ronde/<slug:slug>/kalender/<int:pk>/", calendar.line, name="line"),
    path("ronde/<slug:slug>/kalender/<int:pk>/stand/", calendar.mark, name="mark"),
    path("ronde/<slug:slug>/overdragen/", hand_over.hand_over, name="hand_over"),
    path(
        "ronde/<slug:slug>/overdragen/<int:pk>/gelezen/",
        hand_over.note_read,
        name="hand_over_read",
    ),
    path(
        "ronde/<slug:slug>/overdragen/<int:pk>/terug/",
        hand_over.hand_over_back,
        name="hand_over_back",
    ),
]
