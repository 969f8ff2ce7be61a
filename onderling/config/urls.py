"""The front door: every room's addresses."""

from django.urls import URLPattern, URLResolver, include, path

from onderling.people.urls import names_for_allauth

handler500 = "onderling.base.middleware.something_broke"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("onderling.home.urls")),
    path("", include("onderling.people.urls")),
    path("", include(names_for_allauth)),  # the same pages, by the names allauth knows
    path("", include("onderling.mail.urls")),
    path("", include("onderling.surveys.urls")),
    path("", include("onderling.discussion.urls")),
    path("", include("onderling.rounds.urls")),
    path("", include("onderling.offers.urls")),
    path("", include("onderling.signups.urls")),
    path("", include("onderling.evaluation.urls")),
    path("", include("onderling.outcomes.urls")),
    path("", include("onderling.feedback.urls")),
    path("", include("onderling.formats.workshops.urls")),
    path("", include("onderling.formats.weblog.urls")),
    path("", include("onderling.formats.library.urls")),
    path("", include("onderling.demo.urls")),
    path("", include("onderling.base.urls")),
]
