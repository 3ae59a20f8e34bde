from django.apps import AppConfig


class Corrections(AppConfig):
    name = "gongkai.corrections"
    label = "corrections"
    verbose_name = "我要纠错"

    def ready(self):
        from gongkai.corrections import steps  # noqa: F401 - registers the kind
