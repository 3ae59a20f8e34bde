from django.apps import AppConfig


class Writing(AppConfig):
    name = "gongkai.writing"
    label = "writing"
    verbose_name = "撰写与审校"

    def ready(self):
        from gongkai.writing import steps  # noqa: F401 - registers the kind
