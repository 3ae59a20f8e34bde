from django.apps import AppConfig


class Organisation(AppConfig):
    name = "gongkai.organisation"
    label = "organisation"
    verbose_name = "组织"

    def ready(self):
        from gongkai.organisation import steps  # noqa: F401 - registers the kinds
        from gongkai.organisation.appraisals import steps as appraisals  # noqa: F401
        from gongkai.organisation.groups import steps as groups  # noqa: F401
        from gongkai.organisation.media import steps as media  # noqa: F401
        from gongkai.organisation.meetings import steps as meetings  # noqa: F401
        from gongkai.organisation.questions import steps as questions  # noqa: F401
        from gongkai.organisation.returns import steps as returns  # noqa: F401
        from gongkai.organisation.training import steps as training  # noqa: F401
