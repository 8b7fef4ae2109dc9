# ruff: noqa: N999 - named as the verb is said
"""`sanxin import divisions FOLDER [--within 360281]`: bring the tree of units in step with the published list."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sanxin.kernel import clock
from sanxin.kernel.refusals import Refused
from sanxin.people.actions.divisions import import_divisions


class Command(BaseCommand):
    help = "导入行政区划（provinces.csv、cities.csv、areas.csv、streets.csv 所在的文件夹）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        divisions = what.add_parser("divisions", help=self.help)
        divisions.add_argument("folder", type=Path)
        divisions.add_argument("--within", metavar="CODE", help="只要这个代码的区划、它的上级和全部下级，如 360281")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            done = import_divisions(options["folder"], by=None, at=clock.now(), only=options["within"])
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        seconds = time.monotonic() - started
        self.stdout.write(f"新增 {done.added}，改名 {done.renamed}，没变 {done.unchanged}（{seconds:.1f} 秒）\n")
