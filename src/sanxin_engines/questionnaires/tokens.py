"""Cut an expression into words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sanxin_engines.questionnaires.faults import Facts

_WORD = re.compile(
    r"""(?P<space>\s+)
      | \$\{\s*(?P<ref>[^{}\s]+)\s*\}
      | (?P<number>\d+(?:\.\d+)?|\.\d+)
      | (?P<text>"[^"]*"|'[^']*')
      | (?P<sign><=|>=|!=|=|<|>)
      | (?P<open>\()
      | (?P<close>\))
      | (?P<comma>,)
      | (?P<minus>-)
      | (?P<sum>[+*|/])
      | (?P<dot>\.)
      | (?P<word>[A-Za-z][A-Za-z0-9_-]*(?::[A-Za-z][A-Za-z0-9_-]*)?)
    """,
    re.VERBOSE,
)
QUOTES = str.maketrans("‘’“”（），", "''\"\"(),")
"""Spreadsheets set to Chinese turn straight quotes into curved ones; both are meant alike, outside of a text."""


class BadExpression(Exception):
    """It cannot be read. `code` and `facts` say why: `expression_unexpected`, `expression_unsupported`…"""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(f"{code}: {facts}")
        self.code = code
        self.facts: Facts = facts


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    value: str
    at: int
    """Position of its first letter, counted from 1."""


def cut(expression: str) -> list[Token]:
    """Raises BadExpression at a sign that no expression of ours knows."""
    source, tokens, at = straightened(expression), [], 0
    while at < len(source):
        found = _WORD.match(source, at)
        if found is None:
            raise BadExpression("expression_unexpected", found=source[at], at=at + 1)
        kind = str(found.lastgroup)
        if kind != "space":
            tokens.append(Token(kind, found[kind], at + 1))
        at = found.end()
    return tokens


def straightened(expression: str) -> str:
    """With straight quotes and half-width brackets; what stands between straight quotes stays as it is."""
    parts = re.split(r"""("[^"]*"|'[^']*')""", expression)
    return "".join(part if number % 2 else part.translate(QUOTES) for number, part in enumerate(parts))
