from django.apps import AppConfig


class Disclosures(AppConfig):
    name = "gongkai.disclosures"
    label = "disclosures"
    verbose_name = "主动公开"
