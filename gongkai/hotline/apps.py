from django.apps import AppConfig


class Hotline(AppConfig):
    name = "gongkai.hotline"
    label = "hotline"
    verbose_name = "12345与投诉"

    def ready(self):
        from gongkai.hotline import steps  # noqa: F401 - registers the kinds
        from gongkai.hotline.bulletins import steps as bulletins  # noqa: F401
        from gongkai.hotline.faults import steps as faults  # noqa: F401
        from gongkai.hotline.lines import steps as lines  # noqa: F401
        from gongkai.hotline.sources import steps as sources  # noqa: F401
