"""Addresses of this room."""

from django.urls import URLPattern, path

from onderling.feedback.views import bulletins, public, reports

app_name = "feedback"
urlpatterns: list[URLPattern] = [
    path("terugkoppeling/", public.archive, name="archive"),
    path("terugkoppeling/feed.xml", public.feed, name="feed"),
    path("ronde/<slug:slug>/terugkoppeling/", public.bulletin, name="bulletin"),
    path("ronde/<slug:slug>/terugkoppeling/<int:number>/", public.numbered, name="numbered"),
    path("ronde/<slug:slug>/terugkoppeling/<int:number>/pdf/", public.paper, name="paper"),
    path("ronde/<slug:slug>/terugkoppeling/schrijf/", bulletins.manage, name="manage"),
    path("ronde/<slug:slug>/terugkoppeling/toon/", bulletins.show, name="show"),
    path("ronde/<slug:slug>/terugkoppeling/nieuwer/", bulletins.newer, name="newer"),
    path("ronde/<slug:slug>/terugkoppeling/verstuur/", bulletins.send, name="send"),
    path("ronde/<slug:slug>/verslagen/", reports.reports, name="reports"),
    path("bijeenkomst/<int:meeting_id>/verslag/", reports.opening, name="opening"),
]
