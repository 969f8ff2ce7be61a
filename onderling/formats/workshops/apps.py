from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "onderling.formats.workshops"
    label = "workshops"
