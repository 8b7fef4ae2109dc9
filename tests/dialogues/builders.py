"""Conversations, answers and dialogues, made by the same verbs people use."""

import random
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sanxin.dialogues.actions import conversations, snapshots, statements, voting
from sanxin.dialogues.actions import dialogues as talks
from sanxin.dialogues.actions.conversations import Asked
from sanxin.dialogues.actions.dialogues import Held, Plan
from sanxin.dialogues.models import Conversation, Dialogue, Participant, Snapshot, Statement, Vote
from sanxin.kernel import clock
from tests.cast import Cast

TEXTS = (
    "赶集日要有班车，一天两趟。",
    "票价涨一块钱也可以，只要车准点。",
    "不如把钱补给村里拼车的人。",
    "上学放学那两趟不能停。",
    "人少的日子可以打电话预约。",
    "司机要从本村人里招。",
    "班车要通到村民小组。",
    "老人坐车应当免费。",
)
SECRET = "王家老三占了晒谷场。"
"""What nobody may read who is not of the desk."""


def asked(cast: Cast, **changes: Any) -> Asked:
    said: dict[str, Any] = {
        "title": "班车复开",
        "question": "村里的班车该怎么跑？",
        "intro": "九月起停了。",
        "places": [cast.village, cast.other_village],
        "opens_at": clock.now() - timedelta(hours=1),
        "closes_at": clock.now() + timedelta(days=7),
    }
    return Asked(**(said | changes))


def a_conversation(cast: Cast, texts: Sequence[str] = TEXTS, **changes: Any) -> Conversation:
    """竹坑村's and 双溪村's buses, still being written, with eight statements."""
    made = conversations.begin(cast.department, asked(cast, **changes), by=cast.officer, at=clock.now())
    if texts:
        statements.write(made, texts, by=cast.officer, at=clock.now())
    return fresh(made)


def opened(cast: Cast, texts: Sequence[str] = TEXTS, **changes: Any) -> Conversation:
    made = a_conversation(cast, texts, **changes)
    conversations.open_up(made, by=cast.officer, at=clock.now())
    return fresh(made)


def answer(conversation: Conversation, key: str, votes: Sequence[int]) -> None:
    """One person's answers to the statements in order; 9 leaves one out."""
    for number, value in enumerate(votes, start=1):
        if value != 9:
            voting.vote(conversation, key, number, value, at=clock.now())


def answered(conversation: Conversation, sizes: Sequence[int] = (12, 9, 7), seed: int = 7, first: int = 0) -> None:
    """People of three opinions about the first eight statements; each strays a little. Rows alone, for they are many.

    `first` numbers their keys, so that others may come later.
    """
    rng = random.Random(seed)
    sides = ((1, 1, -1, 1, -1, -1, 1, 1), (-1, -1, 1, 1, 1, -1, -1, 1), (1, -1, -1, 1, 1, 1, -1, -1))
    statements_ = list(conversation.statements.accepted().order_by("number")[:8])
    votes = []
    for side, size in enumerate(sizes):
        for person in range(first, first + size):
            digest = voting.digest_of(conversation, f"{side}-{person}")
            who = Participant.objects.create(conversation=conversation, digest=digest, day=clock.today())
            for statement, value in zip(statements_, sides[side], strict=False):
                said = value if rng.random() < 0.9 else rng.choice((0, -value))
                votes.append(Vote(participant=who, statement=statement, value=said))
    Vote.objects.bulk_create(votes)


def counted(cast: Cast, conversation: Conversation) -> Snapshot:
    return snapshots.count(conversation, by=cast.officer, at=clock.now())


def closed(cast: Cast, conversation: Conversation) -> Conversation:
    conversations.close(conversation, by=cast.officer, at=clock.now())
    return fresh(conversation)


def a_result(cast: Cast) -> Conversation:
    """Closed and counted, with three groups."""
    conversation = opened(cast)
    answered(conversation)
    counted(cast, conversation)
    return closed(cast, conversation)


def plan(cast: Cast, conversation: Conversation, **changes: Any) -> Plan:
    said: dict[str, Any] = {
        "title": "班车怎么跑，坐下来谈",
        "statements": list(conversation.statements.accepted()[:2]),
        "villages": [cast.village, cast.other_village],
        "where": "洪岩镇政府",
        "meets_at": clock.now() + timedelta(days=2),
        "invited_by": cast.officer,
    }
    return Plan(**(said | changes))


def a_dialogue(cast: Cast, conversation: Conversation | None = None, **changes: Any) -> Dialogue:
    conversation = conversation or opened(cast)
    return talks.plan(conversation, plan(cast, conversation, **changes), by=cast.officer, at=clock.now())


def held(**changes: Any) -> Held:
    said: dict[str, Any] = {
        "held_on": clock.today(),
        "present": 23,
        "text": "跑客运的说单趟亏，坐车的说不准点。",
        "agreements": ["赶集日早晚各一趟", "票价三块钱"],
    }
    return Held(**(said | changes))


def a_held_dialogue(cast: Cast, **changes: Any) -> Dialogue:
    made = a_dialogue(cast)
    talks.hold(made, held(**changes), seen=made.version, by=cast.officer, at=clock.now())
    return Dialogue.objects.with_names().get(pk=made.pk)


def added(conversation: Conversation, text: str = SECRET, key: str = "a villager") -> Statement:
    made = voting.add(conversation, key, text, at=clock.now())
    assert made is not None
    return made


def fresh(conversation: Conversation) -> Conversation:
    return Conversation.objects.with_names().get(pk=conversation.pk)
