from django.apps import AppConfig


class Answers(AppConfig):
    name = "gongkai.answers"
    label = "answers"
    verbose_name = "政策问答"

    def ready(self):
        from gongkai.answers import steps  # noqa: F401
