"""Make a database of an earlier release stand again: `python -m tests.project.releases.loading FILE.sql.gz`.

On SQLite it is the file as it was. On PostgreSQL the tables are made by the release's own migrations, and the rows
are carried over by the models as they were then.
"""

import gzip
import sqlite3
import sys
from pathlib import Path
from typing import Any

import django


def main(kept: Path) -> None:
    django.setup()
    from django.conf import settings
    from django.db import connection

    file = settings.HOME / "sanxin.sqlite3"
    if connection.vendor == "postgresql":
        file = settings.HOME / "released.sqlite3"
    stand(kept, file)
    if connection.vendor == "postgresql":
        carry_over(file)


def stand(kept: Path, file: Path) -> None:
    database = sqlite3.connect(file)
    database.executescript(gzip.decompress(kept.read_bytes()).decode())
    database.close()


def carry_over(file: Path) -> None:
    """Tables by the migrations the release had applied, then every row of every table."""
    from django.core.management.color import no_style
    from django.db import connection, connections, transaction
    from django.db.migrations.executor import MigrationExecutor
    from django.db.migrations.recorder import MigrationRecorder

    connections.databases["released"] = connections.databases["default"] | {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {},
    }
    applied = set(MigrationRecorder(connections["released"]).applied_migrations())
    executor = MigrationExecutor(connection)
    last = [node for node in applied if not followed(executor, node, applied)]
    executor.migrate(last)
    models = executor.loader.project_state(last).apps.get_models(include_auto_created=True)
    with transaction.atomic():
        for model in models:
            if model._meta.managed and not model._meta.proxy:
                carry(model)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def followed(executor: Any, node: tuple[str, str], applied: set[tuple[str, str]]) -> bool:
    """Whether the release had applied a later migration of the same app."""
    children = executor.loader.graph.node_map[node].children
    return any(child.key in applied and child.key[0] == node[0] for child in children)


def carry(model: Any) -> None:
    model._base_manager.all().delete()  # what a migration put there
    rows = list(model._base_manager.using("released").all())
    for row in rows:
        row._state.db = "default"
    model._base_manager.bulk_create(rows, batch_size=500)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
