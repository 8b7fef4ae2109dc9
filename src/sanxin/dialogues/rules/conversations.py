"""When a conversation takes answers, and what it may be. Plain values only."""

from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

LONGEST = timedelta(days=366)
LEAST_STATEMENTS = 5
"""Fewer give nobody much to say, and no groups."""
LONGEST_TITLE, LONGEST_QUESTION, LONGEST_INTRO = 60, 120, 600
MOST_PLACES = 200


class State(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"
    OPEN = "open"
    OVER = "over"
    """Its time is up and nobody has closed it yet."""
    CLOSED = "closed"


def state_of(opens_at: datetime, closes_at: datetime, *, opened: bool, closed: bool, now: datetime) -> State:
    if closed:
        return State.CLOSED
    if not opened:
        return State.DRAFT
    if now < opens_at:
        return State.WAITING
    return State.OPEN if now < closes_at else State.OVER


def check_words(title: str, question: str, intro: str) -> None:
    if not title.strip():
        raise Refused("dialogues.conversation.no_title", _("给这个议题起个短名字。"), field="title")
    if not question.strip():
        raise Refused("dialogues.conversation.no_question", _("写上要问大家的那一句话。"), field="question")
    for name, words, most in (
        ("title", title, LONGEST_TITLE),
        ("question", question, LONGEST_QUESTION),
        ("intro", intro, LONGEST_INTRO),
    ):
        if len(words.strip()) > most:
            said = _("最多 {most} 个字，现在是 {n} 个。").format(most=most, n=len(words.strip()))
            raise Refused("dialogues.conversation.long", said, field=name)


def check_places(count: int) -> None:
    if not count:
        said = _("写上它关系到哪些村、镇，以后座谈按村请人。")
        raise Refused("dialogues.conversation.nowhere", said, field="places")
    if count > MOST_PLACES:
        said = _("最多写 {most} 个地方。").format(most=MOST_PLACES)
        raise Refused("dialogues.conversation.places", said, field="places")


def check_time(opens_at: datetime, closes_at: datetime, now: datetime) -> None:
    if closes_at <= opens_at:
        raise Refused("dialogues.conversation.backwards", _("截止要在开始以后，请改一改时间。"), field="closes_at")
    if closes_at <= now:
        raise Refused("dialogues.conversation.past", _("截止的时间已经过了，这样没有人答得上。"), field="closes_at")
    if closes_at - opens_at > LONGEST:
        raise Refused("dialogues.conversation.too_long", _("一个议题最多开一年。"), field="closes_at")


def check_can_be_revised(state: State, *, words_change: bool) -> None:
    if state is State.CLOSED:
        raise Refused("dialogues.conversation.closed", _("这个议题已经收了，不能再改。"))
    if words_change and state is not State.DRAFT:
        said = _("已经发出去了，名字和问的话不能再改，不然前后答的不是一个问题。时间、地方和说明还可以改。")
        raise Refused("dialogues.conversation.asked_already", said, field="question")


def check_can_be_opened(state: State, statements: int) -> None:
    if state is not State.DRAFT:
        raise Refused("dialogues.conversation.opened_already", _("这个议题已经发出去了。"))
    if statements < LEAST_STATEMENTS:
        said = _("至少要有 {least} 条采用的说法才好发出去，现在有 {n} 条。").format(
            least=LEAST_STATEMENTS, n=statements
        )
        raise Refused("dialogues.conversation.few_statements", said)


def check_can_be_closed(state: State) -> None:
    if state is State.DRAFT:
        raise Refused("dialogues.conversation.not_opened", _("还没有发出去，用不着收。"))
    if state is State.CLOSED:
        raise Refused("dialogues.conversation.closed_already", _("这个议题已经收了。"))


def check_takes_answers(state: State) -> None:
    if state in {State.DRAFT, State.WAITING}:
        raise Refused("dialogues.conversation.waiting", _("还没到开始的时间，请晚些再来。"))
    if state is not State.OPEN:
        raise Refused("dialogues.conversation.over", _("已经截止，不再收新的。"))
