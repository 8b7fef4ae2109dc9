"""Everything the page of one item shows, in a constant number of queries."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel.days import calendar_of
from sanxin.kernel.events import timeline
from sanxin.kernel.models import Event
from sanxin.ledger.behind import Fact, behind
from sanxin.ledger.models import (
    Acceptance,
    Evidence,
    ExtensionRequest,
    Item,
    Linkage,
    Measure,
    Reopening,
    Return,
    StrikeOff,
    StrikeOffRequest,
    Withdrawal,
)
from sanxin.ledger.permissions import items as item_permissions
from sanxin.ledger.permissions import linkages as linkage_permissions
from sanxin.ledger.permissions import work
from sanxin.ledger.queries.days import DaysLeft, counting, light_of
from sanxin.ledger.queries.next_verbs import Next, Situation, next_for
from sanxin.ledger.rules import lights
from sanxin.ledger.rules.days import short_day
from sanxin.ledger.rules.lights import Light
from sanxin.ledger.rules.stages import Stage
from sanxin.people.models import Person

RECENT = 12
"""Events beside the item; `?all` shows the rest."""


@dataclass(frozen=True)
class Step:
    label: str
    note: str
    state: str
    """done | current | ahead"""


@dataclass(frozen=True)
class MeasureLine:
    measure: Measure
    light: Light
    note: str
    done_url: str
    """Where it is recorded as done; empty for whom it does not concern."""


@dataclass(frozen=True)
class LinkageLine:
    """The names `ui/linked.html` asks for."""

    who: str
    contact: str
    question: str
    answer: str
    attached: str
    light_kind: str
    light_word: str
    took: str
    links: list[dict[str, str]]


@dataclass
class Story:
    item: Item
    light: Light
    steps: list[Step]
    facts: list[Fact]
    measures: list[MeasureLine]
    measures_done: int
    linkages: list[LinkageLine]
    linkages_answered: int
    evidence: list[dict[str, Any]]
    returned: Return | None
    reopened: Reopening | None
    withdrawal: Withdrawal | None
    events: list[Event]
    events_total: int
    next: Next
    may_plan: bool
    may_ask: bool
    may_file: bool
    may_edit: bool
    may_compare: bool
    """With finished items like it, which only the own office reads."""


def story_of(item: Item, person: Person, today: date, *, whole: bool = False) -> Story:
    """Read it all; `item` comes with its names (`views.verbs.visible_item`)."""
    calendar = calendar_of(item.county_id)
    left = counting(calendar, today)
    measures = list(item.measures.with_names())
    linkages = list(item.linkages.with_names())
    evidence = list(item.evidence.select_related("attachment", "by", "link"))
    requests = list(item.strike_off_requests.select_related("by", "returned", "strike_off"))
    struck = item.strike_offs.in_force().select_related("by").first() if item.stage == Stage.STRUCK_OFF else None
    extensions = list(item.extension_requests.select_related("by", "decision"))
    waiting = next((row for row in requests if not hasattr(row, "returned") and not hasattr(row, "strike_off")), None)
    undecided = next((row for row in extensions if not hasattr(row, "decision")), None)
    filed = len(evidence) if item.round == 1 else Evidence.objects.of_this_round(item).count()
    known = behind(item, person)
    now = Situation(item, person, today, calendar, measures, linkages, filed, waiting, undecided, struck)
    events = timeline(item.id, limit=1000)
    return Story(
        item=item,
        light=light_of(item, left=left, today=today),
        steps=_steps(now, requests, struck, events, known.voices),
        facts=[*_facts(item, extensions, struck), *known.facts],
        measures=[_measure_line(measure, now, left) for measure in measures],
        measures_done=sum(measure.is_done for measure in measures),
        linkages=[_linkage_line(linkage, now, left, evidence) for linkage in linkages],
        linkages_answered=sum(linkage.is_settled for linkage in linkages),
        evidence=[thumb(row) for row in evidence],
        returned=_last_return(item, requests),
        reopened=_last_reopening(item, requests),
        withdrawal=Withdrawal.objects.select_related("by").filter(item=item).first() if item.is_withdrawn else None,
        events=events if whole else events[:RECENT],
        events_total=len(events),
        next=next_for(now),
        may_plan=item.is_open and work.may_plan(item, person),
        may_ask=item.stage in {Stage.ACCEPTED, Stage.IN_PROGRESS} and linkage_permissions.may_ask(item, person),
        may_file=item.is_open and item.stage not in {Stage.OPENED, Stage.HANDED_BACK} and work.may_note(item, person),
        may_edit=item.is_open and item_permissions.may_edit(item, person),
        may_compare=item.is_open and item.office_id in person.sight.work_offices,
    )


def _steps(
    now: Situation, requests: list[StrikeOffRequest], struck: StrikeOff | None, events: list[Event], voices: int
) -> list[Step]:
    """已编号 → 已认领 → 办理中 → 申请销号 → 核验 → 销号 → 回话; the bold one is now."""
    item = now.item
    accepted = Acceptance.objects.filter(item=item, turn=item.turn).first()
    at = (2 if accepted else 0) if item.is_withdrawn else _position(item.stage)
    asked = requests[-1].at if requests and at >= 3 else None
    told = sum(int(event.facts.get("voices", 1)) for event in events if event.name.startswith("service.reply.told"))
    notes = [
        _day(item.opened_at),
        _day(accepted.at) if accepted else "",
        _("不再办") if item.is_withdrawn else _running(now) if at == 2 else "",
        _day(asked) if asked else (_count_missing(now) if at in {1, 2} and item.is_open else ""),
        _verifier(now, struck),
        _day(struck.at) if struck else "",
        _telling(told, voices),
    ]
    labels = [_("已编号"), _("已认领"), _("办理中"), _("申请销号"), _("核验"), _("销号"), _("回话")]
    current = 6 if item.stage == Stage.STRUCK_OFF and not told else at
    return [
        Step(label, notes[place], "current" if place == current else "done" if place < current else "ahead")
        for place, label in enumerate(labels)
    ]


def _telling(told: int, voices: int) -> str:
    if told:
        return ngettext("已回 {n} 位", "已回 {n} 位", told).format(n=told)
    return ngettext("要回 {n} 位", "要回 {n} 位", voices).format(n=voices) if voices else ""


def _position(stage: str) -> int:
    """Which of the steps an item stands at."""
    places = {
        Stage.OPENED: 0,
        Stage.HANDED_BACK: 0,
        Stage.ACCEPTED: 1,
        Stage.IN_PROGRESS: 2,
        Stage.STRIKE_OFF_REQUESTED: 4,
        Stage.STRUCK_OFF: 6,
    }
    return places[Stage(stage)]


def _running(now: Situation) -> str:
    day = now.calendar.between(timezone.localdate(now.item.opened_at), now.today)
    return _("第 {n} 个工作日").format(n=max(day, 1))


def _count_missing(now: Situation) -> str:
    count = len(now.undone) + (0 if now.evidence else 1)
    return ngettext("还差 {n} 项", "还差 {n} 项", count).format(n=count) if count else _("可以申请了")


def _verifier(now: Situation, struck: StrikeOff | None) -> str:
    if struck:
        return _("照录原台账") if struck.is_taken_over else str(struck.by)
    return str(now.item.verifier or "")


def _facts(item: Item, extensions: list[ExtensionRequest], struck: StrikeOff | None) -> list[Fact]:
    granted = sum(hasattr(row, "decision") and row.decision.granted for row in extensions)
    times = ngettext("已延 {n} 次", "已延 {n} 次", granted).format(n=granted)
    owner = " ".join(str(part) for part in (item.owner, item.section) if part)
    verifier = str(item.verifier or capfirst(_("科室负责人或领导")))
    if struck:
        verifier = _("没有再核验：原台账已销号，由{who}导入") if struck.is_taken_over else str(struck.by)
        verifier = verifier.format(who=struck.by)
    cooperating = _("、").join(str(row.unit) for row in item.co_operations.select_related("unit"))
    pairs = [
        (_("地点"), item.where),
        (_("来源"), item.source),
        (_("牵头人"), owner),
        (_("核验人"), verifier),
        (_("怎么核验的"), str(struck.get_method_display()) if struck and not struck.is_taken_over else ""),
        (_("到期"), _("{day}，{times}").format(day=item.due_on, times=times) if granted else str(item.due_on)),
        (_("协办单位"), cooperating),
        (_("费用"), item.cost),
        (_("办成的样子"), item.outcome_wanted),
    ]
    return [Fact(label, value) for label, value in pairs if value]


def _measure_line(measure: Measure, now: Situation, left: DaysLeft) -> MeasureLine:
    if measure.is_done:
        word = _("{day} 完成").format(day=_day(measure.done.at))
        return MeasureLine(measure, Light("done", word), measure.done.note, "")
    if not now.item.is_open:
        return MeasureLine(measure, Light("off", _("没办")), "", "")
    measure.item = now.item
    may = now.item.stage in {Stage.ACCEPTED, Stage.IN_PROGRESS} and work.may_complete(measure, now.person)
    url = reverse("ledger:measure_done", args=[measure.id]) if may else ""
    return MeasureLine(measure, lights.light_of_days(left(measure.due_on)), "", url)


def _linkage_line(linkage: Linkage, now: Situation, left: DaysLeft, evidence: list[Evidence]) -> LinkageLine:
    linkage.item = now.item
    files = sum(row.linkage_id == linkage.id for row in evidence)
    page = {"label": _("看全部"), "url": reverse("ledger:linkage", args=[linkage.id])}
    answer, took, links = "", "", [page]
    if linkage.is_answered:
        answer, at = linkage.answer.account, linkage.answer.at
        light = Light("done", _("{day} 答复").format(day=_day(at)))
        days = max(now.calendar.between(timezone.localdate(linkage.at), timezone.localdate(at)), 0)
        took = ngettext("用时 {n} 个工作日", "用时 {n} 个工作日", days).format(n=days) if days else _("当天答复")
    elif linkage.is_handed_back:
        answer = _("退回：{reason}").format(reason=linkage.hand_back.reason)
        light = Light("off", _("{day} 退回").format(day=_day(linkage.hand_back.at)))
    elif not now.item.is_open:
        light = Light("off", _("没答复"))
    else:
        light = lights.light_of_days(left(linkage.due_on))
        if linkage_permissions.may_answer(linkage, now.person):
            links = [page | {"label": _("去答复")}]
        elif linkage_permissions.may_ask(now.item, now.person):
            links = [page | {"label": _("催一下")}, {"label": _("发链接"), "url": _link_page(linkage)}]
    return LinkageLine(
        who=str(linkage.unit),
        contact=linkage.contact,
        question=linkage.asks,
        answer=answer,
        attached=ngettext("附 {n} 份文件", "附 {n} 份文件", files).format(n=files) if files else "",
        light_kind=light.kind,
        light_word=light.word,
        took=took,
        links=links,
    )


def _link_page(linkage: Linkage) -> str:
    return reverse("ledger:linkage_link", args=[linkage.id])


def thumb(row: Evidence) -> dict[str, Any]:
    url = reverse("ledger:evidence_file", args=[row.id])
    picture = f"{url}?small=1" if row.attachment.has_thumbnail else ""
    title = row.caption or row.attachment.name
    return {"url": url, "title": title, "meta": f"{_day(row.at)} · {row.who}", "picture": picture, "alt": title}


def _last_return(item: Item, requests: list[StrikeOffRequest]) -> Return | None:
    """Shown on top while the owner has not asked again."""
    last = requests[-1] if requests else None
    returned = last is not None and last.round == item.round and hasattr(last, "returned")
    return last.returned if last and returned else None


def _last_reopening(item: Item, requests: list[StrikeOffRequest]) -> Reopening | None:
    """Shown on top from the reopening until the owner asks again."""
    if item.round == 1 or any(row.round == item.round for row in requests):
        return None
    return Reopening.objects.select_related("by").get(item=item, strike_off__round=item.round - 1)


def _day(at: datetime) -> str:
    return short_day(timezone.localdate(at))
