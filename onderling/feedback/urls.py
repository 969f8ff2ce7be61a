"""Addresses of this room."""

from django.urls import URLPattern, path

from onderling.feedback.views import bulletins, public

app_name = "feedback"
urlpatterns: list[URLPattern] = [
    path("ronde/<slug:slug>/terugkoppeling/", public.bulletin, name="bulletin"),
    path("terugkoppeling/feed.xml", public.feed, name="feed"),
    path("ronde/<slug:slug>/terugkoppeling/schrijf/", bulletins.manage, name="manage"),
    path("ronde/<slug:slug>/terugkoppeling/toon/", bulletins.show, name="show"),
    path("ronde/<slug:slug>/terugkoppeling/verstuur/", bulletins.send, name="send"),
]
