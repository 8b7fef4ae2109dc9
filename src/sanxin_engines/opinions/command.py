"""`sanxin synthesize FILE -o OUT`: a sheet of messages becomes a ranked list of problems."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from sanxin_engines.opinions.cells import as_instant
from sanxin_engines.opinions.errors import OpinionsError, TableError
from sanxin_engines.opinions.files import WRITERS, read_table
from sanxin_engines.opinions.settings import DEFAULT
from sanxin_engines.opinions.synthesis import synthesize
from sanxin_engines.opinions.voices import Voice

REFUSED = 2
COLUMNS = ("id", "title", "text", "author", "time", "likes")
NEVER = datetime(1970, 1, 1)  # noqa: DTZ001 - "now" for voices without any time: recency is 0 anyway
STEPS = {
    "read": "分词 reading",
    "copies": "找重复 looking for copies",
    "weigh": "计算权重 weighing",
    "compare": "归并 grouping",
    "describe": "写卡片 describing",
    "done": "完成 done",
}


def main(argv: Sequence[str]) -> int:
    """0 when the result is written; 2, with one sentence in Chinese and one in English, when it is not."""
    try:
        _run(_parse(argv))
    except OpinionsError as refusal:
        _say(str(refusal))
        return REFUSED
    return 0


def _run(options: argparse.Namespace) -> None:
    source, target = Path(options.file), Path(options.output)
    _check_target(target)
    now = _now(options.now)
    voices = read_table(source, warn=lambda *lines: _say("\n".join(lines)), **{k: getattr(options, k) for k in COLUMNS})
    _say(f"{len(voices)} 件留言 messages")
    settings = replace(DEFAULT, embedding=options.embedding or "")
    synthesis = synthesize(voices, now=now or _newest(voices), settings=settings, progress=_progress)
    WRITERS[target.suffix.lower()](target, synthesis)
    _say(f"{len(synthesis.problems)} 个问题 problems → {target.name}")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise TableError(f"命令写法不对（{message}）。", f"The command cannot be understood: {message}.")


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = _Parser(
        prog="sanxin synthesize", description="把留言表归并成按热度排列的问题。Group a sheet of messages into problems."
    )
    parser.add_argument("file", metavar="FILE", help="留言表 .xlsx .xls .ods .csv")
    for column in COLUMNS:
        parser.add_argument(f"--{column}", metavar="COLUMN", help=f"列名 column of the {column}")
    parser.add_argument(
        "--now", metavar="DATE", help="以哪天为今天，默认最新一件留言的时间 the day recency counts from"
    )
    parser.add_argument("--embedding", metavar="FOLDER", help="本地语言模型文件夹，可不用 folder of a language model")
    parser.add_argument("-o", "--output", metavar="OUT", required=True, help="结果 .json .xlsx .html")
    arguments = list(argv)
    return parser.parse_args(arguments[1:] if arguments[:1] == ["synthesize"] else arguments)


def _check_target(target: Path) -> None:
    if target.suffix.lower() not in WRITERS:
        raise TableError(
            f"不认识输出“{target.name}”的类型，能写的是：{'、'.join(WRITERS)}。",
            f"The type of the output {target.name} is unknown; writable are: {', '.join(WRITERS)}.",
        )
    if not target.parent.is_dir():
        raise TableError(f"没有文件夹“{target.parent}”。", f"There is no folder {target.parent}.")


def _now(day: str | None) -> datetime | None:
    if day is None:
        return None
    now = as_instant(day)
    if now is None:
        raise TableError(
            f"看不懂日期“{day}”，请写成 2026-01-31。", f"The date {day!r} is not understood; write 2026-01-31."
        )
    return now


def _newest(voices: list[Voice]) -> datetime:
    """The same sheet gives the same bytes on any day: recency counts back from the newest message."""
    return max((voice.at for voice in voices if voice.at), default=NEVER)


def _progress(step: str, done: int, total: int) -> None:
    _say(f"[{done}/{total}] {STEPS[step]}")


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
