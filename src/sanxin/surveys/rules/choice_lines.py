"""Choices as people type them: one a line. Names stay with their choice while its words are mended."""

import re
from collections.abc import Sequence

from sanxin_engines.questionnaires import Choice

NAMED = re.compile(r"^(?P<label>.*?)\s*[|｜]\s*(?P<name>\S*)$")
"""`是 | yes`: the words, and the name under which the choice is stored and exported."""


def as_lines(choices: Sequence[Choice], prefix: str) -> str:
    """Names we gave ourselves are not shown."""
    return "\n".join(
        one.label if re.fullmatch(rf"{re.escape(prefix)}\d+", one.name) else f"{one.label} | {one.name}"
        for one in choices
    )


def choices_from(text: str, before: Sequence[Choice], prefix: str) -> tuple[Choice, ...]:
    """`before` is what the question had: found by its words, else by its place where there are as many lines."""
    lines = [_split(line) for line in text.splitlines() if line.strip()]
    by_label = {one.label: one.name for one in before}
    named = [name or by_label.get(label, "") for label, name in lines]
    if len(lines) == len(before):
        spare = [one.name if one.name not in named else "" for one in before]
        named = [name or other for name, other in zip(named, spare, strict=True)]
    return tuple(
        Choice(name, label) for (label, _name), name in zip(lines, _filled(named, before, prefix), strict=True)
    )


def _filled(named: Sequence[str], before: Sequence[Choice], prefix: str) -> list[str]:
    """A name for every line; one that a choice bore before is not given to another."""
    taken = {*named, *(one.name for one in before)}
    found, number = [], 1
    for name in named:
        while not name and f"{prefix}{number}" in taken:
            number += 1
        found.append(name or f"{prefix}{number}")
        taken.add(found[-1])
    return found


def _split(line: str) -> tuple[str, str]:
    found = NAMED.match(line.strip())
    return (found["label"], found["name"]) if found else (line.strip(), "")
