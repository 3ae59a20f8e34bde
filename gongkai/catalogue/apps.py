from django.apps import AppConfig


class Catalogue(AppConfig):
    name = "gongkai.catalogue"
    label = "catalogue"
    verbose_name = "目录"

    def ready(self):
        from gongkai.catalogue import steps  # noqa: F401 - registers the kinds
