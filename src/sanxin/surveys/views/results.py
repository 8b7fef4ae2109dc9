"""What came of asking: figures with their tables, two questions across, a page for the leader, the rows as a file."""

from uuid import UUID

from django.db.models import Sum
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.attachments import serve
from sanxin.kernel.http.policy import policy
from sanxin.kernel.models import Attachment
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import DESK, OFFICE
from sanxin.kernel.views.exports import export
from sanxin.people.requests import StaffRequest
from sanxin.surveys import events_asking
from sanxin.surveys.forms.results import CrossForm, ResultFilters
from sanxin.surveys.models import DeskDelivery, Edition, Response, ResponsePhoto
from sanxin.surveys.permissions.asking import may_ask
from sanxin.surveys.queries.crossing import crossed
from sanxin.surveys.queries.plan import groups_of, plan_of
from sanxin.surveys.queries.results import may_be_shown, narrowed, results_of
from sanxin.surveys.queries.rows import heads_of, rows_of
from sanxin.surveys.rules.smallness import LEAST
from sanxin_engines.questionnaires import Kind

MOST_PHOTOS = 24


@policy(OFFICE)
def results(request: StaffRequest, edition: UUID) -> HttpResponse:
    found = visible_edition(request, edition)
    filters, crossing = ResultFilters(request.GET, found), CrossForm(request.GET, found)
    shown = results_of(found, filters.conditions)
    context = {
        "edition": found,
        "shown": shown,
        "least": LEAST,
        "filters": filters,
        "crossing": crossing,
        "table": crossed(found, *crossing.pair, filters.conditions) if crossing.pair and not shown.hidden else None,
        "desk": may_ask(request.user.person, found.questionnaire.office_id),
        "file_url": f"{reverse('surveys:results_file', args=[found.pk])}?{request.GET.urlencode()}",
        "keep": [
            {"name": name, "value": request.GET[name]} for name in ("place", "link", "channel") if request.GET.get(name)
        ],
    }
    return render(request, "surveys/results/results.html", context)


@policy(OFFICE)
def brief(request: StaffRequest, edition: UUID) -> HttpResponse:
    """Everything a leader needs, on one screen."""
    found = visible_edition(request, edition)
    shown = results_of(found, {})
    counted = [one for one in shown.results if one.bars or one.rows]
    context = {
        "edition": found,
        "shown": shown,
        "least": LEAST,
        "counted": counted,
        "plan": plan_of(found, clock.now()),
        "groups": groups_of(found) if not shown.hidden else [],
        "written": sum(one.answered for one in shown.results if one.question.kind is Kind.LONG_TEXT),
        "delivered": DeskDelivery.objects.filter(link__edition=found).aggregate(n=Sum("voices"))["n"] or 0,
    }
    return render(request, "surveys/results/brief.html", context)


@policy(DESK)
def results_file(request: StaffRequest, edition: UUID) -> HttpResponseBase:
    """Row by row, where at least five are left over; in no order, the place left out where fewer than five share it."""
    found = visible_edition(request, edition)
    conditions = ResultFilters(request.GET, found).conditions
    rows = Response.objects.visible_to(request.user.person).filter(link__edition=found)
    if not may_be_shown(rows, conditions):
        raise Refused(
            "surveys.results.too_few",
            _("不到 {n} 份，或者减一减就剩不到 {n} 份的，不能导出：那样会看出是谁答的。").format(n=LEAST),
        )
    form = found.as_form()
    return export(
        request,
        events_asking.RESULTS.named(found.title),
        heads_of(form),
        rows_of(form, narrowed(rows, conditions), found),
    )


@policy(DESK)
def photos(request: StaffRequest, edition: UUID) -> HttpResponse:
    found = visible_edition(request, edition)
    rows = (
        ResponsePhoto.objects.filter(response__link__edition=found).select_related("link__place__parent").order_by("id")
    )
    context = {"edition": found, "photos": rows[:MOST_PHOTOS], "count": rows.count()}
    return render(request, "surveys/results/photos.html", context)


@policy(DESK)
def photo(request: StaffRequest, token: UUID) -> HttpResponseBase:
    """One picture; it belongs to no person and carries nothing but what is seen on it."""
    mine = Response.objects.visible_to(request.user.person)
    row = get_object_or_404(ResponsePhoto.objects.filter(response__in=mine), token=token)
    suffix = row.content_type.rpartition("/")[2]
    stored = Attachment(sha256=row.sha256, name=f"photo.{suffix}", content_type=row.content_type, has_thumbnail=True)
    return serve(stored, thumbnail="small" in request.GET, inline=True)


def visible_edition(request: StaffRequest, pk: UUID) -> Edition:
    rows = Edition.objects.visible_to(request.user.person).select_related("questionnaire__office", "who_question")
    return get_object_or_404(rows, pk=pk)
