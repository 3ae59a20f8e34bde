from django.apps import AppConfig


class Emergencies(AppConfig):
    name = "gongkai.emergencies"
    label = "emergencies"
    verbose_name = "突发事件"

    def ready(self):
        from gongkai.emergencies import steps  # noqa: F401 - registers the kind
