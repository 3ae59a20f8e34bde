from django.apps import AppConfig


class Windows(AppConfig):
    name = "gongkai.windows"
    label = "windows"
    verbose_name = "政务服务窗口"

    def ready(self):
        from gongkai.windows.bulletins import steps as bulletins  # noqa: F401 - registers the kinds
        from gongkai.windows.centres import steps as centres  # noqa: F401
        from gongkai.windows.events import steps as events  # noqa: F401
        from gongkai.windows.handling import steps as handling  # noqa: F401
        from gongkai.windows.items import steps as items  # noqa: F401
        from gongkai.windows.staffing import steps as staffing  # noqa: F401
