"""Minutes as paragraphs and sentences, and what a meeting may be. Plain values only."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

LONGEST_MINUTES = 200_000
LONGEST_TOPIC = 120
MOST_PRESENT = 10_000
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]*[”’」』）)]*")
"""Up to its mark, with the quotation marks that close after it."""


@dataclass(frozen=True, order=True)
class Passage:
    """Characters [start, end) of a paragraph, counted from 1."""

    paragraph: int
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.paragraph}:{self.start}-{self.end}"


def paragraphs_of(minutes: str) -> list[str]:
    """The lines with words in them, as they stand."""
    return [line.strip() for line in minutes.splitlines() if line.strip()]


def sentences_of(paragraph: str) -> list[tuple[int, int]]:
    """Where each sentence begins and ends.

    >>> sentences_of("路坏了。他说：“修！”好")
    [(0, 4), (4, 11), (11, 12)]
    """
    return [(found.start(), found.end()) for found in _SENTENCE.finditer(paragraph) if found.group().strip()]


def read_passage(typed: str) -> Passage | None:
    """`3:0-45`; None where it is none."""
    found = re.fullmatch(r"(\d{1,6}):(\d{1,6})-(\d{1,6})", typed, re.ASCII)
    if not found:
        return None
    passage = Passage(*map(int, found.groups()))
    return passage if passage.end > passage.start else None


def joined(passages: Iterable[Passage]) -> list[Passage]:
    """Sentences that follow one another in a paragraph are one passage."""
    whole: list[Passage] = []
    for one in sorted(set(passages)):
        last = whole[-1] if whole else None
        if last and last.paragraph == one.paragraph and one.start <= last.end:
            whole[-1] = Passage(last.paragraph, last.start, max(last.end, one.end))
        else:
            whole.append(one)
    return whole


def words_at(passage: Passage, paragraphs: list[str]) -> str:
    """What stands there; empty where the minutes end before."""
    if not 1 <= passage.paragraph <= len(paragraphs):
        return ""
    return paragraphs[passage.paragraph - 1][passage.start : passage.end].strip()


def check_meeting(topic: str, held_on: date, today: date, present: int, groups: Mapping[str, int]) -> None:
    if not topic.strip():
        raise Refused("surveys.meeting.no_topic", _("写一句谈的是什么。"), field="topic")
    if len(topic) > LONGEST_TOPIC:
        words = _("谈什么最多 {most} 个字。").format(most=LONGEST_TOPIC)
        raise Refused("surveys.meeting.long_topic", words, field="topic")
    if held_on > today:
        raise Refused("surveys.meeting.future", _("会还没开，开过了再记。"), field="held_on")
    if not 0 <= present <= MOST_PRESENT:
        words = _("到场人数写 0 到 {most}。").format(most=MOST_PRESENT)
        raise Refused("surveys.meeting.present", words, field="present")
    if any(count > present for count in groups.values()):
        raise Refused("surveys.meeting.groups", _("有一类人比到场的总数还多，请改一改。"), field="present")


def check_minutes(minutes: str, before: str, *, taken: bool) -> None:
    """Once voices point into the minutes, words are only added at the end."""
    if len(minutes) > LONGEST_MINUTES:
        words = _("记录最多 {most} 字，请分成两场记。").format(most=LONGEST_MINUTES)
        raise Refused("surveys.meeting.long", words, field="minutes")
    if taken and paragraphs_of(minutes)[: len(paragraphs_of(before))] != paragraphs_of(before):
        raise Refused(
            "surveys.meeting.taken",
            _("已经从记录里摘出声音，原来的段落不再改，免得对不上；要补充请另起一段写在后面。"),
            field="minutes",
        )
