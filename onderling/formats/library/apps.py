from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "onderling.formats.library"
    label = "library"
