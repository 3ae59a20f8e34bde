from django.apps import AppConfig


class Assessment(AppConfig):
    name = "gongkai.assessment"
    label = "assessment"
    verbose_name = "考核"

    def ready(self):
        from gongkai.assessment import steps  # noqa: F401 - registers the kinds
        from gongkai.assessment.hearings import steps as hearings  # noqa: F401
        from gongkai.assessment.mystery import results
        from gongkai.assessment.mystery import steps as mystery  # noqa: F401
        from gongkai.assessment.selfchecks import seeing
        from gongkai.assessment.selfchecks import steps as selfchecks  # noqa: F401
        from gongkai.assessment.sources import steps as sources  # noqa: F401
        from gongkai.assessment.targets import steps as targets  # noqa: F401
        from gongkai.evidence import seeing as evidence

        evidence.through(seeing.through)
        evidence.through(results.through)
