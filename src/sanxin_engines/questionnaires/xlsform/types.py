"""XLSForm's types of question, and what we make of each."""

from __future__ import annotations

import re

from sanxin_engines.questionnaires.form import Kind

ASKED = {
    "select_one": Kind.SINGLE,
    "select_multiple": Kind.MULTIPLE,
    "range": Kind.SCALE,
    "integer": Kind.NUMBER,
    "int": Kind.NUMBER,
    "decimal": Kind.NUMBER,
    "date": Kind.DATE,
    "text": Kind.TEXT,
    "string": Kind.TEXT,
    "image": Kind.PHOTO,
    "photo": Kind.PHOTO,
    "note": Kind.NOTE,
}
UNSEEN = frozenset(
    {"start", "end", "today", "deviceid", "username", "phonenumber", "email", "simserial", "subscriberid", "audit"}
)
"""What a phone would note by itself, about whoever answers: left out, since we do not ask who somebody is."""
KNOWN = frozenset(
    {
        "acknowledge", "audio", "background-audio", "background-geopoint", "barcode", "begin_repeat", "calculate",
        "csv-external", "datetime", "end_repeat", "file", "geopoint", "geoshape", "geotrace", "hidden", "rank",
        "select_multiple_from_file", "select_one_external", "select_one_from_file", "start-geopoint", "time", "trigger",
        "video", "xml-external",
    }
)  # fmt: skip
"""Types of XLSForm that we do not ask."""
BEGIN, END = "begin_group", "end_group"
SHUFFLED = "shuffle_questions"
"""A setting of ours: XLSForm knows random order of choices only, and other programs pass over it."""
VERDICT_LIST = "agree_disagree_pass"
"""The list by which a statement (agree, disagree, pass) is told from any other single choice."""

TRUE = frozenset({"yes", "true", "true()", "是", "必填", "1"})

_TWO_WORDS = re.compile(r"^(select|begin|end)[ _]+(one|multiple|group|repeat)\b(?!_)")
_OLDER = {"select1": "select_one", "select": "select_multiple", "begin": BEGIN, "end": END}


def split_type(cell: str) -> tuple[str, str]:
    """`select_one ways` → select_one, ways."""
    joined = _TWO_WORDS.sub(r"\1_\2", re.sub(r"\s+", " ", cell.strip().replace("-group", "_group")))
    word, _blank, rest = joined.partition(" ")
    lower = word.lower()
    return _OLDER.get(lower, lower), rest.strip()


def is_true(cell: str) -> bool:
    """As people tick a cell: yes, true, 是, 1."""
    return cell.strip().lower() in TRUE


def parameters(cell: str) -> dict[str, str]:
    """`start=1 end=5 step=1`, also parted by commas or semicolons."""
    pairs = re.findall(r"([\w-]+)\s*=\s*([^\s,;]+)", cell)
    return {key.lower(): value for key, value in pairs}
