from django.apps import AppConfig


class Look(AppConfig):
    name = "gongkai.look"
    label = "look"
    verbose_name = "外观"
