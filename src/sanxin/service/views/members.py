"""The list of members in difficulty, one member, and the list as a file: always masked."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import DESK
from sanxin.kernel.views.exports import export
from sanxin.kernel.words import listed
from sanxin.people.models import Person
from sanxin.people.requests import StaffRequest
from sanxin.service import events
from sanxin.service.models import Member
from sanxin.service.permissions.members import heads, heads_any
from sanxin.service.queries.helps import helps_of, promises_of
from sanxin.service.queries.members import contacts_at, contacts_under, desks_of, events_of
from sanxin.service.queries.needs import all_kinds_of
from sanxin.service.queries.retention import due_of
from sanxin.service.queries.visited import visits_due
from sanxin.service.views.member_context import facts_of, file_urls, import_url, tabs_of, ways_in
from sanxin.service.views.member_filters import MemberFilters
from sanxin.service.views.member_forms import AssignForm, EndForm, MemberRevealForm, NextVisitForm
from sanxin.service.views.voices import places_for


@policy(DESK)
def members(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    filters, rows = _asked(request)
    page = page_of(rows, request)
    if not page.paginator.count and not filters.is_set:
        return render(request, "service/members/empty.html", {"ways": ways_in(person)})
    due = visits_due(page)
    context = {
        "rows": [(row, due.get(row.id)) for row in page],
        "page": page,
        "filters": filters,
        "today": clock.today(),
        "tabs": tabs_of(person, "members"),
        "may_keep_kinds": heads_any(person),
        "import_url": import_url(person),
        **file_urls(request, "service:members_file"),
    }
    return render(request, "service/members/members.html", context)


@policy(DESK)
def members_file(request: StaffRequest) -> HttpResponseBase:
    """What the list shows, as xlsx or csv: names and phones masked, the need in words never in it."""
    _filters, rows = _asked(request)
    heads_of_columns = [_("姓名"), _("村"), _("困难类型"), _("联系人"), _("电话"), _("登记日期"), _("离开日期")]
    return export(request, events.MEMBERS, heads_of_columns, (_cells(row) for row in rows.iterator(chunk_size=2000)))


def _asked(request: StaffRequest) -> tuple[MemberFilters, QuerySet[Member]]:
    person: Person = request.user.person
    kinds = [kind for office in desks_of(person) for kind in all_kinds_of(office)]
    filters = MemberFilters(request.GET, places_for(person), kinds, list(contacts_under(person)))
    rows = filters.narrow(Member.objects.visible_to(person))
    return filters, rows.select_related("village__parent", "contact").prefetch_related("needs")


def _cells(member: Member) -> list[object]:
    return [
        member.masked,
        member.where,
        listed(str(kind) for kind in member.needs.all()),
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
    next_visit: NextVisitForm | None = None,
    shown: Member | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of one member; `shown` is the member where this once all may be read."""
    person = request.user.person
    found = find_member(person, pk)
    is_head, listed_now = heads(found.office_id, person), found.left_on is None
    context = {
        "member": found,
        "facts": facts_of(found),
        "events": events_of(found),
        "household_url": reverse("fieldwork:household", args=[found.pk]),
        "consents": found.consents.select_related("given_to", "withdrawal"),
        "consent_link": _("再记一项") if listed_now else "",
        "promises": promises_of(found),
        "helps": helps_of(found, person, open_files=shown is not None),
        "due": visits_due([found]).get(found.id),
        "today": clock.today(),
        "is_listed": listed_now,
        "may_keep": listed_now and is_head,
        "may_erase": not listed_now and not found.is_erased and is_head,
        "leaving": None if listed_now or found.is_erased else due_of(found),
        "reveal": reveal or MemberRevealForm(),
        "assign": assign or AssignForm(None, contacts_at(found.office_id), now=found.contact),
        "end": end or EndForm(),
        "next_visit": next_visit or NextVisitForm(),
        "shown": shown,
    }
    return render(request, "service/members/member.html", context, status=status)


def find_member(person: Person, pk: UUID) -> Member:
    """Through the person's eyes; others' members are not there."""
    rows = Member.objects.visible_to(person).select_related("village__parent", "contact", "noted_by", "office")
    return get_object_or_404(rows.prefetch_related("needs"), pk=pk)
