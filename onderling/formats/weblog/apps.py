from django.apps import AppConfig


class WeblogConfig(AppConfig):
    name = "onderling.formats.weblog"
    label = "weblog"
