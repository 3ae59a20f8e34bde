"""``gongkai manage migrate``: Django's own, which finds an empty database laid out already and upgrades faster."""

from django.core.management.commands import migrate
from django.db import connections

from gongkai.acts import founding, upgrading

PARTIAL = ("app_label", "migration_name", "plan", "check_unapplied", "prune", "fake", "fake_initial")


class Command(migrate.Command):
    def handle(self, *args, **options):
        if not any(options.get(name) for name in PARTIAL):
            founding.lay_out(connections[options["database"]])
        with upgrading.each_alone():
            return super().handle(*args, **options)
