"""The result as an Excel workbook: problems, their voices, voices alone."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format

from sanxin_engines.opinions.problems import Problem, Synthesis

BIRTH = datetime(2026, 1, 1)  # noqa: DTZ001 - a fixed creation time: the same result is the same bytes
PROBLEMS = ("序号", "编号", "问题", "热度", "人数", "件数", "点赞", "时近", "地广", "持续", "关键词", "地点", "最早",
            "最近", "原话")  # fmt: skip
WIDTHS = (6, 14, 48, 8, 8, 8, 8, 8, 8, 8, 36, 24, 18, 18, 80)


def as_workbook(synthesis: Synthesis) -> bytes:
    """Text stays text: nothing that people wrote becomes a formula or a link."""
    target = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, plain) as book:
        book.set_properties({"created": BIRTH})
        bold = book.add_format({"bold": True, "bottom": 1})
        voices = ((problem.id, problem.title, voice) for problem in synthesis.problems for voice in problem.voices)
        _sheet(
            book, bold, "问题", PROBLEMS, WIDTHS, map(_row, range(1, 1 + len(synthesis.problems)), synthesis.problems)
        )
        _sheet(book, bold, "明细", ("问题编号", "问题", "留言编号"), (14, 48, 14), voices)
        _sheet(book, bold, "未归入", ("留言编号",), (14,), ((voice,) for voice in synthesis.unassigned))
    return target.getvalue()


def _row(number: int, problem: Problem) -> tuple[object, ...]:
    heat = problem.heat
    return (
        number,
        problem.id,
        problem.title,
        heat.score,
        heat.people,
        heat.messages,
        heat.likes,
        heat.recency,
        heat.spread,
        heat.persistence,
        "、".join(problem.keywords),
        "、".join(problem.places),
        _day(problem.first),
        _day(problem.last),
        "\n".join(f"{quote.voice}：{quote.text}" for quote in problem.quotes),
    )


def _day(at: datetime | None) -> str:
    return at.strftime("%Y-%m-%d") if at else ""


def _sheet(
    book: xlsxwriter.Workbook,
    bold: Format,
    name: str,
    headers: tuple[str, ...],
    widths: tuple[int, ...],
    rows: Iterable[tuple[object, ...]],
) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, headers, bold)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row)
