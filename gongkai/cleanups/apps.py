from django.apps import AppConfig


class Cleanups(AppConfig):
    name = "gongkai.cleanups"
    label = "cleanups"
    verbose_name = "文件清理"

    def ready(self):
        from gongkai.cleanups import steps  # noqa: F401 - registers the kinds
