"""Addresses of this room."""

from django.urls import path

from onderling.signups.views import (
    allocation,
    allocation_by_hand,
    allocation_publish,
    calendar,
    changing,
    how,
    joining,
    mailing,
    papers,
    passing,
    people,
    person,
    places,
    ringing,
    wishing,
)

app_name = "signups"
urlpatterns = [
    path("ronde/<slug:slug>/meedoen/", joining.join, name="join"),
    path("ronde/<slug:slug>/meedoen/gemaild/", joining.mailed, name="mailed"),
    path(
        "ronde/<slug:slug>/meedoen/bevestig/<str:token>/", joining.confirm_join, name="confirm"
    ),
    path("ronde/<slug:slug>/hoe-verdelen-wij/", how.how, name="how"),
    path("ronde/<slug:slug>/wensen/", wishing.wishes, name="wishes"),
    path("ronde/<slug:slug>/ik-kom-niet/", wishing.not_coming, name="not_coming"),
    path("ronde/<slug:slug>/vrije-plekken/", places.free, name="free"),
    path("ronde/<slug:slug>/wisselingen/", passing.passing, name="passing"),
    path("ronde/<slug:slug>/papieren/", papers.papers, name="papers"),
    path("ronde/<slug:slug>/papieren/deurlijsten/", papers.doors, name="paper_doors"),
    path(
        "ronde/<slug:slug>/papieren/deurlijsten.pdf", papers.doors_pdf, name="paper_doors_pdf"
    ),
    path("ronde/<slug:slug>/papieren/badges.pdf", papers.badges_pdf, name="paper_badges_pdf"),
    path("ronde/<slug:slug>/papieren/programmas/", papers.people, name="paper_people"),
    path(
        "ronde/<slug:slug>/papieren/programmas.pdf",
        papers.programmes_pdf,
        name="paper_programmes_pdf",
    ),
    path("ronde/<slug:slug>/papieren/lunch/", papers.lunch, name="paper_lunch"),
    path("ronde/<slug:slug>/papieren/lunch.pdf", papers.lunch_pdf, name="paper_lunch_pdf"),
    path("ronde/<slug:slug>/papieren/lijsten.xlsx", papers.sheets, name="paper_sheets"),
    path("ronde/<slug:slug>/mijn-agenda.ics", calendar.my_file, name="my_file"),
    path("mijn/agenda/", calendar.my_calendar, name="my_calendar"),
    path("agenda/<str:token>.ics", calendar.feed, name="feed"),
    path("ronde/<slug:slug>/deelnemers/", people.people, name="people"),
    path("ronde/<slug:slug>/deelnemers/toevoegen/", people.add, name="add"),
    path("ronde/<slug:slug>/berichten/nieuw/", mailing.new_mailing, name="new_mailing"),
    path("ronde/<slug:slug>/berichten/versturen/", mailing.send, name="send_mailing"),
    path("ronde/<slug:slug>/berichten/bellen/", ringing.ringing, name="ringing"),
    path("ronde/<slug:slug>/berichten/bellen/<int:pk>/", ringing.tick, name="tick_reached"),
    path("ronde/<slug:slug>/berichten/brieven/", ringing.letters, name="letters"),
    path("ronde/<slug:slug>/wie-niet-kiest/", mailing.unanswered, name="unanswered"),
    path("deelname/<int:pk>/", person.person, name="person"),
    path("deelname/<int:pk>/wensen/", wishing.wishes_for, name="wishes_for"),
    path("deelname/<int:pk>/link/", person.show_link, name="show_link"),
    path("deelname/<int:pk>/laat/", person.accept, name="accept"),
    path("deelname/<int:pk>/komt/", person.coming, name="coming"),
    path("deelname/<int:pk>/plekken/", person.change, name="change"),
    path("ronde/<slug:slug>/vol-of-klein/", changing.fullness, name="fullness"),
    path("bijeenkomst/<int:meeting_id>/anders/", changing.change, name="change_meeting"),
    path("plek/<int:pk>/afmelden/", places.cancel, name="cancel"),
    path("plek/<int:pk>/wachtlijst-af/", places.leave, name="leave_queue"),
    path("ronde/<slug:slug>/verdeling/", allocation.allocation, name="allocation"),
    path("ronde/<slug:slug>/verdeling/start/", allocation.start, name="allocate"),
    path("ronde/<slug:slug>/verdeling/uitwegen/", allocation.ways_out, name="ways_out"),
    path("ronde/<slug:slug>/verdeling/vast/", allocation_by_hand.lock, name="lock"),
    path(
        "ronde/<slug:slug>/verdeling/vast/<int:pk>/los/",
        allocation_by_hand.unlock,
        name="unlock",
    ),
    path("ronde/<slug:slug>/verdeling/wie/", allocation_publish.reach, name="reach"),
    path(
        "ronde/<slug:slug>/verdeling/<int:run_id>/mensen/",
        allocation_by_hand.everybody,
        name="allocation_people",
    ),
    path(
        "ronde/<slug:slug>/verdeling/<int:run_id>/mensen/<int:pk>/",
        allocation_by_hand.somebody,
        name="allocation_person",
    ),
    path(
        "ronde/<slug:slug>/verdeling/<int:run_id>/publiceer/",
        allocation_publish.publish_run,
        name="publish",
    ),
    path(
        "ronde/<slug:slug>/verdeling/<int:run_id>/ongedaan/",
        allocation_publish.undo_run,
        name="undo",
    ),
]
