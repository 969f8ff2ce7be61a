"""Addresses of this room."""

from django.urls import URLPattern, path

from onderling.home.views import (
    archive,
    audit,
    clearing,
    contact,
    figures,
    install,
    leaving,
    manage,
    mine,
    my_log,
    papers,
    rounds,
    search,
)

app_name = "home"
urlpatterns: list[URLPattern] = [
    path("", rounds.start, name="start"),
    path("mijn/", mine.mine, name="mine"),
    path("mijn/logboek/", my_log.my_log, name="my_log"),
    path("mijn/gegevens/alles/", leaving.everything, name="everything"),
    path("mijn/gegevens/verwijderen/", leaving.erase_me, name="erase_me"),
    path("mensen/<int:person_id>/alles/", leaving.everything_for, name="everything_for"),
    path("mensen/<int:person_id>/verwijderen/", leaving.erase, name="erase"),
    path("vandaag/", manage.today, name="today"),
    path("rondes/", rounds.rounds, name="rounds"),
    path("ronde/<slug:slug>/", rounds.round_page, name="round"),
    path("ronde/<slug:slug>/beheer/", manage.manage, name="manage"),
    path("ronde/<slug:slug>/cijfers/", figures.figures, name="figures"),
    path("ronde/<slug:slug>/overdracht.zip", archive.archive, name="archive"),
    path("ronde/<slug:slug>/logboek/", audit.audit, name="audit"),
    path("ronde/<slug:slug>/logboek/<int:pk>/terug/", audit.put_back, name="put_back"),
    path("beheer/", install.install, name="install"),
    path("beheer/contact/", contact.contact, name="contact"),
    path("beheer/instellingen/", install.terms, name="settings"),
    path("beheer/instellingen/<str:name>/", install.term, name="term"),
    path("beheer/weggooien/", clearing.clearing, name="clearing"),
    path("beheer/weggooien/<slug:kind>/", clearing.keep_kind, name="keep_kind"),
    path("ronde/<slug:slug>/langer-bewaren/", clearing.keep_round, name="keep_round"),
    path("toegankelijkheid/", papers.accessibility, name="accessibility"),
    path("uw-gegevens/", papers.privacy, name="privacy"),
    path("liever-op-papier/", papers.paper, name="paper"),
    path("zoeken/", search.search, name="search"),
    path("stijl/", papers.style, name="style"),
]
