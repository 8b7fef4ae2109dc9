"""An empty database is laid out at once, from what all migrations together come to.

One by one they take half a minute, since Django draws every model anew after every step; see decision 0013.
"""

from collections.abc import Iterator

from django.db import router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython
from django.db.migrations.recorder import MigrationRecorder

BY_HAND = "_by_hand"
"""Migrations of ours with this ending make what models cannot say, and are run as they stand, on final models.

Every other `RunPython` takes over rows of an earlier release, and an empty database has none.
"""


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    return not connection.introspection.table_names()


def lay(connection: BaseDatabaseWrapper) -> None:
    """Every table, index and constraint in one transaction, and every migration noted as applied."""
    loader = MigrationLoader(connection)
    apps = loader.project_state().apps
    recorder = MigrationRecorder(connection)
    with connection.schema_editor(atomic=True) as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection) and router.allow_migrate_model(connection.alias, model):
                editor.create_model(model)
        for operation in _by_hand(loader):
            operation.code(apps, editor)
        _note(loader, recorder, editor)


def _by_hand(loader: MigrationLoader) -> Iterator[RunPython]:
    for (_app, name), migration in sorted(loader.disk_migrations.items()):
        if name.endswith(BY_HAND):
            yield from (one for one in migration.operations if isinstance(one, RunPython))


def _note(loader: MigrationLoader, recorder: MigrationRecorder, editor: BaseDatabaseSchemaEditor) -> None:
    editor.create_model(recorder.Migration)
    for app, name in sorted(loader.disk_migrations):
        recorder.migration_qs.create(app=app, name=name)
