"""Excel in: one mechanism for every kind of sheet.

An app describes a kind in its `sheets.py` and registers it; pages, checks, progress and the returned file follow.

    register(SheetKind(
        key="service.voice",
        label=_("群众声音"),
        columns=(
            Column("text", _("内容"), names=("问题", "诉求内容"), required=True, width=48, example="村口路灯不亮"),
            Column("heard_on", _("日期"), names=("反映时间",), kind="date", required=True, example="2026-03-05"),
        ),
        apply=add_voices,             # apply(rows, *, by, at) -> Applied, at most 1,000 rows, inside the transaction;
                                      # for many rows prepare=, which does before it whatever needs no lock
        check_rows=check_voices,      # check_rows(rows, context) -> faults that a single cell cannot show
        may_import=lambda person: ...,
    ))

A kind whose columns depend on one thing (the answers to one questionnaire) is made by a family, `register_family`.
"""

from sanxin.kernel.sheets import events as events
from sanxin.kernel.sheets.columns import Column, Context, Value
from sanxin.kernel.sheets.kinds import Applied, SheetKind, Write, kind_of, kinds_for, register, register_family
from sanxin.kernel.sheets.rows import Fault, Row

__all__ = [
    "Applied",
    "Column",
    "Context",
    "Fault",
    "Row",
    "SheetKind",
    "Value",
    "Write",
    "kind_of",
    "kinds_for",
    "register",
    "register_family",
]
