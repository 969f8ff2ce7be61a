"""Addresses of this room."""

from django.urls import URLPattern, path

from onderling.base import views

app_name = "base"
urlpatterns: list[URLPattern] = [
    path("concept/", views.draft, name="draft"),
    path("opnieuw-sturen/", views.again, name="again"),
    path("bestanden/<str:token>/", views.upload, name="upload"),
]
