"""What a topic needs before it starts and ends. Plain values only."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sanxin.kernel.refusals import Refused
from sanxin.kernel.words import listed

MOST_PLACES = 40
MOST_PEOPLE = 5000


def check_open(is_open: bool) -> None:
    if not is_open:
        raise Refused("topics.topic.over", _("课题已经结了，不能再改。"))


def check_dates(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused("topics.topic.dates", _("结束的日子早于开始的日子。"), field="ends_on")


def check_places(rows: Sequence[tuple[str, int]]) -> None:
    """`rows`: id of the place and how many people are asked there."""
    if len(rows) > MOST_PLACES:
        raise Refused("topics.topic.many_places", _("一个课题最多 40 个地方。"))
    if len({place for place, _people in rows}) < len(rows):
        raise Refused("topics.topic.place_twice", _("同一个地方写了两次，合成一行。"))
    if any(not 1 <= people <= MOST_PEOPLE for _place, people in rows):
        raise Refused("topics.topic.people", _("每个地方问几个人，写 1 到 5000。"))


def what_is_missing(
    *, kind: bool, methods: bool, dates: bool, places: bool, expected: bool, milestones: bool
) -> list[str]:
    """What has to be written before the work can begin."""
    wanted = [
        (kind, pgettext("missing", "类型")),
        (methods, pgettext("missing", "调研方式")),
        (dates, pgettext("missing", "起止日期")),
        (places, pgettext("missing", "去哪里、问几个人")),
        (expected, pgettext("missing", "预期成果")),
        (milestones, pgettext("missing", "至少一个节点")),
    ]
    return [word for there, word in wanted if not there]


def check_can_start(stage: str, missing: Sequence[str]) -> None:
    if stage != "planning":
        raise Refused("topics.topic.started", _("课题已经开始了。"))
    if missing:
        words = _("还差：{missing}。写好再开始。").format(missing=listed(missing))
        raise Refused("topics.topic.incomplete", words)


def check_can_end(stage: str, *, finished: bool, words: str, open_milestones: int) -> None:
    if stage not in {"planning", "running"}:
        raise Refused("topics.topic.ended", _("课题已经结了。"))
    if finished and stage == "planning":
        raise Refused("topics.topic.not_started", _("课题还没开始，不能结题；不做了就中止。"))
    if finished and open_milestones:
        words = _("还有 {n} 个节点没办完，办完再结题。").format(n=open_milestones)
        raise Refused("topics.topic.milestones_open", words)
    if not words.strip():
        sentence = _("写一句得出了什么。") if finished else _("写一句为什么中止。")
        raise Refused("topics.topic.no_words", sentence, field="words")


def check_milestone(title: str, due_on: date, *, starts_on: date | None, ends_on: date | None) -> None:
    if not title.strip():
        raise Refused("topics.milestone.no_title", _("写一句这一步要做成什么。"), field="title")
    if ends_on and due_on > ends_on:
        words = _("课题 {day} 结束，节点要在那之前。").format(day=f"{ends_on:%Y-%m-%d}")
        raise Refused("topics.milestone.too_late", words, field="due_on")
    if starts_on and due_on < starts_on:
        words = _("课题 {day} 才开始，节点要在那之后。").format(day=f"{starts_on:%Y-%m-%d}")
        raise Refused("topics.milestone.too_early", words, field="due_on")


def check_milestone_open(done: bool) -> None:
    if done:
        raise Refused("topics.milestone.done", _("这个节点已经办完了。"))


def check_note(note: str) -> None:
    if not note.strip():
        raise Refused("topics.milestone.no_note", _("写一句做成了什么。"), field="note")
