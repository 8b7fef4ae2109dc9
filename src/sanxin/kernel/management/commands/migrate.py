"""Django's `migrate`, which lays out an empty database at once; `--one-by-one` walks every step there too."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from sanxin.kernel import foundation


class Command(migrate.Command):
    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)  # type: ignore[arg-type]  # the stubs ask for Django's own parser
        parser.add_argument("--one-by-one", action="store_true")

    def handle(self, *args: Any, one_by_one: bool = False, **options: Any) -> None:
        connection = connections[options["database"]]
        whole = not (options["app_label"] or options["fake"] or options["plan"] or options["check_unapplied"])
        if whole and not one_by_one and foundation.is_empty(connection):
            foundation.lay(connection)
        super().handle(*args, **options)
