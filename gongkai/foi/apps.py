from django.apps import AppConfig


class Foi(AppConfig):
    name = "gongkai.foi"
    label = "foi"
    verbose_name = "依申请公开"

    def ready(self):
        from gongkai.foi import notices, steps  # noqa: F401 - registers the kind
        from gongkai.foi.amendments import steps as amendments  # noqa: F401
        from gongkai.foi.disputes import steps as disputes  # noqa: F401
        from gongkai.foi.severing import steps as severing  # noqa: F401
        from gongkai.outbox import sending

        sending.KINDS |= {"request": notices.came, "request-act": notices.acted}
