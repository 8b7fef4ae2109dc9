"""`sanxin consensus VOTES.csv -o OUT.json`: where people agree across groups, and where they differ."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from sanxin_engines.consensus.conversation import Conversation, Statement, analyse
from sanxin_engines.consensus.errors import ConsensusError, TableError
from sanxin_engines.consensus.files import Statements, read_statements, read_votes
from sanxin_engines.consensus.votes import tabulate

REFUSED = 2


def main(argv: Sequence[str]) -> int:
    """0 when the result is written; 2, with one sentence in Chinese and one in English, when it is not."""
    try:
        _run(_parse(argv))
    except ConsensusError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return REFUSED
    return 0


def as_plain(conversation: Conversation) -> dict[str, Any]:
    """The result as JSON values; a conversation with too few people has k 0 and no groups."""
    statements = {one.id: _statement(one) for one in conversation.statements}
    return {
        "k": conversation.k,
        "people": conversation.people,
        "too_few": conversation.too_few,
        "sizes": list(conversation.sizes),
        "groups": conversation.groups,
        "statements": statements,
    }


def _statement(one: Statement) -> dict[str, Any]:
    return {
        "n": one.n,
        "agree": one.agree,
        "disagree": one.disagree,
        "pass": one.passed,
        "consensus": one.consensus,
        "consensus_disagree": one.consensus_disagree,
        "consensus_jeffreys": one.jeffreys,
        "consensus_disagree_jeffreys": one.jeffreys_disagree,
        "divisive": one.divisive,
        "by_group": {
            str(number): {name: getattr(part, name) for name in part.__slots__} | {"pass": part.passed}
            for number, part in enumerate(one.by_group)
        },
    }


def _run(options: argparse.Namespace) -> None:
    target = Path(options.output)
    if target.suffix.lower() != ".json":
        raise TableError(f"输出“{target.name}”要以 .json 结尾。", f"The output {target.name} must end in .json.")
    if not target.parent.is_dir():
        raise TableError(f"没有文件夹“{target.parent}”。", f"There is no folder {target.parent}.")
    votes = read_votes(Path(options.votes))
    told = read_statements(Path(options.comments)) if options.comments else Statements()
    table = tabulate(votes, statements=told.ids, left_out=told.left_out)
    conversation = analyse(table, k=options.k)
    target.write_text(json.dumps(as_plain(conversation), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stderr.write(_summary(conversation) + "\n")


def _summary(conversation: Conversation) -> str:
    if conversation.too_few:
        return (
            f"人太少：答得够多的只有 {conversation.people} 人，分不了组。"
            f" Too few: {conversation.people} people answered enough to be grouped."
        )
    sizes = " + ".join(str(one) for one in conversation.sizes)
    return f"{conversation.people} 人分成 {conversation.k} 组 people in {conversation.k} groups: {sizes}"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise TableError(f"命令写法不对（{message}）。", f"The command cannot be understood: {message}.")


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = _Parser(
        prog="sanxin consensus",
        description="从赞成、不赞成、说不好里找共识和分歧。Common ground and differences in agree, disagree, pass.",
    )
    parser.add_argument("votes", metavar="VOTES.csv", help="comment-id, voter-id, vote（1 赞成 0 说不好 -1 不赞成）")
    parser.add_argument("--comments", metavar="COMMENTS.csv", help="comment-id, moderated（-1 不用 left out）")
    parser.add_argument("--k", type=_groups, metavar="N", help="分几组，不写就自己选 number of groups")
    parser.add_argument("-o", "--output", metavar="OUT.json", required=True)
    arguments = list(argv)
    return parser.parse_args(arguments[1:] if arguments[:1] == ["consensus"] else arguments)


def _groups(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= 20:
        raise argparse.ArgumentTypeError(f"{text!r}: 1–20")
    return number
