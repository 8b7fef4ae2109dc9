"""Sentences that a phone adds to a visit, and difficulties it puts on the ledger."""

from typing import Any

from django.utils.translation import gettext as _

from sanxin.fieldwork.actions import difficulties, lines
from sanxin.fieldwork.actions.lines import NewLine
from sanxin.fieldwork.models import VisitLine
from sanxin.sync.actions.contract import Context, NotYet
from sanxin.sync.actions.visits import summary, visit_of
from sanxin.sync.rules.operations import Operation


def add(operation: Operation, context: Context) -> dict[str, Any]:
    """`{visit, line, text, difficulty, owed}`"""
    said = operation.values
    visit = visit_of(said, context.by)
    new = NewLine(
        id=said.born("line"),
        text=said.text("text"),
        is_difficulty=said.flag("difficulty"),
        owes_answer=said.flag("owed"),
    )
    heard_at = min(operation.born_at, context.at)
    line = lines.add(visit, new, by=context.by, at=context.at, heard_at=heard_at)
    return summary(visit) | {"line": str(line.pk)}


def open_item(operation: Operation, context: Context) -> dict[str, Any]:
    """`{line}`; a line that is on the ledger already gives the item it stands behind."""
    rows = VisitLine.objects.visible_to(context.by).select_related("visit__office", "voice__place")
    line = rows.filter(pk=operation.values.id("line")).first()
    if line is None:
        raise NotYet("sync.line.missing", _("这一句所属的走访还没有送到，先留在手机里。"))
    item = difficulties.open_item(line, by=context.by, at=context.at)
    return summary(line.visit) | {"line": str(line.pk), "item": item.code}
