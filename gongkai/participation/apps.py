from django.apps import AppConfig


class Participation(AppConfig):
    name = "gongkai.participation"
    label = "participation"
    verbose_name = "公众参与"

    def ready(self):
        from gongkai.participation.surveys import steps  # noqa: F401 - registers the kinds
