"""`sanxin policy [--write FILE]`: who may call which route, as CSV."""

import csv
import io
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from sanxin.people.queries.routes import routes

HEADS = ("route", "name", "methods", "roles")


class Command(BaseCommand):
    help = "列出每个地址谁能用、怎么用；--write 写进文件（项目里是 docs/policy.csv，测试会比对）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", type=Path, nargs="?", const=Path("docs/policy.csv"), metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        text = written()
        if options["write"]:
            options["write"].write_text(text, encoding="utf-8")
        else:
            self.stdout.write(text, ending="")


def written() -> str:
    """The written policy; one line a route, so that a change of it is one line in review."""
    file = io.StringIO()
    lines = csv.writer(file, lineterminator="\n")
    lines.writerow(HEADS)
    lines.writerows((route.path, route.name, route.methods, route.roles) for route in routes())
    return file.getvalue()
