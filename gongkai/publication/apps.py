from django.apps import AppConfig


class Publication(AppConfig):
    name = "gongkai.publication"
    label = "publication"
    verbose_name = "公布"
