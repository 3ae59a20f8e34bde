"""What a database is made of, in words that can be compared; run, it brings one up by its migrations and prints it."""

import json
import os

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.state import ModelState, ProjectState


def schema(connection: BaseDatabaseWrapper) -> dict[str, list[str]]:
    """By table its columns, then its keys, constraints and indexes; both in the order of their words."""
    with connection.cursor() as cursor:
        return {table: _said(connection, cursor, table) for table in connection.introspection.table_names(cursor)}


def _said(connection, cursor, table) -> list[str]:
    look = connection.introspection
    columns = [str(tuple(one)) for one in look.get_table_description(cursor, table)]
    constraints = [str(sorted(one.items())) for one in look.get_constraints(cursor, table).values()]
    return sorted(columns) + sorted(constraints)


def alone(state: ProjectState, model: ModelState) -> None:
    """Takes in a new model by itself. Django makes all that it leads to anew as well, at two thirds of the whole time,
    though nothing can lead back to it yet."""
    key = model.app_label, model.name_lower
    state.models[key] = model
    if state._relations is not None:
        state.resolve_model_relations(key)
    if "apps" in state.__dict__:
        state.apps.render_multiple([model])


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.core.management.commands import migrate
    from django.db import connection

    ProjectState.add_model = alone  # type: ignore[method-assign]
    call_command(migrate.Command(), verbosity=0, interactive=False)
    print(json.dumps(schema(connection)))
