from django.apps import AppConfig


class Disclosures(AppConfig):
    name = "gongkai.disclosures"
    label = "disclosures"
    verbose_name = "主动公开"

    def ready(self):
        from gongkai.disclosures import steps  # noqa: F401 - registers the kind
        from gongkai.disclosures.conferences import steps as conferences  # noqa: F401
