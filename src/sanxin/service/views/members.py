"""The list of members in difficulty, one member, and the list as a file: always masked."""

from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import DESK
from sanxin.kernel.views.exports import export
from sanxin.people.models import Person
from sanxin.people.requests import StaffRequest
from sanxin.service import events
from sanxin.service.models import Member
from sanxin.service.permissions.members import heads
from sanxin.service.queries.members import contacts_at, contacts_under, events_of
from sanxin.service.rules.retention import erased_on
from sanxin.service.views.member_context import facts_of, file_urls, import_url, ways_in
from sanxin.service.views.member_filters import MemberFilters
from sanxin.service.views.member_forms import AssignForm, EndForm, MemberRevealForm
from sanxin.service.views.voices import places_for


@policy(DESK)
def members(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    filters, rows = _asked(request)
    page = page_of(rows, request)
    if not page.paginator.count and not filters.is_set:
        return render(request, "service/members/empty.html", {"ways": ways_in(person)})
    context = {"page": page, "filters": filters, "import_url": import_url(person), **file_urls(request)}
    return render(request, "service/members/members.html", context)


@policy(DESK)
def members_file(request: StaffRequest) -> HttpResponseBase:
    """What the list shows, as xlsx or csv: names and phones masked, the need in words never in it."""
    _filters, rows = _asked(request)
    heads_of_columns = [_("姓名"), _("村"), _("困难类型"), _("联系人"), _("电话"), _("登记日期"), _("离开日期")]
    return export(request, events.MEMBERS, heads_of_columns, (_cells(row) for row in rows.iterator(chunk_size=2000)))


def _asked(request: StaffRequest) -> tuple[MemberFilters, QuerySet[Member]]:
    person: Person = request.user.person
    filters = MemberFilters(request.GET, places_for(person), list(contacts_under(person)))
    rows = filters.narrow(Member.objects.visible_to(person))
    return filters, rows.select_related("village__parent", "contact")


def _cells(member: Member) -> list[object]:
    return [
        member.masked,
        member.where,
        member.get_need_kind_display(),
        str(member.contact or ""),
        member.masked_phone,
        member.noted_at,
        member.left_on,
    ]


@policy(DESK)
def member(request: StaffRequest, pk: UUID) -> HttpResponse:
    return member_page(request, pk)


def member_page(
    request: StaffRequest,
    pk: UUID,
    *,
    reveal: MemberRevealForm | None = None,
    assign: AssignForm | None = None,
    end: EndForm | None = None,
    shown: Member | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of one member; `shown` is the member where this once all may be read."""
    person = request.user.person
    found = find_member(person, pk)
    context = {
        "member": found,
        "facts": facts_of(found),
        "events": events_of(found),
        "may_keep": found.left_on is None and heads(found.office_id, person),
        "may_erase": found.left_on is not None and not found.is_erased and heads(found.office_id, person),
        "erased_on": erased_on(found.left_on, settings.MEMBER_KEPT_MONTHS) if found.left_on else None,
        "reveal": reveal or MemberRevealForm(),
        "assign": assign or AssignForm(None, contacts_at(found.office_id), now=found.contact),
        "end": end or EndForm(),
        "shown": shown,
    }
    return render(request, "service/members/member.html", context, status=status)


def find_member(person: Person, pk: UUID) -> Member:
    """Through the person's eyes; others' members are not there."""
    rows = Member.objects.visible_to(person).select_related("village__parent", "contact", "noted_by", "office")
    return get_object_or_404(rows, pk=pk)
