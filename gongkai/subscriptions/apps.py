from django.apps import AppConfig


class Subscriptions(AppConfig):
    name = "gongkai.subscriptions"
    label = "subscriptions"
    verbose_name = "邮件订阅"

    def ready(self):
        from gongkai.outbox import sending
        from gongkai.subscriptions import mailing

        sending.KINDS |= {"confirm": mailing.confirmation, "news": mailing.news}
