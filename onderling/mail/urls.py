"""Addresses of this room."""

from django.urls import URLPattern, path

from onderling.mail.views import install, judging, leaving, outbox, switches, texts

app_name = "mail"
urlpatterns: list[URLPattern] = [
    path("ronde/<slug:slug>/berichten/", outbox.outbox, name="outbox"),
    path("ronde/<slug:slug>/berichten/<int:pk>/", outbox.message, name="message"),
    path("ronde/<slug:slug>/berichten/<int:pk>/opnieuw/", judging.send_again, name="again"),
    path("ronde/<slug:slug>/berichten/<int:pk>/kwam-aan/", judging.arrived, name="arrived"),
    path("ronde/<slug:slug>/berichten/<int:pk>/kwam-terug/", judging.bounce, name="bounce"),
    path("ronde/<slug:slug>/berichten/onbekend/", judging.doubtful, name="doubtful"),
    path("ronde/<slug:slug>/berichten/onbekend/besluit/", judging.judge, name="judge"),
    path("ronde/<slug:slug>/berichten/groep/<int:pk>/stop/", judging.stop, name="stop"),
    path("ronde/<slug:slug>/berichten/groep/<int:pk>/toch/", judging.resume, name="resume"),
    path("ronde/<slug:slug>/berichten/teksten/", texts.texts, name="texts"),
    path("ronde/<slug:slug>/berichten/teksten/<slug:key>/", texts.text, name="text"),
    path("mijn/berichten/", switches.switches, name="switches"),
    path("niet-meer/<str:token>/", leaving.leave, name="leave"),
    path("beheer/mail/", install.check, name="check"),
    path("beheer/mail/proef/", install.proof, name="proof"),
]
