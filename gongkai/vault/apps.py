from django.apps import AppConfig


class Vault(AppConfig):
    name = "gongkai.vault"
    label = "vault"
    verbose_name = "密封"
