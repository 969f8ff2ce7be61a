"""Addresses of this room. Stepping in as somebody exists in a demo only."""

from django.urls import path

from onderling.demo.views import begin, step_in

app_name = "demo"
urlpatterns = [
    path("stap-binnen/", step_in.step_in, name="step_in"),
    path("stap-binnen/lijsten/", step_in.files, name="files"),
    path("stap-binnen/lijsten/<str:name>", step_in.files, name="file"),
    path("begin/", begin.begin, name="begin"),
    path("begin/voorbeeld-weg/", begin.remove, name="remove"),
]
