"""Addresses of the weblog."""

from django.urls import URLPattern, path

from onderling.formats.weblog.views import reading, writing

app_name = "weblog"
urlpatterns: list[URLPattern] = [
    path("weblog/", reading.articles, name="articles"),
    path("weblog/atom.xml", reading.feed, name="feed"),
    path("weblog/nieuw/", writing.new, name="new"),
    path("weblog/<slug:slug>.pdf", reading.paper, name="paper"),
    path("weblog/<slug:slug>/", reading.article, name="article"),
    path("weblog/<slug:slug>/verander/", writing.edit, name="edit"),
    path("weblog/<slug:slug>/stap/", writing.step, name="step"),
]
