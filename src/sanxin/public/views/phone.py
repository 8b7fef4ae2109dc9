"""The number the office gives out on its public pages."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import Role
from sanxin.people.models import Unit
from sanxin.people.requests import StaffRequest
from sanxin.public.actions.phones import publish_phone
from sanxin.public.forms.bulletins import PhoneForm
from sanxin.public.models import PublishedPhone
from sanxin.public.permissions.bulletins import check_may_keep_phone
from sanxin.public.views.asking import ask

SHOWN = 20
DECIDING = frozenset({Role.SECTION_HEAD, Role.LEADER})


@policy(DECIDING, "GET", "POST")
@once
def phone(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    office = get_object_or_404(Unit, pk=person.sight.own_office)
    check_may_keep_phone(person, office.id)
    known = list(PublishedPhone.objects.of(office.id).select_related("by")[:SHOWN])
    newest = known[0] if known else None
    initial = {"number": newest.number, "hours": newest.hours, "seen": newest.id} if newest else {}
    return ask(
        request,
        PhoneForm(request.POST or None, initial=initial),
        lambda said: publish_phone(office, **said, by=person, at=clock.now()),
        template="public/bulletins/phone.html",
        said=_("存好了，公开页上从现在起是这样。"),
        back=lambda _row: reverse("public:bulletins"),
        context={"entries": [_entry(row) for row in known]},
    )


def _entry(row: PublishedPhone) -> dict[str, Any]:
    words = _("公布电话 {number}").format(number=row.number) if row.number else _("不再公布电话")
    return {"text": words, "note": row.hours, "at": row.at, "who": row.by.name}
