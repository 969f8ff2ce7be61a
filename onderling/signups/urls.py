"""Addresses of this room."""

from django.urls import path

from onderling.signups.views import joining, people, person, places, wishing

app_name = "signups"
urlpatterns = [
    path("ronde/<slug:slug>/meedoen/", joining.join, name="join"),
    path("ronde/<slug:slug>/meedoen/gemaild/", joining.mailed, name="mailed"),
    path(
        "ronde/<slug:slug>/meedoen/bevestig/<str:token>/", joining.confirm_join, name="confirm"
    ),
    path("ronde/<slug:slug>/wensen/", wishing.wishes, name="wishes"),
    path("ronde/<slug:slug>/ik-kom-niet/", wishing.not_coming, name="not_coming"),
    path("ronde/<slug:slug>/vrije-plekken/", places.free, name="free"),
    path("ronde/<slug:slug>/deelnemers/", people.people, name="people"),
    path("ronde/<slug:slug>/deelnemers/toevoegen/", people.add, name="add"),
    path("deelname/<int:pk>/", person.person, name="person"),
    path("deelname/<int:pk>/wensen/", wishing.wishes_for, name="wishes_for"),
    path("deelname/<int:pk>/link/", person.show_link, name="show_link"),
    path("deelname/<int:pk>/laat/", person.accept, name="accept"),
    path("deelname/<int:pk>/komt/", person.coming, name="coming"),
    path("deelname/<int:pk>/plekken/", person.change, name="change"),
    path("plek/<int:pk>/afmelden/", places.cancel, name="cancel"),
    path("plek/<int:pk>/wachtlijst-af/", places.leave, name="leave_queue"),
]
