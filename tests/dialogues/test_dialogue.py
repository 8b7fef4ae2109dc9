"""A dialogue: planned by village, held, what was agreed on the ledger; then each refusal."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from sanxin.dialogues.actions import conversations, voting
from sanxin.dialogues.actions import dialogues as actions
from sanxin.dialogues.actions.follow_ups import Wanted, follow_up
from sanxin.dialogues.models import Dialogue, FollowUp
from sanxin.dialogues.queries.waiting import waiting_for
from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.models import Event
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.ledger.models import Item
from tests.cast import Cast
from tests.conftest import NOW
from tests.dialogues.builders import a_dialogue, a_held_dialogue, added, fresh, held, opened, plan
from tests.service.builders import refused


def again(dialogue: Dialogue) -> Dialogue:
    return Dialogue.objects.with_names().get(pk=dialogue.pk)


def test_planned_planned_anew_and_held(cast: Cast) -> None:
    dialogue = a_dialogue(cast)
    changed = plan(cast, dialogue.conversation, where="村部", villages=[cast.village])
    actions.replan(dialogue, changed, seen=1, by=cast.colleague, at=clock.now())
    row = actions.hold(dialogue, held(), seen=2, by=cast.officer, at=clock.now())

    dialogue = again(dialogue)
    assert (dialogue.stage, dialogue.where, row.present) == ("held", "村部", 23)
    assert list(dialogue.villages.all()) == [cast.village]
    assert [one.text for one in dialogue.agreements.all()] == ["赶集日早晚各一趟", "票价三块钱"]
    assert [event.text for event in timeline(dialogue.id)] == [
        "开了协商，到场 23 人，商定 2 件事",
        "改了协商的安排：11-21 09:30，请 1 个村",
        "定了协商：11-21 09:30，请 2 个村",
    ]


def test_minutes_are_encrypted_and_no_event_holds_a_word(cast: Cast) -> None:
    a_held_dialogue(cast)

    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM dialogues_dialogueminutes")
        assert "客运" not in str(cursor.fetchone())
    assert not [event for event in Event.objects.all() if "客运" in str(event.facts) or "票价" in str(event.facts)]


def test_minutes_are_mended_and_agreements_only_added(cast: Cast) -> None:
    dialogue = a_held_dialogue(cast)
    more = held(present=25, text="补记一段。", agreements=["时刻贴在村口"])
    actions.mend_minutes(dialogue, more, seen=dialogue.version, by=cast.officer, at=clock.now())

    dialogue = again(dialogue)
    assert dialogue.held is not None
    assert (dialogue.held.present, dialogue.held.text) == (25, "补记一段。")
    assert [one.order for one in dialogue.agreements.all()] == [1, 2, 3]
    with refused("dialogues.agreement.twice"):
        actions.mend_minutes(dialogue, more, seen=dialogue.version, by=cast.officer, at=clock.now())


def test_what_was_agreed_goes_on_the_ledger_at_once(cast: Cast) -> None:
    dialogue = a_held_dialogue(cast)
    wanted = [Wanted(one, cast.officer, 10) for one in dialogue.agreements.all()]
    items = follow_up(dialogue, wanted, by=cast.colleague, at=clock.now())

    assert [item.title for item in items] == ["赶集日早晚各一趟", "票价三块钱"]
    assert {item.place_text for item in items} == {"竹坑村、双溪村"}
    codes = "、".join(item.code for item in items)
    assert timeline(items[0].id)[0].text == f"协商商定的事立了台账 {codes}"
    assert timeline(dialogue.conversation_id)[0].text == f"协商商定的事立了台账 {codes}"


def test_follow_up_refused_and_nothing_half_written(cast: Cast) -> None:
    dialogue, at = a_held_dialogue(cast), clock.now()
    first, second = dialogue.agreements.all()
    with refused("dialogues.follow_up.none"):
        follow_up(dialogue, [], by=cast.officer, at=at)
    with refused("dialogues.follow_up.again"):
        follow_up(dialogue, [Wanted(first, cast.officer, 5)] * 2, by=cast.officer, at=at)
    with refused("dialogues.not_desk", NotAllowed):
        follow_up(dialogue, [Wanted(first, cast.officer, 5)], by=cast.leader, at=at)
    with refused("ledger.owner.elsewhere"):
        follow_up(dialogue, [Wanted(first, cast.officer, 5), Wanted(second, cast.stranger, 5)], by=cast.officer, at=at)
    assert not Item.objects.exists()
    follow_up(dialogue, [Wanted(first, cast.officer, 5)], by=cast.officer, at=at)
    with refused("dialogues.follow_up.again"):
        follow_up(dialogue, [Wanted(first, cast.officer, 5)], by=cast.officer, at=at)
    with refused("dialogues.follow_up.none"):
        other = a_held_dialogue(cast).agreements.first()
        assert other is not None
        follow_up(dialogue, [Wanted(other, cast.officer, 5)], by=cast.officer, at=at)
    with refused("dialogues.follow_up.not_held"):
        follow_up(a_dialogue(cast), [Wanted(second, cast.officer, 5)], by=cast.officer, at=at)
    assert FollowUp.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "dialogues.dialogue.no_title"),
        ({"statements": []}, "dialogues.dialogue.no_statements"),
        ({"villages": []}, "dialogues.dialogue.no_villages"),
        ({"where": ""}, "dialogues.dialogue.nowhere"),
        ({"meets_at": NOW - timedelta(hours=1)}, "dialogues.dialogue.past"),
        ({"meets_at": NOW + timedelta(days=400)}, "dialogues.dialogue.far"),
    ],
)
def test_what_cannot_be_planned(cast: Cast, changes: dict[str, Any], code: str) -> None:
    with refused(code):
        a_dialogue(cast, **changes)
    assert not Dialogue.objects.exists()


def test_others_than_it_concerns_are_not_invited(cast: Cast) -> None:
    conversation = opened(cast)
    conversation.places.remove(cast.other_village)
    with refused("dialogues.dialogue.other_village"):
        a_dialogue(cast, conversation)
    waiting = added(conversation)
    with refused("dialogues.dialogue.other_statement"):
        a_dialogue(cast, conversation, statements=[waiting], villages=[cast.village])
    with refused("dialogues.dialogue.other_statement"):
        a_dialogue(cast, conversation, statements=opened(cast).statements.all(), villages=[cast.village])
    with refused("dialogues.dialogue.elsewhere"):
        a_dialogue(cast, conversation, invited_by=cast.handler, villages=[cast.village])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"held_on": NOW.date() + timedelta(days=1)}, "dialogues.dialogue.future"),
        ({"held_on": NOW.date() - timedelta(days=500)}, "dialogues.dialogue.long_ago"),
        ({"present": 0}, "dialogues.dialogue.present"),
        ({"text": " "}, "dialogues.dialogue.no_minutes"),
        ({"text": "长" * 50_001}, "dialogues.dialogue.long_minutes"),
        ({"agreements": ["长" * 201]}, "dialogues.agreement.long"),
        ({"agreements": ["一样", "一样"]}, "dialogues.agreement.twice"),
        ({"agreements": [f"第 {n} 件" for n in range(21)]}, "dialogues.agreement.too_many"),
    ],
)
def test_what_cannot_be_noted(cast: Cast, changes: dict[str, Any], code: str) -> None:
    dialogue = a_dialogue(cast)
    with refused(code):
        actions.hold(dialogue, held(**changes), seen=1, by=cast.officer, at=clock.now())
    assert again(dialogue).stage == "planned"


def test_order_of_things(cast: Cast) -> None:
    dialogue, at = a_dialogue(cast), clock.now()
    wanted = plan(cast, dialogue.conversation)
    with refused("dialogues.dialogue.not_held"):
        actions.mend_minutes(dialogue, held(), seen=1, by=cast.officer, at=at)
    with refused("dialogues.dialogue.no_reason"):
        actions.call_off(dialogue, reason=" ", seen=1, by=cast.officer, at=at)
    with refused("dialogues.dialogue.long_reason"):
        actions.call_off(dialogue, reason="长" * 201, seen=1, by=cast.officer, at=at)
    for stale in (
        lambda: actions.replan(dialogue, wanted, seen=9, by=cast.officer, at=at),
        lambda: actions.hold(dialogue, held(), seen=9, by=cast.officer, at=at),
        lambda: actions.call_off(dialogue, reason="下雨", seen=9, by=cast.officer, at=at),
    ):
        with refused("dialogues.overtaken", Overtaken):
            stale()
    actions.call_off(dialogue, reason="下雨", seen=1, by=cast.officer, at=at)
    for late in (
        lambda: actions.replan(dialogue, wanted, seen=2, by=cast.officer, at=at),
        lambda: actions.hold(dialogue, held(), seen=2, by=cast.officer, at=at),
        lambda: actions.call_off(dialogue, reason="下雨", seen=2, by=cast.officer, at=at),
    ):
        with refused("dialogues.dialogue.called_off"):
            late()
    other = a_held_dialogue(cast)
    with refused("dialogues.dialogue.held_already"):
        actions.hold(other, held(), seen=other.version, by=cast.officer, at=at)


def test_only_the_desk(cast: Cast) -> None:
    dialogue, at = a_dialogue(cast), clock.now()
    wanted = plan(cast, dialogue.conversation)
    for person in (cast.leader, cast.stranger):
        for verb in (
            lambda by: actions.plan(dialogue.conversation, wanted, by=by, at=at),
            lambda by: actions.replan(dialogue, wanted, seen=1, by=by, at=at),
            lambda by: actions.hold(dialogue, held(), seen=1, by=by, at=at),
            lambda by: actions.mend_minutes(dialogue, held(), seen=1, by=by, at=at),
            lambda by: actions.call_off(dialogue, reason="下雨", seen=1, by=by, at=at),
        ):
            with pytest.raises(Refused) as caught:
                verb(person)
            assert caught.value.code == "dialogues.not_desk"


def test_today_says_what_waits(cast: Cast) -> None:
    conversation = opened(cast)
    added(conversation)
    a_dialogue(cast, conversation, title="班车怎么跑")
    rows = waiting_for(cast.officer, clock.today())
    assert [row.title for row in rows] == ["“班车复开”有 1 条新说法等着看", "协商：班车怎么跑"]
    assert [row.action_label for row in rows] == ["去看", "看安排"]
    assert [row.title for row in waiting_for(cast.colleague, clock.today())] == ["“班车复开”有 1 条新说法等着看"]
    assert waiting_for(cast.leader, clock.today()) == []
    with clock.frozen(NOW + timedelta(days=8)):
        rows = waiting_for(cast.officer, clock.today())
        assert [row.action_label for row in rows] == ["去看", "去收", "记下怎么谈的"]
        conversations.close(fresh(conversation), by=cast.officer, at=clock.now())
        assert "去收" not in [row.action_label for row in waiting_for(cast.officer, clock.today())]


def test_two_who_add_at_once_get_a_number_each(cast: Cast) -> None:
    conversation = opened(cast)
    one = voting.add(conversation, "a", "第一个人的想法。", at=clock.now())
    two = voting.add(conversation, "b", "第二个人的想法。", at=clock.now())
    assert one is not None
    assert two is not None
    assert (one.number, two.number) == (9, 10)
