"""`sanxin classify --train A.csv --predict B.csv -o OUT.csv`: learn fields from one sheet, say those of another."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from sanxin_engines.opinions.errors import OpinionsError, TableError
from sanxin_engines.opinions.fields.examples import Prediction
from sanxin_engines.opinions.fields.measures import accuracy, coverage, macro_f1
from sanxin_engines.opinions.fields.model import FieldModel
from sanxin_engines.opinions.fields.sheets import Sheet, examples_of, read_sheet, write_predictions

REFUSED = 2


def main(argv: Sequence[str]) -> int:
    """0 when the result is written; 2, with one sentence in Chinese and one in English, when it is not."""
    try:
        _run(_parse(argv))
    except OpinionsError as refusal:
        _say(str(refusal))
        return REFUSED
    return 0


def _run(options: argparse.Namespace) -> None:
    target = Path(options.output)
    _check_target(target)
    train, predict = Path(options.train), Path(options.predict)
    names = {"text": options.text, "label": options.label}
    examples = examples_of(read_sheet(train, **names, must_have_labels=True), train)
    corrections = []
    if options.corrections:
        corrected = Path(options.corrections)
        corrections = examples_of(read_sheet(corrected, **names, must_have_labels=True), corrected)
    asked = read_sheet(predict, **names, must_have_labels=False)
    _say(f"{len(examples)} 条例子 examples, {len(corrections)} 条纠正 corrections")
    model = FieldModel.fit(examples, corrections)
    found = model.predict(asked.texts)
    why = [_why(model, text) for text in asked.texts] if options.why else None
    write_predictions(target, asked, found, why)
    _say(f"{len(found)} 条已分类 classified → {target.name}，有把握 sure: {coverage(found):.1%}")
    _compare(asked, found)


def _why(model: FieldModel, text: str) -> str:
    return "、".join(one.term for one in model.why(text, 5))


def _compare(asked: Sheet, found: Sequence[Prediction]) -> None:
    """Where the second sheet holds labels too, how many were right."""
    told = [(label, one) for label, one in zip(asked.labels or (), found, strict=bool(asked.labels)) if label]
    if told:
        truth, answers = [label for label, _ in told], [one for _, one in told]
        score = macro_f1(truth, [one.label for one in answers])
        sure = [(label, one) for label, one in told if one.sure]
        _say(f"macro-F1 {score:.4f}, accuracy {accuracy(truth, answers):.4f}")
        if sure:
            _say(f"accuracy where sure {accuracy([label for label, _ in sure], [one for _, one in sure]):.4f}")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise TableError(f"命令写法不对（{message}）。", f"The command cannot be understood: {message}.")


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = _Parser(
        prog="sanxin classify", description="从有标签的表学习，给另一张表分类。Learn fields from labelled texts."
    )
    parser.add_argument("--train", metavar="FILE", required=True, help="有标签的表 sheet with text and label")
    parser.add_argument("--predict", metavar="FILE", required=True, help="要分类的表 sheet with text")
    parser.add_argument("--corrections", metavar="FILE", help="人工纠正过的，分量更重 what people corrected")
    parser.add_argument("--text", metavar="COLUMN", help="正文列名 column of the text")
    parser.add_argument("--label", metavar="COLUMN", help="标签列名 column of the label")
    parser.add_argument("--why", action="store_true", help="加一列：依据哪些词 add the words that decided")
    parser.add_argument("-o", "--output", metavar="OUT", required=True, help="结果 .csv")
    arguments = list(argv)
    return parser.parse_args(arguments[1:] if arguments[:1] == ["classify"] else arguments)


def _check_target(target: Path) -> None:
    if target.suffix.lower() != ".csv":
        raise TableError(f"结果要写成 .csv，不是“{target.name}”。", f"The result is a .csv file, not {target.name}.")
    if not target.parent.is_dir():
        raise TableError(f"没有文件夹“{target.parent}”。", f"There is no folder {target.parent}.")


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
