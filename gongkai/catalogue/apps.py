from django.apps import AppConfig


class Catalogue(AppConfig):
    name = "gongkai.catalogue"
    label = "catalogue"
    verbose_name = "目录"
