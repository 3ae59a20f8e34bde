from django.apps import AppConfig


class Intake(AppConfig):
    name = "gongkai.intake"
    label = "intake"
    verbose_name = "接收"

    def ready(self):
        from gongkai.intake import steps  # noqa: F401 - registers the kind
