"""Statements: written, shown, left out, taken back in, never rewritten; then each refusal."""

import pytest

from sanxin.dialogues.actions import statements as actions
from sanxin.dialogues.actions.statements import Seed
from sanxin.dialogues.models import Moderation, Statement
from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.ids import new_id
from sanxin.kernel.models import Event
from sanxin.kernel.refusals import NotAllowed, Overtaken
from tests.cast import Cast
from tests.dialogues.builders import SECRET, TEXTS, a_conversation, added, closed, fresh, opened
from tests.service.builders import refused


def test_written_by_the_desk_and_shown_at_once(cast: Cast) -> None:
    conversation = a_conversation(cast, TEXTS[:2])
    actions.write(conversation, ["  新的一条，写在后面。 "], by=cast.colleague, at=clock.now())

    rows = conversation.statements.values_list("number", "text", "stage", "source")
    assert list(rows)[-1] == (3, "新的一条，写在后面。", "accepted", "staff")


def test_drawn_from_something_higher_up(cast: Cast) -> None:
    conversation, problem = a_conversation(cast), new_id()
    made = actions.seed(conversation, [Seed("班车停了要补。", "W-0001", problem)], by=cast.officer, at=clock.now())

    assert [(one.source, one.origin, one.origin_id) for one in made] == [("problem", "W-0001", problem)]
    assert timeline(problem)[0].text == "从问题 W-0001 引出 1 条说法"


def test_left_out_for_a_reason_and_taken_back_in(cast: Cast) -> None:
    conversation = opened(cast)
    statement = added(conversation)
    actions.leave_out(statement, reason="personal", seen=1, by=cast.officer, at=clock.now())
    assert Statement.objects.get(pk=statement.pk).stage == "left_out"
    actions.accept(statement, seen=2, by=cast.colleague, at=clock.now())

    row = Statement.objects.get(pk=statement.pk)
    assert (row.stage, row.text, row.version, row.written_by) == ("accepted", SECRET, 3, None)
    assert list(Moderation.objects.values_list("accepted", flat=True)) == [True, False]
    assert timeline(conversation.id)[1].text == "没采用第 9 条说法：点了人名，或能看出是谁"


def test_no_event_says_what_anybody_said_or_added(cast: Cast) -> None:
    conversation = opened(cast)
    before = Event.objects.count()
    statement = added(conversation)
    assert Event.objects.count() == before
    actions.leave_out(statement, reason="rude", seen=1, by=cast.officer, at=clock.now())
    assert not [event for event in Event.objects.all() if "晒谷场" in str(event.facts) or "班车" in str(event.facts)]


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ([], "dialogues.statement.none"),
        (["好。"], "dialogues.statement.short"),
        (["长" * 141], "dialogues.statement.long"),
        (["有事打 13812342210 找他。"], "dialogues.statement.number"),
        ([TEXTS[0]], "dialogues.statement.known"),
        (["一模一样的说法。", "一模一样的说法"], "dialogues.statement.known"),
        ([f"第 {n} 条，凑个数。" for n in range(199)], "dialogues.statement.too_many"),
    ],
)
def test_what_no_statement_may_be(cast: Cast, texts: list[str], code: str) -> None:
    conversation = a_conversation(cast, TEXTS[:2])
    with refused(code):
        actions.write(conversation, texts, by=cast.officer, at=clock.now())
    assert conversation.statements.count() == 2


def test_moderating_refused(cast: Cast) -> None:
    conversation, at = opened(cast), clock.now()
    statement = added(conversation)
    for person in (cast.leader, cast.stranger):
        with refused("dialogues.not_desk", NotAllowed):
            actions.accept(statement, seen=1, by=person, at=at)
        with refused("dialogues.not_desk", NotAllowed):
            actions.leave_out(statement, reason="rude", seen=1, by=person, at=at)
        with refused("dialogues.not_desk", NotAllowed):
            actions.write(conversation, ["再写一条试试。"], by=person, at=at)
    with refused("dialogues.statement.no_reason"):
        actions.leave_out(statement, reason="", seen=1, by=cast.officer, at=at)
    actions.accept(statement, seen=1, by=cast.officer, at=at)
    with refused("dialogues.overtaken", Overtaken):
        actions.leave_out(statement, reason="rude", seen=1, by=cast.colleague, at=at)
    with refused("dialogues.statement.same"):
        actions.accept(statement, seen=2, by=cast.officer, at=at)


def test_nothing_is_written_into_what_is_closed(cast: Cast) -> None:
    conversation = closed(cast, opened(cast))
    with refused("dialogues.conversation.over"):
        actions.write(fresh(conversation), ["来晚了的一条。"], by=cast.officer, at=clock.now())
