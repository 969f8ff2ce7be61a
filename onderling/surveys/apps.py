from django.apps import AppConfig
from django.db.models.signals import post_migrate

from onderling.surveys import guards


class SurveysConfig(AppConfig):
    name = "onderling.surveys"

    def ready(self) -> None:
        post_migrate.connect(guards.build, sender=self)
