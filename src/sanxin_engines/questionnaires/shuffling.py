"""The questions of a form in an order of one's own: what comes first no longer colours what comes after for everybody.

Source: Krosnick, Presser, "Question and questionnaire design", in Handbook of Survey Research, 2010 (order effects).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sanxin_engines.questionnaires.form import Form, Kind, Question
from sanxin_engines.questionnaires.relevance import looked_at, owners


def shuffled(form: Form, seed: object) -> Form:
    """The form as somebody with this seed is asked it; the form itself without a seed, or where nothing is shuffled.

    Sections (questions under one heading) keep their places, and each is shuffled within. A question never comes
    before one its condition looks at; once that is settled it follows at once. A note stays before the question it
    leads to. The same form and seed give the same order.
    """
    if not form.shuffled or not seed:
        return form
    lot = random.Random(str(seed))  # noqa: S311 - an order, not a secret
    owner = owners(form)
    sections = [tuple(found) for _page, found in groupby(form.questions, key=lambda one: one.page)]
    return replace(form, questions=tuple(one for section in sections for one in _section(section, owner, lot)))


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """A question with the notes that lead to it. `needs`: questions of the same section that go before."""

    questions: tuple[Question, ...]
    needs: frozenset[str]


def _section(questions: Sequence[Question], owner: dict[str, str], lot: random.Random) -> list[Question]:
    blocks, rest = _blocks(questions, owner)
    placed: list[_Block] = []
    _place([block for block in blocks if not block.needs], blocks, placed, lot)
    left = [block for block in blocks if block not in placed]  # drafts only: these wait for one another
    return [one for block in [*placed, *left] for one in block.questions] + rest


def _blocks(questions: Sequence[Question], owner: dict[str, str]) -> tuple[list[_Block], list[Question]]:
    """The blocks in the order of the form, and the notes that close the section."""
    here = {one.name for one in questions}
    blocks: list[_Block] = []
    held: list[Question] = []
    for one in questions:
        held.append(one)
        if one.kind is not Kind.NOTE:
            own = {other.name for other in held}
            needs = {owner.get(name, name) for other in held for name in looked_at(other)}
            blocks.append(_Block(tuple(held), frozenset(needs & here - own)))
            held = []
    return blocks, held


def _place(ready: list[_Block], blocks: Sequence[_Block], placed: list[_Block], lot: random.Random) -> None:
    """Put these blocks in by lot, each followed by those that waited for it last."""
    lot.shuffle(ready)
    for block in ready:
        placed.append(block)
        own = {one.name for one in block.questions}
        if waited := [one for one in blocks if one.needs & own]:
            known = {one.name for before in placed for one in before.questions}
            _place([one for one in waited if one.needs <= known], blocks, placed, lot)
