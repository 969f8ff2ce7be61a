"""Addresses of this room."""

from django.urls import path

from onderling.surveys import views

app_name = "surveys"
urlpatterns = [
    path("vragen/binnen/", views.thanks, name="thanks"),
    path("vragen/<str:token>/", views.questions, name="answer"),
]
