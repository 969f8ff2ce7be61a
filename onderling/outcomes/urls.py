"""Addresses of this room."""

from django.urls import URLPattern, path

from onderling.outcomes.views import addressees, answering, ledger, notes, public, quotes

app_name = "outcomes"
urlpatterns: list[URLPattern] = [
    path("bijeenkomst/<int:meeting_id>/opbrengst/", notes.notes, name="notes"),
    path("bijeenkomst/<int:meeting_id>/opbrengst/wie/", notes.takers, name="takers"),
    path("ronde/<slug:slug>/opbrengst/", public.harvest, name="harvest"),
    path("ronde/<slug:slug>/opbrengst/workshops/", notes.noted, name="noted"),
    path("ronde/<slug:slug>/antwoorden/", ledger.ledger, name="ledger"),
    path("ronde/<slug:slug>/antwoorden/vragen/", ledger.ask, name="ask"),
    path("ronde/<slug:slug>/antwoorden/samen/", ledger.merge, name="merge"),
    path("ronde/<slug:slug>/antwoorden/wie/", addressees.addressees, name="addressees"),
    path("antwoord/<int:row_id>/", ledger.row, name="row"),
    path("mijn/antwoorden/", answering.answering, name="answering"),
    path("mijn/antwoorden/<int:row_id>/", answering.afterwards, name="afterwards"),
    path("ronde/<slug:slug>/antwoorden/citaten/", quotes.quotes, name="quotes"),
    path("mijn/opbrengst/citaat/<int:quote_id>/", quotes.withdraw, name="withdraw"),
    path("mijn/opbrengst/", public.mine, name="mine"),
]
