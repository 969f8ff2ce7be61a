"""Addresses of this room."""

from django.urls import URLPattern, path

from onderling.discussion.views import desks, judging, pictures, reporting, walls, writing

app_name = "discussion"
urlpatterns: list[URLPattern] = [
    path("reacties/<int:thread_id>/plaats/", writing.comment, name="comment"),
    path("reacties/<int:thread_id>/gast/", writing.guest, name="guest"),
    path("reacties/bevestig/<str:token>/", writing.confirm, name="confirm"),
    path("reacties/<int:comment_id>/weg/", writing.away, name="away"),
    path("reacties/<int:comment_id>/meld/", reporting.report, name="report"),
    path("reacties/<int:comment_id>/besluit/", judging.judge, name="judge"),
    path("reacties/<int:comment_id>/voorop/", judging.pin, name="pin"),
    path("reacties/<int:comment_id>/foto-weg/", pictures.away, name="picture_away"),
    path("reacties/<int:comment_id>/foto/<str:size>.jpg", pictures.picture, name="picture"),
    path("reacties/<int:thread_id>/instelling/", judging.setting, name="setting"),
    path("ronde/<slug:slug>/reacties/", judging.queue, name="queue"),
    path("beheer/reacties/", judging.network_queue, name="network_queue"),
    path("beheer/loketten/", desks.desks, name="desks"),
    path("beheer/loketten/<str:name>/", desks.desk, name="desk"),
    path("ronde/<slug:slug>/prikbord/", walls.wall, name="wall"),
    path("ronde/<slug:slug>/prikbord/nieuw/", walls.new, name="new_post"),
    path("ronde/<slug:slug>/prikbord/<int:comment_id>/", walls.post, name="post"),
]
