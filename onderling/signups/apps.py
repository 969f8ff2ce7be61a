from django.apps import AppConfig


class SignupsConfig(AppConfig):
    name = "onderling.signups"
