from django.apps import AppConfig


class Inspection(AppConfig):
    name = "gongkai.inspection"
    label = "inspection"
    verbose_name = "网站自查"
