"""One XML part of an .xlsx, streamed past: how far its cells reach, and whether it says anything it must not.

defusedxml's rule (no DTD, no entities) is applied here to the bare parser: building its tree of a 100,000-row sheet
takes five times as long as reading the sheet does.
"""

import re
from xml.parsers import expat

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused
from sanxin.kernel.sheets import limits
from sanxin.kernel.sheets.refusal import file_refused

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_WORKBOOK_RELATIONS = "xl/_rels/workbook.xml.rels"
#: Links a person clicks are harmless; what a program would fetch by itself is not.
_CLICKED = "/hyperlink"
_CLAIMS = ("count", "uniqueCount")


class PartScan:
    """Feed it a part's bytes, then `finish()`. Raises Refused as soon as something is wrong."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._cells = self._row = self._column = 0
        self._last_row = self._last_column = self._merged = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._relation if name.endswith(".rels") else self._element
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, chunk: bytes) -> None:
        """The next bytes of the part."""
        self._parse(chunk, final=False)

    def finish(self) -> int:
        """How many cells the part holds."""
        self._parse(b"", final=True)
        return self._cells

    def _parse(self, chunk: bytes, *, final: bool) -> None:
        try:
            self._parser.Parse(chunk, final)
        except expat.ExpatError as error:
            raise file_refused("broken", _("这个文件的内容不完整，请用表格软件打开，另存为 .xlsx 再上传")) from error

    def _doctype(self, *_told: object) -> None:
        raise file_refused("entities", _("这个文件夹带了不该有的定义，不能上传；请用表格软件打开，另存为 .xlsx 再试"))

    def _relation(self, tag: str, said: dict[str, str]) -> None:
        if not tag.endswith("Relationship"):
            return
        target, kind = said.get("Target", ""), said.get("Type", "")
        if said.get("TargetMode") == "External":
            if not kind.endswith(_CLICKED):
                raise file_refused("links", _("这个文件引用了别的文件，请先在“数据”里断开链接，再上传"))
        elif self._name == _WORKBOOK_RELATIONS and not target.lower().endswith(".xml"):
            # A sheet hidden in a part with another ending would be read without ever having been measured.
            raise file_refused("broken", _("这个文件的内容不完整，请用表格软件打开，另存为 .xlsx 再上传"))

    def _element(self, tag: str, said: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self._cells += 1
            self._column += 1
            if reference := said.get("r"):
                self._move_to(reference)
        elif tag in {"v", "is", "f"}:  # only a cell with content stretches the rectangle a reader keeps
            self._stretch()
        elif tag == "row":
            number = said.get("r", "")[:9]
            self._row = int(number) if number.isdecimal() else self._row + 1
            self._column = 0
        elif tag == "mergeCell":
            self._merged += _area(said.get("ref", ""))
            self._refuse_beyond(self._merged > limits.CELLS)
        elif said:
            self._refuse_claims(said)

    def _refuse_claims(self, said: dict[str, str]) -> None:
        """A list that claims four thousand million entries: readers make room for all of them before the first."""
        for name in _CLAIMS:
            claim = said.get(name, "0")
            self._refuse_beyond(len(claim) > 9 or (claim.isdecimal() and int(claim) > limits.CELLS))

    def _move_to(self, reference: str) -> None:
        if found := _REFERENCE.fullmatch(reference):
            self._row, self._column = int(found[2]), _column_number(found[1])

    def _stretch(self) -> None:
        if self._row > self._last_row or self._column > self._last_column:
            self._last_row = max(self._last_row, self._row)
            self._last_column = max(self._last_column, self._column)
            self._refuse_beyond(
                self._last_row > limits.ROWS
                or self._last_column > limits.COLUMNS
                or self._last_row * self._last_column > limits.CELLS
            )

    def _refuse_beyond(self, beyond: bool) -> None:
        if beyond:
            raise too_many_cells()


def too_many_cells() -> Refused:
    """The sheet reaches further than anybody types."""
    limit = {"rows": limits.ROWS, "columns": limits.COLUMNS}
    says = _("表格太大（最多%(rows)d行、%(columns)d列），请删去多余的行列或分成几个文件")
    return file_refused("too_many_cells", says % limit)


def _area(reference: str) -> int:
    corners = [_REFERENCE.fullmatch(corner) for corner in reference.split(":")]
    if len(corners) != 2 or not corners[0] or not corners[1]:
        return 1
    rows = int(corners[1][2]) - int(corners[0][2]) + 1
    columns = _column_number(corners[1][1]) - _column_number(corners[0][1]) + 1
    return abs(rows * columns)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
