"""`sanxin caseload INSTANCE.xlsx -o PLAN.json|.xlsx`: who keeps contact with which village and which members."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import NoReturn

from sanxin_engines.caseload.errors import CaseloadError, TableError
from sanxin_engines.caseload.files import read_instance
from sanxin_engines.caseload.instance import Rules
from sanxin_engines.caseload.plan import Part
from sanxin_engines.caseload.planning import plan
from sanxin_engines.caseload.writing import KINDS, WRITERS

REFUSED = 2
PRICES = {
    "change_km": "换一个联系人的代价 the price of a change",
    "own_village_km": "党员住在所联系的村，值多少 a member in one's own village is worth",
    "balance_km": "每多联系一个多加多少 each one above the floor",
    "hard_km": "每多一个特困的多加多少 each further hard case",
    "most_km": "直线最远 nobody is sent further",
}


def main(argv: Sequence[str]) -> int:
    """0 when the plan is written; 2, with one sentence in Chinese and one in English, when it is not."""
    try:
        _run(_parse(argv))
    except CaseloadError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return REFUSED
    return 0


def _run(options: argparse.Namespace) -> None:
    target = Path(options.output)
    if target.suffix.lower() not in WRITERS:
        raise TableError(
            f"输出“{target.name}”要以 .json 或 .xlsx 结尾。", f"The output {target.name} must end in .json or .xlsx."
        )
    if not target.parent.is_dir():
        raise TableError(f"没有文件夹“{target.parent}”。", f"There is no folder {target.parent}.")
    given = {one: getattr(options, one) for one in PRICES if getattr(options, one) is not None}
    instance = read_instance(Path(options.instance))
    made = plan(instance, Rules(**given))
    WRITERS[target.suffix.lower()](target, made, instance)
    for part in (made.villages, made.members):
        sys.stderr.write(_summary(part) + "\n")


def _summary(part: Part) -> str:
    kept = f"，沿用上年 {part.kept}/{part.could_keep}" if part.could_keep else ""
    return (
        f"{KINDS[part.kind]} {part.kind.value}s: {len(part.assignments)} 个有了联系人 served，"
        f"{len(part.unserved)} 个没有 unserved，差距 gap {part.gap:.3%}{kept}"
    )


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise TableError(f"命令写法不对（{message}）。", f"The command cannot be understood: {message}.")


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = _Parser(
        prog="sanxin caseload",
        description="给每个村、每位困难党员定一位联系人：就近、公平、少变动。The best plan of contacts.",
    )
    parser.add_argument(
        "instance", metavar="INSTANCE.xlsx", help="staff, villages, members, last_year, fixed, forbidden"
    )
    usual = {one.name: one.default for one in fields(Rules)}
    for name, words in PRICES.items():
        parser.add_argument(
            f"--{name.replace('_', '-')}", dest=name, type=_km, metavar="KM", help=f"{words} ({usual[name]})"
        )
    parser.add_argument("-o", "--output", metavar="PLAN", required=True, help=".json .xlsx")
    arguments = list(argv)
    return parser.parse_args(arguments[1:] if arguments[:1] == ["caseload"] else arguments)


def _km(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 10_000:
        raise argparse.ArgumentTypeError(f"{text!r}: 0–10000")
    return number
