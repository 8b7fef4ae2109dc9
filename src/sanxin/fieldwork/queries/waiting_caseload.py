"""What waits on Today of plans and handovers: a plan to approve, a handover to answer, what became of one's own."""

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.fieldwork.models import CaseloadPlan, Handover
from sanxin.fieldwork.queries.handovers import NEWS, back_on, state_on
from sanxin.kernel.roles import DESK
from sanxin.kernel.waiting import Waiting
from sanxin.people.models import Person

SECTION = "caseload"


def waiting_for(person: Person, today: date) -> list[Waiting]:
    return [*_to_approve(person), *_handovers(person, today)]


def _to_approve(person: Person) -> list[Waiting]:
    """Leaders; a second section head may too, but is not asked."""
    if not person.sight.led_offices:
        return []
    rows = CaseloadPlan.objects.open().filter(office__in=person.sight.led_offices, round__gt=0)
    return [_plan(plan) for plan in rows.exclude(drafted_by=person).select_related("drafted_by")]


def _plan(plan: CaseloadPlan) -> Waiting:
    return Waiting(
        section=SECTION,
        light_kind="wait",
        light_word=_("等我"),
        title=_("{year} 年联系安排排好了，等批准").format(year=plan.year),
        url=reverse("fieldwork:plan", args=[plan.pk]),
        meta=_("{name} 排的").format(name=plan.drafted_by),
        action_label=_("去看"),
        action_url=reverse("fieldwork:plan", args=[plan.pk]),
        rank=30,
    )


def _handovers(person: Person, today: date) -> list[Waiting]:
    """Both sides; whoever asked in somebody's place too. One query."""
    if not person.sight.has(*DESK):
        return []
    sides = Q(receiver=person) | Q(giver=person) | Q(by=person)
    recent = today - NEWS
    rows = Handover.objects.filter(sides).filter(
        Q(answer=None, end=None)
        | Q(answer__at__date__gte=recent)
        | Q(end__on__gte=recent)
        | Q(until__gte=recent - NEWS, answer__accepted=True)
    )
    found = [_handover(row, person, today) for row in rows.with_names()]
    return [row for row in found if row is not None]


def _handover(row: Handover, person: Person, today: date) -> Waiting | None:
    state, mine = state_on(row, today), row.receiver_id == person.id
    if state == "waiting":
        if mine:
            return _line(row, "wait", _("等我"), _("{name}请您接联系点").format(name=row.giver), _("去答复"), rank=10)
        return _line(row, "wait", _("等对方"), _("等{name}接联系点").format(name=row.receiver), _("去看"), rank=60)
    if state == "refused" and not mine and _lately(row, today):
        title = _("{name}没有接，另请一位").format(name=row.receiver)
        return _line(row, "amber", _("没有接"), title, _("去看"), rank=20)
    if state in {"taken", "standing", "coming"} and not mine and _lately(row, today):
        return _line(row, "done", _("接了"), _("{name}接了联系点").format(name=row.receiver), _("去看"), rank=80)
    if state == "standing" and row.until is not None and (row.until - today) <= NEWS:
        title = _("代管到 {day}，{name}的联系点随后归还").format(day=f"{row.until:%m-%d}", name=row.giver)
        return _line(row, "green", _("快到期"), title, _("去看"), rank=70)
    day = back_on(row)
    if state == "back" and day is not None and day <= today <= day + NEWS:
        title = _("{name}的联系点 {day} 起归还本人").format(name=row.giver, day=f"{day:%m-%d}")
        return _line(row, "done", _("归还了"), title, _("去看"), rank=80)
    return None


def _lately(row: Handover, today: date) -> bool:
    answer = getattr(row, "answer", None)
    return answer is not None and timezone.localdate(answer.at) + NEWS >= today


def _line(row: Handover, light: str, word: str, title: str, label: str, *, rank: int) -> Waiting:
    url = reverse("fieldwork:handover", args=[row.pk])
    until = f"{row.until:%m-%d}" if row.until else ""
    days = _("{since} 起").format(since=f"{row.since:%m-%d}")
    return Waiting(
        section=SECTION,
        light_kind=light,
        light_word=word,
        title=title,
        url=url,
        meta=f"{days} · {_('到 {day}').format(day=until)}" if until else days,
        action_label=label,
        action_url=url,
        rank=rank,
    )
