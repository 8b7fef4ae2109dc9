"""Skip logic in XLSForm's language: read once, asked of every answer.

    ${work} = 'away' and (${age} >= 60 or selected(${needs}, 'doctor'))

Known are `${name}`, texts, numbers, `= != < > <= >=`, `and`, `or`, `not()`, `selected()`, `count-selected()`,
`date()`, `true()`, `false()` and brackets. Anything else raises `BadExpression`, which names it.
"""

from __future__ import annotations

from functools import lru_cache

from sanxin_engines.questionnaires.nodes import (
    Both,
    Compared,
    Either,
    Negated,
    Node,
    Number,
    Own,
    Ref,
    Selected,
    Sign,
    Text,
    Ticked,
    Truth,
)
from sanxin_engines.questionnaires.tokens import BadExpression, Token, cut

DEEPEST = 40
"""Brackets within brackets; a person writes three or four."""
LONGEST = 2000


@lru_cache(maxsize=4096)
def parse(expression: str) -> Node:
    """The expression as a tree. Raises `BadExpression`."""
    if len(expression) > LONGEST:
        raise BadExpression("expression_long", most=LONGEST)
    reader = _Reader(cut(expression))
    node = reader.either()
    reader.nothing_left()
    return node


class _Reader:
    """Reads tokens from left to right; each method reads one level of binding."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0

    def either(self) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise BadExpression("expression_deep", most=DEEPEST)
        parts = [self._both()]
        while self._takes("word", "or"):
            parts.append(self._both())
        self._depth -= 1
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _both(self) -> Node:
        parts = [self._compared()]
        while self._takes("word", "and"):
            parts.append(self._compared())
        return parts[0] if len(parts) == 1 else Both(tuple(parts))

    def _compared(self) -> Node:
        left = self._value()
        if sign := self._takes("sign"):
            return Compared(Sign(sign.value), left, self._value())
        return left

    def _value(self) -> Node:
        token = self._take()
        match token.kind:
            case "ref":
                return Ref(token.value)
            case "number":
                return Number(float(token.value))
            case "minus":
                return Number(-float(self._must("number").value))
            case "text":
                return Text(token.value[1:-1])
            case "dot":
                return Own()
            case "open":
                inner = self.either()
                self._must("close")
                return inner
            case "word":
                return self._called(token)
            case _:
                raise _unexpected(token)

    def _called(self, word: Token) -> Node:
        if word.value in {"and", "or"}:
            raise BadExpression("expression_unexpected", found=word.value, at=word.at)
        if not self._takes("open"):
            raise BadExpression("expression_unsupported", found=word.value, at=word.at)
        node = self._function(word)
        self._must("close")
        return node

    def _function(self, word: Token) -> Node:
        match word.value:
            case "not":
                return Negated(self.either())
            case "true" | "false":
                return Truth(word.value == "true")
            case "date":
                return Text(self._must("text").value[1:-1])
            case "count-selected":
                return Ticked(Ref(self._must("ref").value))
            case "selected":
                ref = Ref(self._must("ref").value)
                self._must("comma")
                return Selected(ref, self._must("text").value[1:-1])
            case _:
                raise BadExpression("expression_unsupported", found=f"{word.value}()", at=word.at)

    def nothing_left(self) -> None:
        if self._next < len(self._tokens):
            raise _unexpected(self._tokens[self._next])

    def _take(self) -> Token:
        if self._next == len(self._tokens):
            raise BadExpression("expression_ends")
        self._next += 1
        return self._tokens[self._next - 1]

    def _takes(self, kind: str, value: str = "") -> Token | None:
        """The next token, if it is of that kind."""
        if self._next < len(self._tokens):
            token = self._tokens[self._next]
            if token.kind == kind and value in ("", token.value):
                self._next += 1
                return token
        return None

    def _must(self, kind: str) -> Token:
        token = self._take()
        if token.kind != kind:
            raise _unexpected(token)
        return token


def _unexpected(token: Token) -> BadExpression:
    code = "expression_unsupported" if token.kind in {"minus", "sum", "word"} else "expression_unexpected"
    return BadExpression(code, found=token.value, at=token.at)
