from django.apps import AppConfig


class Participation(AppConfig):
    name = "gongkai.participation"
    label = "participation"
    verbose_name = "公众参与"

    def ready(self):
        from gongkai.outbox import sending
        from gongkai.participation.consultations import notices
        from gongkai.participation.consultations import steps as consultations  # noqa: F401 - registers the kinds
        from gongkai.participation.decisions import steps as decisions  # noqa: F401
        from gongkai.participation.gatherings import steps as gatherings  # noqa: F401
        from gongkai.participation.surveys import steps  # noqa: F401

        sending.KINDS |= {notices.KIND: notices.answered}
