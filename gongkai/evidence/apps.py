from django.apps import AppConfig


class Evidence(AppConfig):
    name = "gongkai.evidence"
    label = "evidence"
    verbose_name = "材料"

    def ready(self):
        from gongkai.evidence import steps  # noqa: F401 - registers the kind
