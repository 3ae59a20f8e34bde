from django.apps import AppConfig


class Dossiers(AppConfig):
    name = "gongkai.dossiers"
    label = "dossiers"
    verbose_name = "全过程和专题"

    def ready(self):
        from gongkai.dossiers import steps  # noqa: F401
