"""One cell, one value: what each kind of column accepts and the sentence said when it does not."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from sanxin.kernel.sheets.choosing import Chooser
from sanxin.kernel.sheets.columns import Cell, Column, ColumnKind, Context, Value
from sanxin.kernel.sheets.dates import DateError, read_date, read_datetime
from sanxin.kernel.sheets.halfwidth import BLANKS, plain, readable

#: Spreadsheets keep 15 significant digits; the rest of a longer number (an identity number) is already lost.
EXACT_DIGITS = 15
#: What people put where there is nothing to say. In running text a stroke may be meant, so it stays.
NOTHING = frozenset({"", "/", "-", "--", "\\", "无此项", "N/A", "n/a"})
#: What a formula leaves when it fails.
SHEET_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"})

YES = frozenset({"是", "有", "对", "√", "✓", "✔", "☑", "y", "yes", "true", "1"})
NO = frozenset({"否", "无", "没有", "不是", "不", "×", "✗", "✘", "☐", "n", "no", "false", "0"})

_MOBILE = re.compile(r"1[3-9]\d{9}")
_PHONE = re.compile(r"\+?\d[\d-]{4,18}\d")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_SEVERAL = re.compile(r"[、,;/]")

Parser = Callable[[Cell], Value]


class CellError(ValueError):
    """Why a cell cannot be taken, as a sentence that names its column."""


def parser_for(column: Column, context: Context) -> Parser:
    """A function that turns a cell of this column into its value, or raises CellError. None is an empty cell."""
    label = str(column.label)
    read = _reader(column, label, context)

    def parse(cell: Cell) -> Value:
        if cell is None or cell == "" or _is_nothing(cell, column.kind):
            if column.required:
                raise CellError(_("“%(column)s”必须填写，现在是空的") % {"column": label})
            return None
        if isinstance(cell, str) and cell in SHEET_ERRORS:
            raise CellError(_("“%(column)s”的公式出错（%(value)s），请改成值") % {"column": label, "value": cell})
        return read(cell)

    return parse


def _is_nothing(cell: Cell, kind: ColumnKind) -> bool:
    if not isinstance(cell, str):
        return False
    return not cell.strip(BLANKS) if kind == "text" else plain(cell) in NOTHING


def _reader(column: Column, label: str, context: Context) -> Parser:
    match column.kind:
        case "text":
            return lambda cell: _text(cell, label, column.max_length)
        case "integer":
            return lambda cell: _integer(cell, label)
        case "decimal":
            return lambda cell: _decimal(cell, label)
        case "date" | "datetime":
            return lambda cell: _moment(cell, label, column.kind)
        case "phone":
            return lambda cell: _phone(cell, label)
        case "yes_no":
            return lambda cell: _yes_no(cell, label)
        case "choice":
            return _choice(label, Chooser(column.choices_for(context)))


def _text(cell: Cell, label: str, max_length: int | None) -> str:
    text = readable(cell) if isinstance(cell, str) else _shown(cell, label)
    if max_length is not None and len(text) > max_length:
        said = {"column": label, "limit": max_length, "length": len(text)}
        raise CellError(_("“%(column)s”最多%(limit)d个字，现在有%(length)d个") % said)
    return text


def _shown(cell: Cell, label: str) -> str:
    """A cell that is not text, written the way the person sees it in the sheet."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float | int):
        if abs(cell) >= 10**EXACT_DIGITS:
            raise CellError(
                _("“%(column)s”是超过15位的数字，表格已丢掉末尾几位，请把该列设为“文本”后重新填写") % {"column": label}
            )
        return str(int(cell)) if float(cell).is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes") if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta | str) else ""


def _number(cell: Cell, label: str) -> Decimal:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        number = Decimal(repr(cell))
    else:
        text = plain(cell).replace(",", "").replace(" ", "") if isinstance(cell, str) else ""
        try:
            number = Decimal(text)
        except InvalidOperation as error:
            raise CellError(_("“%(column)s”应填数字，现在是“%(value)s”") % _told(label, cell)) from error
    if not number.is_finite() or number.adjusted() >= EXACT_DIGITS:
        raise CellError(_("“%(column)s”的数字太大：%(value)s") % _told(label, cell))
    return number


def _integer(cell: Cell, label: str) -> int:
    number = _number(cell, label)
    if number != number.to_integral_value():
        raise CellError(_("“%(column)s”应填整数，现在是“%(value)s”") % _told(label, cell))
    return int(number)


def _decimal(cell: Cell, label: str) -> Decimal:
    return _number(cell, label)


def _moment(cell: Cell, label: str, kind: ColumnKind) -> date | datetime:
    try:
        return read_date(cell) if kind == "date" else read_datetime(cell)
    except DateError as error:
        raise CellError(_why_no_date(error.reason) % _told(label, cell)) from error


def _why_no_date(reason: str) -> str:
    match reason:
        case "short_year":
            return _("“%(column)s”的年份只写了两位（%(value)s），请写成四位，如 2026.3.5")
        case "month_only":
            return _("“%(column)s”只有年月（%(value)s），请补上日，如 2026.3.5")
        case "no_such_day":
            return _("“%(column)s”没有这一天或这一时刻：%(value)s")
        case "far":
            return _("“%(column)s”的年份不合常理：%(value)s")
        case _:
            return _("“%(column)s”应填日期，如 2026-03-05，现在是“%(value)s”")


def _phone(cell: Cell, label: str) -> str:
    text = plain(_text(cell, label, None)).replace(" ", "").replace("(", "").replace(")", "-")
    if _SCIENTIFIC.fullmatch(text):
        raise CellError(
            _("“%(column)s”变成了 %(value)s，号码已丢失，请把该列设为“文本”后重新填写") % _told(label, cell)
        )
    if _SEVERAL.search(text):
        raise CellError(_("“%(column)s”一格只能写一个号码，现在是“%(value)s”") % _told(label, cell))
    if _MOBILE.fullmatch(digits := text.removeprefix("+86").replace("-", "")):
        return digits
    if re.fullmatch(r"1[3-9]\d+", digits):
        said = {"column": label, "length": len(digits), "value": text}
        raise CellError(_("“%(column)s”的手机号应是11位，现在有%(length)d位：%(value)s") % said)
    if not _PHONE.fullmatch(text):
        raise CellError(_("“%(column)s”不像电话号码：%(value)s") % _told(label, cell))
    return text


def _yes_no(cell: Cell, label: str) -> bool:
    if isinstance(cell, bool):
        return cell
    said = plain(_shown(cell, label)).lower()
    if said in YES or said in NO:
        return said in YES
    raise CellError(_("“%(column)s”应填“是”或“否”，现在是“%(value)s”") % _told(label, cell))


def _choice(label: str, chooser: Chooser) -> Parser:
    def parse(cell: Cell) -> str:
        text = _text(cell, label, None)
        chosen = chooser.find(text)
        if chosen.value is None:
            raise CellError(_("“%(column)s”：%(why)s") % {"column": label, "why": chosen.sentence})
        return chosen.value

    return parse


def _told(label: str, cell: Cell) -> dict[str, str]:
    """The words of a sentence; a long cell is cut so that the sentence stays one."""
    text = str(cell).strip()
    return {"column": label, "value": text if len(text) <= 30 else text[:30] + "…"}
