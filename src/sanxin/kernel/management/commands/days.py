"""`sanxin days import FILE.json`: a year's notice has come. `sanxin days show`: which years are official."""

from collections import Counter
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.actions.days import announce_year
from sanxin.kernel.days import calendar_of
from sanxin.kernel.deadlines import moved
from sanxin.kernel.holiday_files import read_notice
from sanxin.kernel.ids import NIL
from sanxin.kernel.models import CalendarDay, CalendarYear, ChainHead
from sanxin.kernel.refusals import Refused
from sanxin_engines.workdays import Calendar


class Command(BaseCommand):
    help = "Import a year's holidays, or show which years are official"

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("import").add_argument("file", type=Path)
        verbs.add_parser("show")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        if verb == "show":
            self._show()
        else:
            self._import(options["file"])

    def _import(self, file: Path) -> None:
        try:
            notice = read_notice(file.read_text(encoding="utf-8"))
            counties = ChainHead.objects.exclude(county_id=NIL).values_list("county_id", flat=True)
            before = {county: calendar_of(county) for county in counties}
            announce_year(notice.year, notice.days, source=notice.source, by=None, at=clock.now())
        except FileNotFoundError:
            raise CommandError(_("没有这个文件：%(path)s") % {"path": file}) from None
        except Refused as refusal:
            raise CommandError(refusal.sentence) from None
        words = _("%(year)d 年已按通知更新，共 %(n)d 天；已定的期限不会自己变。")
        self.stdout.write(words % {"year": notice.year, "n": len(notice.days)})
        self._tell_what_moved(before)

    def _tell_what_moved(self, before: dict[UUID, Calendar]) -> None:
        """Deadlines stay; the working days left, and with them the lights, do not."""
        counts: Counter[str] = Counter()
        for county, calendar in before.items():
            for one in moved(county, calendar, calendar_of(county), clock.today()):
                counts[str(one.label)] += one.count
        for label, count in counts.items():
            self.stdout.write(_("%(what)s：%(n)d 件的灯变了。") % {"what": label, "n": count})

    def _show(self) -> None:
        for year in CalendarYear.objects.order_by("year"):
            count = CalendarDay.objects.filter(county_id=None, on__year=year.year).count()
            self.stdout.write(f"{year.year}  {count:3}  {year.source}")
        self.stdout.write(_("其余年份按周末和法定节日推算，标为未公布。"))
