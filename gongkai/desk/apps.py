from django.apps import AppConfig


class Desk(AppConfig):
    name = "gongkai.desk"
    label = "desk"
    verbose_name = "工作台"

    def ready(self):
        from gongkai.desk import reminding
        from gongkai.outbox import sending

        sending.KINDS |= {reminding.KIND: reminding.letter}
