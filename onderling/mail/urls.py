"""Addresses of this room."""

from django.urls import URLPattern, path

from onderling.mail import views

app_name = "mail"
urlpatterns: list[URLPattern] = [
    path("ronde/<slug:slug>/berichten/", views.outbox, name="outbox"),
    path("ronde/<slug:slug>/berichten/<int:pk>/", views.message, name="message"),
]
