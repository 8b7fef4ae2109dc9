"""Bring the database up to date, if it is not."""

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor


def unapplied() -> int:
    """How many migrations the database still lacks."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def bring_up_to_date() -> None:
    if unapplied():
        call_command("migrate", verbosity=0, interactive=False)
    index_new_kinds()


def index_new_kinds() -> None:
    """What a new release can find for the first time is found in the rows of the old one, too.

    A kind that has an entry is kept by its own verbs; to look costs a start a few milliseconds.
    """
    from sanxin.kernel import search
    from sanxin.kernel.models import SearchEntry
    from sanxin.kernel.search import kinds

    for kind in kinds.chosen():
        if kind.everything is not None and not SearchEntry.objects.filter(kind=kind.name).exists():
            with transaction.atomic():
                search.put_many(kind.everything())
