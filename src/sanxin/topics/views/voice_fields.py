"""The field of a voice that lies in no problem: what the machine guessed, and a person's word on it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import DESK
from sanxin.kernel.words import listed
from sanxin.people.requests import StaffRequest
from sanxin.topics.actions.voice_fields import sort_voice
from sanxin.topics.field_engine import NONE
from sanxin.topics.forms.fields import VoiceFieldForm
from sanxin.topics.models import VoiceField
from sanxin.topics.queries.fields import fields_of
from sanxin.topics.queries.voice_fields import row_of, voices_to_sort
from sanxin.topics.views.common import ask


@policy(DESK, "GET", "POST")
@once
def voice_field(request: StaffRequest, pk: UUID) -> HttpResponse:
    person = request.user.person
    voice = get_object_or_404(voices_to_sort(person).select_related("office"), pk=pk)
    row, fields = row_of(voice), fields_of(voice.office)
    if row and row.field and row.field not in fields:
        fields.append(row.field)
    now = {"seen": row.version if row else 0, "field": _value(row)}
    form = VoiceFieldForm(request.POST or None, fields, initial=now)
    back = reverse("service:voice", args=[voice.pk])
    return ask(
        request,
        form,
        lambda data: sort_voice(voice, field=data["field"], by=person, seen=data["seen"], at=clock.now()),
        heading=_("归到哪个领域"),
        lead=_lead(row),
        confirm=_("就归这里"),
        said=_("归好了，以后机器再看也不改。"),
        back=back,
        crumbs=[{"label": _("声音"), "url": reverse("service:voices")}, {"label": voice.heading[:30], "url": back}],
    )


def _value(row: VoiceField | None) -> str:
    if row is None:
        return ""
    return str(row.field_id or NONE)


def _lead(row: VoiceField | None) -> str:
    if row is None:
        return _("自成一件的声音单独归领域；哪天归进了问题，就跟着问题走。")
    if row.by:
        return _("{who}归过，可以再改。").format(who=row.by)
    if not row.words:
        return _("机器看像“{field}”。不对就改，改了以后机器不再动它。").format(field=row.field)
    words = _("机器看像“{field}”，依据：{words}。不对就改，改了以后机器不再动它。")
    return words.format(field=row.field, words=listed(row.words))
