"""What waits for whoever keeps contact with members in difficulty: help promised, and having to go again."""

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel.waiting import Waiting
from sanxin.people.models import Person
from sanxin.service.models import HelpPromise, Member
from sanxin.service.queries.visited import VisitDue, visits_due

SECTION = "members"
NEAR = 3
"""Days before a promise is due that turn it amber."""
AHEAD = 14
"""A promise shows this many days before its day."""


def waiting_for(person: Person, today: date) -> list[Waiting]:
    """Of one's own contacts; four queries, and one for each room that says who was visited."""
    if not person.sight.desk_offices:
        return []
    own = Member.objects.visible_to(person).current().filter(contact=person)
    members = {member.id: member for member in own.select_related("village__parent")}
    return [*_promises(members, today), *_visits(members, today)] if members else []


def _promises(members: dict[UUID, Member], today: date) -> list[Waiting]:
    rows = HelpPromise.objects.open().filter(member__in=list(members))
    return [_promise(row, members[row.member_id], today) for row in rows if (row.due_on - today).days <= AHEAD]


def _promise(row: HelpPromise, member: Member, today: date) -> Waiting:
    left = (row.due_on - today).days
    kind, word = _light(left)
    done = reverse("service:new_help", args=[member.pk])
    return Waiting(
        section=SECTION,
        light_kind=kind,
        light_word=word,
        title=_("答应{who}：{help}").format(who=member.masked, help=row.get_kind_display()),
        url=reverse("service:member", args=[member.pk]),
        meta=member.where,
        action_label=_("办到了"),
        action_url=f"{done}?promise={row.pk.hex}",
        due_on=row.due_on,
    )


def _light(left: int) -> tuple[str, str]:
    if left < 0:
        return "red", ngettext("过了 {n} 日", "过了 {n} 日", -left).format(n=-left)
    if left == 0:
        return "amber", _("今天到日子")
    return ("amber" if left <= NEAR else "green"), ngettext("还有 {n} 日", "还有 {n} 日", left).format(n=left)


def _visits(members: dict[UUID, Member], today: date) -> list[Waiting]:
    due = visits_due(members.values())
    return [_visit(members[pk], one) for pk, one in due.items() if one.on <= today]


def _visit(member: Member, due: VisitDue) -> Waiting:
    last = _("上次 {day}").format(day=due.last.isoformat()) if due.last else _("还没有走访记录")
    return Waiting(
        section=SECTION,
        light_kind="amber" if due.agreed else "wait",
        light_word=_("约好了要去") if due.agreed else _("该去看了"),
        title=_("去看{who}").format(who=member.masked),
        url=reverse("service:member", args=[member.pk]),
        meta=f"{member.where} · {last}",
        action_label=_("记一次走访"),
        action_url=f"{reverse('fieldwork:new_visit')}?place={member.village_id.hex}",
        due_on=due.on,
        rank=60,
    )
