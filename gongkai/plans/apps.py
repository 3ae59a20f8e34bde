from django.apps import AppConfig


class Plans(AppConfig):
    name = "gongkai.plans"
    label = "plans"
    verbose_name = "工作要点台账"

    def ready(self):
        from gongkai.evidence import seeing as evidence
        from gongkai.plans import seeing, steps  # noqa: F401 - registers the kinds
        from gongkai.plans.calling import steps as calling  # noqa: F401
        from gongkai.plans.checking import steps as checking  # noqa: F401
        from gongkai.plans.mending import steps as mending  # noqa: F401
        from gongkai.plans.tasks import steps as tasks  # noqa: F401
        from gongkai.plans.urging import steps as urging  # noqa: F401

        evidence.through(seeing.through_a_task)
