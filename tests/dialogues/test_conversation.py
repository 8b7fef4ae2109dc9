"""A conversation: written, changed, given out, closed; then each refusal."""

from datetime import timedelta
from typing import Any

import pytest

from sanxin.dialogues.actions import conversations as actions
from sanxin.dialogues.actions import statements, voting
from sanxin.dialogues.models import Conversation, Participant, Vote
from sanxin.kernel import clock, search
from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken
from sanxin.people.models import Person
from tests.cast import Cast
from tests.conftest import NOW
from tests.dialogues.builders import TEXTS, a_conversation, added, answer, answered, asked, closed, fresh, opened
from tests.service.builders import refused


def test_from_writing_to_closing(cast: Cast) -> None:
    conversation = a_conversation(cast)
    assert conversation.state(NOW) == "draft"
    actions.revise(conversation, asked(cast, title="班车"), seen=1, by=cast.colleague, at=clock.now())
    actions.open_up(fresh(conversation), by=cast.officer, at=clock.now())
    conversation = fresh(conversation)
    assert (conversation.state(NOW), conversation.title) == ("open", "班车")
    answered(conversation, sizes=(3,))
    row = actions.close(conversation, by=cast.officer, at=clock.now())

    assert (row.people, row.votes) == (3, 24)
    assert fresh(conversation).state(NOW) == "closed"
    assert [event.text for event in timeline(conversation.id)] == [
        "收了，3 人表态 24 次",
        "发出去，8 条说法",
        "改了议题",
        "写了 8 条说法",
        "写下议题",
    ]


def test_closing_forgets_the_keys_and_keeps_the_answers(cast: Cast) -> None:
    conversation = opened(cast)
    answer(conversation, "mine", [1, -1, 0])
    added(conversation, "还有一种说法没写上。", key="mine")
    closed(cast, conversation)

    participant = Participant.objects.get()
    assert (participant.digest, participant.added) == (None, 0)
    assert sorted(Vote.objects.values_list("value", flat=True)) == [-1, 0, 1]
    with refused("dialogues.conversation.over"):
        voting.vote(fresh(conversation), "mine", 1, 1, at=clock.now())


def test_states_follow_the_clock(cast: Cast) -> None:
    conversation = opened(cast, opens_at=NOW + timedelta(days=1), closes_at=NOW + timedelta(days=2))
    days = [conversation.state(NOW + timedelta(days=days)).value for days in (0, 1, 3)]
    assert days == ["waiting", "open", "over"]
    for day, state in ((0, "waiting"), (1, "open"), (3, "over")):
        for other in ("draft", "waiting", "open", "over", "closed"):
            found = Conversation.objects.in_state(other, NOW + timedelta(days=day)).exists()
            assert found == (other == state), (day, other)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "dialogues.conversation.no_title"),
        ({"question": ""}, "dialogues.conversation.no_question"),
        ({"question": "长" * 121}, "dialogues.conversation.long"),
        ({"intro": "长" * 601}, "dialogues.conversation.long"),
        ({"places": []}, "dialogues.conversation.nowhere"),
        ({"closes_at": NOW - timedelta(days=1)}, "dialogues.conversation.backwards"),
        ({"opens_at": NOW - timedelta(9), "closes_at": NOW - timedelta(1)}, "dialogues.conversation.past"),
        ({"closes_at": NOW + timedelta(days=400)}, "dialogues.conversation.too_long"),
    ],
)
def test_what_cannot_be_asked(cast: Cast, changes: dict[str, Any], code: str) -> None:
    with refused(code):
        a_conversation(cast, **changes)
    assert not Conversation.objects.exists()


def test_only_the_desk_of_the_office(cast: Cast) -> None:
    conversation, at = a_conversation(cast), clock.now()
    for person in (cast.leader, cast.stranger, cast.handler):
        with refused("dialogues.not_desk", NotAllowed):
            actions.begin(cast.department, asked(cast), by=person, at=at)
        with refused("dialogues.not_desk", NotAllowed):
            actions.revise(conversation, asked(cast), seen=1, by=person, at=at)
        with refused("dialogues.not_desk", NotAllowed):
            actions.open_up(conversation, by=person, at=at)
        with refused("dialogues.not_desk", NotAllowed):
            actions.close(conversation, by=person, at=at)


def test_the_question_stays_once_it_was_given_out(cast: Cast) -> None:
    conversation, at = opened(cast), clock.now()
    with refused("dialogues.conversation.asked_already"):
        actions.revise(conversation, asked(cast, question="别的？"), seen=1, by=cast.officer, at=at)
    later = asked(cast, closes_at=NOW + timedelta(days=9), intro="延了两天")
    assert actions.revise(conversation, later, seen=1, by=cast.officer, at=at).intro == "延了两天"
    with refused("dialogues.overtaken", Overtaken):
        actions.revise(conversation, later, seen=1, by=cast.colleague, at=at)
    closed(cast, conversation)
    with refused("dialogues.conversation.closed"):
        actions.revise(conversation, later, seen=2, by=cast.officer, at=at)


def test_opening_and_closing_refused(cast: Cast) -> None:
    conversation, at = a_conversation(cast, TEXTS[:4]), clock.now()
    with refused("dialogues.conversation.few_statements"):
        actions.open_up(conversation, by=cast.officer, at=at)
    with refused("dialogues.conversation.not_opened"):
        actions.close(conversation, by=cast.officer, at=at)
    statements.write(conversation, TEXTS[4:], by=cast.officer, at=at)
    with clock.frozen(NOW + timedelta(days=8)), refused("dialogues.conversation.past"):
        actions.open_up(conversation, by=cast.officer, at=clock.now())
    actions.open_up(conversation, by=cast.officer, at=at)
    with refused("dialogues.conversation.opened_already"):
        actions.open_up(conversation, by=cast.officer, at=at)
    closed(cast, conversation)
    with refused("dialogues.conversation.closed_already"):
        actions.close(conversation, by=cast.officer, at=at)


def test_search_finds_the_question_and_nobody_s_words(cast: Cast) -> None:
    conversation = opened(cast)
    added(conversation, "晒谷场也要说一说。")

    assert found(cast.officer, "班车") == [f"/dialogues/{conversation.pk}/"]
    assert found(cast.officer, "晒谷场") == []
    assert found(cast.stranger, "班车") == []


def found(person: Person, words: str) -> list[str]:
    return [hit.url for group in search.find(person, words, kinds=["dialogues.conversation"]) for hit in group.hits]
