"""The list as columns of a file; the headers are those the import reads."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from sanxin.kernel.sheets.writing import OutColumn
from sanxin.ledger.models import Item
from sanxin.ledger.queries.days import DaysLeft, light_of
from sanxin.ledger.rules.stages import LABELS, Stage

HEADS: Sequence[Any] = (
    _("编号"),
    OutColumn(_("事项"), width=36),
    OutColumn(_("情况"), width=48),
    OutColumn(_("地点"), width=20),
    _("类别"),
    _("牵头人"),
    _("核验人"),
    _("立项日期"),
    _("期限"),
    _("状态"),
    _("进度"),
    _("销号日期"),
    OutColumn(_("办成的样子"), width=32),
    _("来源"),
)


def cells(item: Item, *, left: DaysLeft, today: date) -> list[Any]:
    return [
        item.code,
        item.title,
        item.detail,
        item.where,
        item.tags[0] if item.kind else "",
        item.owner.name,
        item.verifier.name if item.verifier else "",
        item.opened_at,
        item.due_on,
        light_of(item, left=left, today=today).word,
        str(LABELS[Stage(item.stage)]),
        item.struck_off_on,
        item.outcome_wanted,
        item.source,
    ]
