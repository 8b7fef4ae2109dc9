"""`sanxin audit verify`: prove the chain or name the first broken row. `sanxin audit head`: export today's heads."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from sanxin.kernel import audit
from sanxin.kernel.models import Event


class Command(BaseCommand):
    help = "Verify the chain of events, or export its heads"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["verify", "head"])
        parser.add_argument("--heads", type=Path, help="heads exported earlier, kept elsewhere")

    def handle(self, *args: Any, verb: str, heads: Path | None, **options: Any) -> None:
        if verb == "head":
            count = audit.export_head()
            self.stdout.write(_("已导出 {n} 条链头：{path}").format(n=count, path=audit.heads_file()))
            return
        broken = audit.verify(heads=heads)
        if broken:
            raise CommandError("\n".join(f"{row.county_id} {row}" for row in broken), returncode=1)
        self.stdout.write(_("操作记录链完整，共 {n} 条。").format(n=Event.objects.count()))
