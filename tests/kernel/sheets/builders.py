"""Sheets as people send them, and files as people should not. Everybody named here is invented."""

import struct
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import Workbook, load_workbook

from sanxin.kernel.sheets.checking import Checked, check
from sanxin.kernel.sheets.columns import Column, Context
from sanxin.kernel.sheets.kinds import Applied, SheetKind
from sanxin.kernel.sheets.matching import mapping_of, match
from sanxin.kernel.sheets.reading import Table, read_table
from sanxin.kernel.sheets.rows import Row
from sanxin.kernel.sheets.safety import inspect
from sanxin.kernel.sheets.source import open_source

CONTEXT = Context(by=None, unit=None, at=datetime(2026, 11, 19, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai")))
TOWNS = (("106", "洪岩镇"), ("103", "众埠镇"), ("104", "双田镇"))
HEADERS = ("序号", "内容", "日期", "乡镇", "电话", "户数", "金额", "是否解决")


def apply_nothing(rows: Sequence[Row], *, by: Any, at: datetime) -> Applied:
    return Applied(added=len(rows))


COLUMNS = (
    Column(
        "text", "内容", names=("诉求内容", "反映问题"), required=True, max_length=40, example="村口路灯不亮", width=40
    ),
    Column("heard_on", "日期", names=("反映时间",), kind="date", required=True, example="2026-03-05"),
    Column("town", "乡镇", names=("所在乡镇",), kind="choice", choices=TOWNS, example="洪岩镇"),
    Column("phone", "电话", names=("联系电话", "手机"), kind="phone", example="13800000000"),
    Column("households", "户数", kind="integer", example="12"),
    Column("cost", "金额", names=("金额（万元）",), kind="decimal", example="1.5"),
    Column("solved", "是否解决", kind="yes_no", example="否"),
)
VOICES = SheetKind("test.voice", "声音", COLUMNS, apply=apply_nothing, may_import=lambda person: True)

GOOD = (1, "村口路灯不亮", "2026-03-05", "洪岩镇", "13800000000", 12, 1.5, "否")


def sheet(*rows: Sequence[object], name: str = "表1") -> BytesIO:
    """An .xlsx of these rows."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = name
    for row in rows:
        page.append(list(row))
    return saved(book)


def saved(book: Workbook) -> BytesIO:
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


def opened(file: BytesIO) -> Workbook:
    file.seek(0)
    return load_workbook(file)


def table_of(file: BytesIO, kind: SheetKind = VOICES, name: str = "声音.xlsx", **how: Any) -> Table:
    return read_table(open_source(file, inspect(file, name), name), kind, **how)


def checked(file: BytesIO, kind: SheetKind = VOICES, name: str = "声音.xlsx", **how: Any) -> Checked:
    table = table_of(file, kind, name)
    return check(table, mapping_of(match(table.headers, kind)), kind, CONTEXT, **how)


def values(file: BytesIO, key: str) -> list[object]:
    return [row.values[key] for row in checked(file).rows]


# Files that must be refused.

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK = (
    f'<?xml version="1.0"?><workbook xmlns="{MAIN}" xmlns:r="{RELATION}">'
    '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
SHEET_START = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>'
SHEET_END = "</sheetData></worksheet>"
ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def parts(cells: str = ONE_CELL, more: Iterable[tuple[str, str | bytes]] = ()) -> dict[str, str | bytes]:
    """The parts of the smallest workbook, with these cells."""
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'{RELATIONS}<Relationship Id="r" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": f'{RELATIONS}<Relationship Id="rId1" Type="{RELATION}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": SHEET_START + cells + SHEET_END,
        **dict(more),
    }


def zipped(contents: dict[str, str | bytes]) -> BytesIO:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    file.seek(0)
    return file


def hand_made(cells: str = ONE_CELL, *more: tuple[str, str | bytes]) -> BytesIO:
    return zipped(parts(cells, more))


def claiming(file: BytesIO, part: str, size: int) -> BytesIO:
    """The same zip with another unpacked size written beside one of its parts."""
    content = bytearray(file.getvalue())
    at = content.rindex(b"PK\x01\x02")
    at = next(i for i in _directory(content) if content[i + 46 : i + 46 + len(part)] == part.encode())
    struct.pack_into("<I", content, at + 24, size)
    return BytesIO(bytes(content))


def _directory(content: bytearray) -> Iterable[int]:
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        yield at
        at = content.find(b"PK\x01\x02", at + 4)


def old_workbook(
    *rows: Sequence[str | float], records: bytes = b"", streams: dict[str, bytes] | None = None
) -> BytesIO:
    """An .xls (BIFF8 in an OLE container) with these rows; `records` are put before the sheet's cells."""
    return ole({"Workbook": biff(rows, records), **(streams or {})})


def record(number: int, body: bytes) -> bytes:
    return struct.pack("<HH", number, len(body)) + body


def biff(rows: Sequence[Sequence[str | float]], records: bytes = b"") -> bytes:
    start = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)) + record(0x0042, struct.pack("<H", 1200))
    name = "表1".encode("utf-16-le")
    length = 4 + 6 + 2 + len(name)
    end = record(0x000A, b"")
    bound = record(0x0085, struct.pack("<IBBBB", len(start) + length + len(records) + len(end), 0, 0, 2, 1) + name)
    cells = b"".join(_biff_cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row))
    page = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)) + cells + end
    return start + bound + records + end + page


def _biff_cell(row: int, column: int, value: str | float) -> bytes:
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(value), 1) + text)
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def ole(streams: dict[str, bytes]) -> BytesIO:
    """An OLE container; every stream is padded to live in ordinary sectors."""
    free, end, fat_mark = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    sectors: list[bytes] = []
    fat: list[int] = []
    entries = [("Root Entry", 5, end, 0)]
    for name, content in streams.items():
        content = content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0")
        first = len(sectors)
        blocks = [content[i : i + 512] for i in range(0, len(content), 512)]
        sectors += blocks
        fat += [*range(first + 1, first + len(blocks)), end]
        entries.append((name, 2, first, len(content)))
    while len(entries) % 4:
        entries.append(("", 0, 0, 0))
    directory = b"".join(_ole_entry(*entry, siblings=len(streams), at=at) for at, entry in enumerate(entries))
    first_directory = len(sectors)
    blocks = [directory[i : i + 512] for i in range(0, len(directory), 512)]
    sectors += blocks
    fat += [*range(first_directory + 1, first_directory + len(blocks)), end]
    fat_sectors = -(-(len(fat) + 1) // 127)
    first_fat = len(sectors)
    fat += [fat_mark] * fat_sectors
    fat += [free] * (fat_sectors * 128 - len(fat))
    sectors += [struct.pack("<128I", *fat[i * 128 : i * 128 + 128]) for i in range(fat_sectors)]
    difat = [*range(first_fat, first_fat + fat_sectors), *[free] * (109 - fat_sectors)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, fat_sectors, first_directory, 0, 4096, end, 0, end, 0)
    return BytesIO(header + struct.pack("<109I", *difat) + b"".join(sectors))


def _ole_entry(name: str, kind: int, start: int, size: int, *, siblings: int, at: int) -> bytes:
    none = 0xFFFFFFFF
    text = name.encode("utf-16-le") + b"\0\0" if name else b""
    right = at + 1 if kind == 2 and at < siblings else none
    child = 1 if kind == 5 and siblings else none
    links = struct.pack("<III", none, right, child)
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1) + links
    return head + bytes(36) + struct.pack("<IQ", start, size)
