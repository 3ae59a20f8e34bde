from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Acts(AppConfig):
    name = "gongkai.acts"
    label = "acts"
    verbose_name = "办理痕迹"

    def ready(self):
        post_migrate.connect(_guard, sender=self, dispatch_uid="acts.guards")


def _guard(**_):
    from gongkai.acts import guards

    guards.put_back()
