from django.apps import AppConfig


class Workflow(AppConfig):
    name = "gongkai.workflow"
    label = "workflow"
    verbose_name = "办理流程"

    def ready(self):
        from gongkai.workflow import steps  # noqa: F401 - registers the kinds
