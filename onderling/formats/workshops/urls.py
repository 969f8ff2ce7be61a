"""Addresses of this room."""

from django.urls import URLPattern, path

from onderling.formats.workshops.views import (
    booklet,
    copying,
    counter,
    export,
    given,
    import_preview,
    imports,
    kit,
    mixer,
    programme,
    rounds,
    saved,
    schedule,
)

app_name = "workshops"
urlpatterns: list[URLPattern] = [
    path("rondes/nieuw/", rounds.new, name="new"),
    path("programma/", programme.programme_now, name="programme_now"),
    path("ronde/<slug:slug>/programma/", programme.programme, name="programme"),
    path("ronde/<slug:slug>/programma/plekken/", programme.places, name="places"),
    path("ronde/<slug:slug>/programma/<int:offer_id>/", programme.workshop, name="workshop"),
    path(
        "ronde/<slug:slug>/programma/<int:offer_id>/bewaar/", saved.save, name="save_workshop"
    ),
    path("ronde/<slug:slug>/programma.pdf", booklet.booklet, name="booklet"),
    path("ronde/<slug:slug>/programma.ics", schedule.programme_file, name="programme_file"),
    path("ronde/<slug:slug>/schedule.json", schedule.schedule_json, name="schedule_json"),
    path("ronde/<slug:slug>/schedule.xml", schedule.schedule_xml, name="schedule_xml"),
    path("ronde/<slug:slug>/teller/", counter.counter, name="counter"),
    path("bijeenkomst/<int:meeting_id>/tafels/", mixer.mixer, name="mixer"),
    path("mijn/gegeven/", given.given, name="given"),
    path("mijn/bewijs/<slug:slug>.pdf", given.thanks, name="thanks"),
    path("ronde/<slug:slug>/bedankt.pdf", given.all_thanks, name="all_thanks"),
    path("ronde/<slug:slug>/kit/", kit.kit, name="kit"),
    path("ronde/<slug:slug>/kit/<str:paper>", kit.round_paper, name="kit_paper"),
    path(
        "ronde/<slug:slug>/kit/organisatie/<int:organisation_id>/",
        kit.organisation,
        name="kit_organisation",
    ),
    path(
        "ronde/<slug:slug>/kit/organisatie/<int:organisation_id>/<str:paper>",
        kit.organisation_paper,
        name="kit_organisation_paper",
    ),
    path("ronde/<slug:slug>/kit/workshop/<int:offer_id>/", kit.workshop, name="kit_workshop"),
    path(
        "ronde/<slug:slug>/kit/workshop/<int:offer_id>/<str:paper>",
        kit.workshop_paper,
        name="kit_workshop_paper",
    ),
    path("ronde/<slug:slug>/kopie/", copying.copy, name="copy"),
    path("ronde/<slug:slug>/verzet/", rounds.move, name="move"),
    path("ronde/<slug:slug>/inlezen/", imports.imports, name="imports"),
    path(
        "ronde/<slug:slug>/inlezen/<int:import_id>/",
        import_preview.preview,
        name="import_preview",
    ),
    path(
        "ronde/<slug:slug>/inlezen/<int:import_id>/kolommen/",
        imports.columns,
        name="import_columns",
    ),
    path(
        "ronde/<slug:slug>/inlezen/<int:import_id>/weg/", imports.discard, name="import_discard"
    ),
    path(
        "ronde/<slug:slug>/inlezen/<int:import_id>/ongedaan/",
        imports.undo_import,
        name="import_undo",
    ),
    path("ronde/<slug:slug>/uitvoer.xlsx", export.export, name="export"),
]
