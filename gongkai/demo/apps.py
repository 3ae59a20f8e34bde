from django.apps import AppConfig


class Demo(AppConfig):
    name = "gongkai.demo"
    label = "demo"
    verbose_name = "演示县"
