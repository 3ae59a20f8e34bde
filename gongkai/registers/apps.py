from django.apps import AppConfig


class Registers(AppConfig):
    name = "gongkai.registers"
    label = "registers"
    verbose_name = "清单"

    def ready(self):
        from gongkai.registers import steps  # noqa: F401
