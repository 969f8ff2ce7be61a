"""Addresses of this room."""

from django.urls import URLPattern, path

from onderling.outcomes.views import (
    addressees,
    album,
    answering,
    ledger,
    my_photos,
    notes,
    photos,
    pictures,
    public,
    quotes,
    row,
)

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
    path("antwoord/<int:row_id>/", row.row, name="row"),
    path("mijn/antwoorden/", answering.answering, name="answering"),
    path("mijn/antwoorden/<int:row_id>/", answering.afterwards, name="afterwards"),
    path("ronde/<slug:slug>/antwoorden/citaten/", quotes.quotes, name="quotes"),
    path("mijn/opbrengst/citaat/<int:quote_id>/", quotes.withdraw, name="withdraw"),
    path("bijeenkomst/<int:meeting_id>/opbrengst/fotos/", photos.photos, name="photos"),
    path("ronde/<slug:slug>/antwoorden/fotos/", album.album, name="album"),
    path("ronde/<slug:slug>/antwoorden/fotos/vragen/", album.ask_photos, name="ask_photos"),
    path("foto/<int:photo_id>/", album.photo, name="photo"),
    path("mijn/fotos/", my_photos.my_photos, name="my_photos"),
    path("mijn/fotos/<int:photo_id>/", my_photos.my_photo, name="my_photo"),
    path("foto/<int:photo_id>/<str:size>.jpg", pictures.picture, name="picture"),
    path("citaat/<str:token>/", quotes.take_back, name="take_back"),
    path("mijn/opbrengst/", public.mine, name="mine"),
]
