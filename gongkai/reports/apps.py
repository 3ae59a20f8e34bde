from django.apps import AppConfig


class Reports(AppConfig):
    name = "gongkai.reports"
    label = "reports"
    verbose_name = "年度报告"

    def ready(self):
        from gongkai.reports import steps  # noqa: F401 - registers the kind
