from django.apps import AppConfig


class Search(AppConfig):
    name = "gongkai.search"
    label = "search"
    verbose_name = "检索"
