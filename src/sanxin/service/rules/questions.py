"""What may be done with a question and its answer. Plain values only."""

from collections.abc import Collection, Sequence
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

LONGEST_ANSWER = 2000
LONGEST_TITLE = 200
LONGEST_PROVISION = 120
MOST_CITATIONS = 8


def stage_now(stage: str, items: Collection[str]) -> str:
    """How far a question is, given the stages of the items its voice stands behind.

    On the ledger, the item answers it, and whoever asked is told when that is done. An answer already written may be
    told while the item is under way; once the item is done there is one thing to tell. Where every item was withdrawn
    the question needs its own answer again.
    """
    live = {one for one in items if one != "withdrawn"}
    if stage == "raised" and not live:
        return "open"
    if (stage == "open" and live) or (stage == "answered" and "struck_off" in live):
        return "raised"
    return stage


def check_can_be_put(*, put_already: bool, on_ledger: bool) -> None:
    if put_already:
        raise Refused("service.question.put_already", _("这条已经是提问了，刷新看看由谁答复。"))
    if on_ledger:
        raise Refused("service.question.on_ledger", _("这条已经在台账上办，办好了一起告诉，不用另外答复。"))


def check_owner_at_desk(at_desk: bool) -> None:
    if not at_desk:
        raise Refused("service.question.owner", _("答复的人要在本单位上班，另选一位。"), field="owner")


def check_same_owner(same: bool) -> None:
    if same:
        raise Refused("service.question.same_owner", _("现在就是这位在答复，选别的人才算交办。"), field="owner")


def check_can_be_answered(stage: str) -> None:
    """Open, or answered and not told yet: then it is written anew."""
    if stage == "told":
        raise Refused("service.question.told", _("已经告诉本人了，改不了；他说没解决，才重新答复。"))
    check_not_ended(stage)


def check_still_open(stage: str) -> None:
    """Nobody has been told anything yet, and nothing else came of it."""
    if stage in {"answered", "told"}:
        raise Refused("service.question.answered", _("已经写了答复，先看看答复；没解决的，本人说了会重新打开。"))
    check_not_ended(stage)


def check_not_ended(stage: str) -> None:
    if stage == "raised":
        raise Refused("service.question.raised", _("这条已经转进台账，在台账里办。"))
    if stage == "dropped":
        raise Refused("service.question.dropped", _("这条已经定为不用答复。"))


def check_answer(text: str) -> None:
    if not text.strip():
        raise Refused("service.answer.empty", _("写怎么答复的。"), field="text")
    if len(text.strip()) > LONGEST_ANSWER:
        words = _("答复最多 {most} 字，现在 {now} 字；长的附文件，这里写要点。")
        raise Refused("service.answer.long", words.format(most=LONGEST_ANSWER, now=len(text.strip())), field="text")


def check_citations(rows: Sequence[tuple[str, str, str]]) -> None:
    """Each (title, provision, link) names something one can look up."""
    if not rows:
        raise Refused("service.citation.none", _("写一条依据：哪个文件、哪一条；没有文件的，写清是谁定的。"))
    if len(rows) > MOST_CITATIONS:
        raise Refused("service.citation.many", _("依据最多 {most} 条，留要紧的。").format(most=MOST_CITATIONS))
    for title, provision, url in rows:
        if not title.strip():
            raise Refused("service.citation.no_title", _("依据要写文件名；只写了条款或网址的，补上文件名。"))
        if len(title.strip()) > LONGEST_TITLE or len(provision.strip()) > LONGEST_PROVISION:
            words = _("依据的文件名最多 {title} 字，条款最多 {provision} 字。")
            raise Refused("service.citation.long", words.format(title=LONGEST_TITLE, provision=LONGEST_PROVISION))
        _check_link(url)


def _check_link(url: str) -> None:
    parts = urlsplit(url.strip())
    if url.strip() and (parts.scheme not in {"http", "https"} or not parts.netloc or len(url) > 500):
        raise Refused("service.citation.link", _("依据的网址要以 http:// 或 https:// 开头，500 字以内。"))


def check_reason(reason: str) -> None:
    if len(reason.strip()) < 2:
        raise Refused("service.question.no_reason", _("写一句为什么不用答复，以后查得到。"), field="reason")
    if len(reason.strip()) > 200:
        raise Refused("service.question.long_reason", _("理由最多 200 字。"), field="reason")


def check_can_be_told(stage: str) -> None:
    if stage == "open":
        raise Refused("service.question.no_answer", _("还没有写答复，先写答复再告诉。"))
    if stage == "told":
        raise Refused("service.reply.told_already", _("这次的答复已经告诉过了，刷新页面看看是谁说的。"))
    check_not_ended(stage)


def check_newest(newest: bool) -> None:
    if not newest:
        raise Refused("service.answer.newer", _("有人刚把答复改写过，看过新的再告诉。"))
