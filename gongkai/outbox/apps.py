from django.apps import AppConfig


class Outbox(AppConfig):
    name = "gongkai.outbox"
    label = "outbox"
    verbose_name = "发件箱"
