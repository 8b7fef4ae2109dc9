"""Filing evidence, and handing it out to who may see the item."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.attachments import serve
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import WORKERS
from sanxin.ledger.actions import evidence
from sanxin.ledger.forms.work import EvidenceForm
from sanxin.ledger.models import Evidence
from sanxin.ledger.views.verbs import ask, visible_item
from sanxin.people.requests import StaffRequest


@policy(WORKERS, "GET", "POST")
@once
def file_evidence(request: StaffRequest, pk: UUID) -> HttpResponse:
    item = visible_item(request, pk)
    person = request.user.person
    return ask(
        request,
        item,
        EvidenceForm(request.POST or None, request.FILES or None, item=item),
        lambda data: evidence.file_evidence(
            item,
            by=person,
            upload=data["upload"],
            caption=data["caption"],
            measure=data["measure"],
            at=clock.now(),
        ),
        heading=_("传佐证"),
        lead=_("照片、复函、会议记录都可以。照片里的位置信息会去掉。"),
        confirm=_("传上去"),
        said=_("佐证传上去了。"),
    )


@policy(WORKERS, "GET")
def evidence_file(request: StaffRequest, pk: UUID) -> HttpResponseBase:
    visible = Evidence.objects.visible_to(request.user.person)
    row = get_object_or_404(visible.select_related("attachment"), pk=pk)
    return serve(row.attachment, thumbnail="small" in request.GET, inline=True)
