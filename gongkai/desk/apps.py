from django.apps import AppConfig


class Desk(AppConfig):
    name = "gongkai.desk"
    label = "desk"
    verbose_name = "工作台"
