from django.apps import AppConfig


class Desk(AppConfig):
    name = "gongkai.desk"
    label = "desk"
    verbose_name = "工作台"

    def ready(self):
        from gongkai.desk import alerting, reminding, tallying
        from gongkai.outbox import sending

        sending.KINDS |= {
            reminding.KIND: reminding.letter, reminding.BY_WECOM: reminding.short, tallying.KIND: tallying.text,
            "alert-mail": alerting.letter, "alert-sms": alerting.by_phone, "alert-wecom": alerting.by_wecom,
        }  # fmt: skip
