"""Results as rows of a file: the table one reads, and Polis' two files."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from sanxin.dialogues.models import Conversation, Stage
from sanxin.dialogues.queries.results import Results
from sanxin.dialogues.queries.tables import Sheet
from sanxin.dialogues.rules.showing import Bar
from sanxin.dialogues.rules.thresholds import LEAST

VOTE_HEADS = ("comment-id", "voter-id", "vote")
COMMENT_HEADS = ("comment-id", "agrees", "disagrees", "moderated", "comment-body")
"""As Polis writes them, without author and instant, which nobody kept."""


def heads_of(results: Results) -> list[str]:
    heads = [_("号"), _("说法"), _("多少人答"), _("赞成"), _("不赞成"), _("说不好")]
    heads += [_("共识分"), _("共识分（旧算法）"), _("一致不赞成分"), _("分歧分")]
    for name in results.names:
        heads += [f"{name} {word}" for word in (_("多少人答"), _("赞成"), _("不赞成"), _("说不好"))]
    return heads


def rows_of(results: Results) -> Iterator[list[Any]]:
    for line in results.lines:
        row: list[Any] = [line.number, line.text, *_cells(line.bars.total)]
        row += [line.consensus, line.consensus_legacy, line.rejection, line.divisive]
        for _name, bar in line.cells:
            row += _cells(bar)
        yield row


def _cells(bar: Bar | None) -> list[int | None]:
    return [bar.n, bar.agree, bar.disagree, bar.passed] if bar else [None] * 4


def vote_rows(sheet: Sheet) -> Iterator[list[Any]]:
    for voter, number, value in sheet.votes:
        yield [number, voter, value]


def comment_rows(conversation: Conversation, sheet: Sheet) -> Iterator[list[Any]]:
    """Words of statements that were left out stay in the house."""
    said = Counter((number, value) for _voter, number, value in sheet.votes)
    rows = conversation.statements.exclude(stage=Stage.PENDING).values_list("number", "stage", "text")
    for number, stage, text in rows:
        shown = stage == Stage.ACCEPTED
        yield [number, said[number, 1], said[number, -1], 1 if shown else -1, text if shown else ""]


def enough_voters(sheet: Sheet) -> bool:
    return len({voter for voter, _number, _value in sheet.votes}) >= 3 * LEAST
