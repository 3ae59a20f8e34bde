from django.apps import AppConfig


class Accounts(AppConfig):
    name = "gongkai.accounts"
    label = "accounts"
    verbose_name = "账号"
