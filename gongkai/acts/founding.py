"""An empty database is laid out at once: every table as the last migration leaves it, and all of them noted as done.

Going through them one by one makes and remakes each table on the way; where nothing stands yet only the end counts.
Their own statements run too, but for those that move rows (``elidable``), as there are none.
"""

from collections.abc import Iterator

from django.db import router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.operations import RunPython, RunSQL
from django.db.migrations.state import ProjectState
from django.db.models import Model


def lay_out(connection: BaseDatabaseWrapper) -> bool:
    """Lays out the database behind ``connection`` where it has no table at all, whole or not; tells whether it did."""
    if connection.introspection.table_names():
        return False
    executor = MigrationExecutor(connection)
    ends = executor.loader.graph.leaf_nodes()
    plan = [one for one, _ in executor.migration_plan(ends)]
    state = executor.loader.project_state(ends)
    with connection.schema_editor() as editor, transaction.atomic(using=connection.alias):
        for model in _models(connection, state):
            editor.create_model(model)
        for migration, operation in _statements(plan):
            operation.database_forwards(migration.app_label, editor, state, state)
        executor.recorder.ensure_schema()
        executor.recorder.migration_qs.bulk_create(
            executor.recorder.Migration(app=one.app_label, name=one.name) for one in plan
        )
    return True


def _models(connection: BaseDatabaseWrapper, state: ProjectState) -> Iterator[type[Model]]:
    for model in state.apps.get_models():
        if model._meta.can_migrate(connection) and router.allow_migrate_model(connection.alias, model):
            yield model


def _statements(plan: list[Migration]) -> Iterator[tuple[Migration, RunPython | RunSQL]]:
    for migration in plan:
        for operation in migration.operations:
            if isinstance(operation, RunPython | RunSQL) and not operation.elidable:
                yield migration, operation
