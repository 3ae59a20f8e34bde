from django.apps import AppConfig


class Organisation(AppConfig):
    name = "gongkai.organisation"
    label = "organisation"
    verbose_name = "组织"

    def ready(self):
        from gongkai.organisation import steps  # noqa: F401 - registers the kinds
