"""Read the published list of divisions: provinces.csv, cities.csv, areas.csv, streets.csv."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused
from sanxin.kernel.words import listed
from sanxin.people.models.unit import Level

FILES = (
    ("provinces.csv", Level.PROVINCE, ()),
    ("cities.csv", Level.CITY, ("provinceCode",)),
    ("areas.csv", Level.COUNTY, ("cityCode", "provinceCode")),
    ("streets.csv", Level.TOWNSHIP, ("areaCode", "cityCode", "provinceCode")),
)
"""File, level, and the columns that name the unit above, nearest first."""


@dataclass(frozen=True, slots=True)
class Division:
    """One line: a code, a name, a level, and codes of what may stand above it, nearest first."""

    code: str
    name: str
    level: Level
    above: tuple[str, ...] = ()


def read_folder(folder: Path) -> list[Division]:
    """All lines, tops first. Refused when a file or a column is missing."""
    return [division for name, level, above in FILES for division in _read(folder / name, level, above)]


def within(rows: list[Division], code: str) -> list[Division]:
    """The division of that code, all below it, and the line of those above it."""
    top = next((row for row in rows if row.code == code), None)
    if top is None:
        raise Refused("people.divisions.unknown", _("区划里没有代码 {code}。").format(code=code))
    return [row for row in rows if row.code == code or row.code in top.above or code in row.above]


def _read(path: Path, level: Level, above: tuple[str, ...]) -> Iterator[Division]:
    try:
        file = path.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise Refused("people.divisions.no_file", _("找不到文件 {name}。").format(name=path.name)) from error
    with file:
        rows = csv.DictReader(file)
        missing = {"code", "name", *above} - set(rows.fieldnames or ())
        if missing:
            columns = listed(sorted(missing))
            raise Refused(
                "people.divisions.no_column", _("{name} 缺少列 {columns}。").format(name=path.name, columns=columns)
            )
        for row in rows:
            yield Division(row["code"].strip(), row["name"].strip(), level, tuple(row[key].strip() for key in above))
