"""Addresses of this room."""

from django.urls import path

from onderling.evaluation.views import (
    asking,
    coffee,
    groups,
    improvements,
    intentions,
    judging,
    measures,
    paper,
    stories,
)

app_name = "evaluation"
HERE = "ronde/<slug:slug>/terugkijken/"
urlpatterns = [
    path(HERE, asking.overview, name="overview"),
    path(f"{HERE}open/<str:name>/", asking.open_wave, name="open"),
    path(f"{HERE}herinner/<str:name>/", asking.remind_wave, name="remind"),
    path(f"{HERE}sluit/<str:name>/", asking.close_wave, name="close"),
    path(f"{HERE}voorbeeld/<str:name>/", asking.example, name="example"),
    path(f"{HERE}uitkomsten/<str:name>/", asking.results, name="results"),
    path(f"{HERE}papier/<str:name>/", paper.sheet, name="paper"),
    path(f"{HERE}invoeren/<str:name>/", paper.type_in, name="type_in"),
    path(f"{HERE}verhalen/", stories.stories, name="stories"),
    path(f"{HERE}vaste-groepen/", judging.groups, name="groups"),
    path(f"{HERE}vaste-groepen/<int:offer_id>/", judging.judge, name="judge_group"),
    path(f"{HERE}koffie/", coffee.coffee, name="coffee"),
    path("mijn/koffie/<slug:slug>/", coffee.my_coffee, name="my_coffee"),
    path(f"{HERE}contact/", measures.contact, name="contact"),
    path("ronde/<slug:slug>/maten.csv", measures.measures_file, name="measures_file"),
    path(f"{HERE}punt/", improvements.add, name="improve"),
    path(f"{HERE}punt/<int:improvement_id>/", improvements.move, name="improvement"),
    path(f"{HERE}punt/<int:improvement_id>/weg/", improvements.drop, name="drop_improvement"),
    path("mijn/voornemen/<slug:slug>/", intentions.intention, name="intention"),
    path("mijn/voornemen/<slug:slug>/gelukt/", intentions.outcome, name="outcome"),
    path("mijn/voornemen/<slug:slug>/weg/", intentions.forget, name="forget_intention"),
    path("mijn/verandering/<slug:slug>/", stories.story, name="story"),
    path("aanbod/<int:offer_id>/vaste-groep/", groups.group, name="standing_group"),
    path("aanbod/<int:offer_id>/vaste-groep/stop/", groups.end, name="end_group"),
    path("aanbod/<int:offer_id>/vaste-groep/meedoen/", groups.join, name="join_group"),
    path("mijn/verandering/<slug:slug>/weg/", stories.forget, name="forget_story"),
]
