"""Taking something off the ledger that will not be done."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import OFFICE
from sanxin.ledger.actions import withdrawals
from sanxin.ledger.behind import behind
from sanxin.ledger.forms.items import ReasonForm
from sanxin.ledger.models import Item
from sanxin.ledger.views.verbs import ask, visible_item
from sanxin.people.models import Person
from sanxin.people.requests import StaffRequest


@policy(OFFICE, "GET", "POST")
@once
def withdraw(request: StaffRequest, pk: UUID) -> HttpResponse:
    item = visible_item(request, pk)
    person = request.user.person
    form = ReasonForm(
        request.POST or None,
        initial={"seen": item.version},
        label=_("为什么不再办"),
        hint=_("如：和 2026-0098 是一件事；不归本单位，已转走；本人说不用了。"),
    )
    return ask(
        request,
        item,
        form,
        lambda data: withdrawals.withdraw(item, by=person, reason=data["reason"], at=clock.now(), seen=data["seen"]),
        heading=_("不再办"),
        lead=_lead(item, person),
        confirm=_("定为不再办"),
        said=_("定为不再办了。"),
    )


def _lead(item: Item, person: Person) -> str:
    lead = _("定了就不再催办，也不算销号；编号 {code} 留用，别的事不会再用它。").format(code=item.code)
    voices = behind(item, person).voices
    words = ngettext(
        "反映过的有 {n} 条，定了以后要去说明为什么不办。", "反映过的有 {n} 条，定了以后要去说明为什么不办。", voices
    )
    return f"{lead}{words.format(n=voices)}" if voices else lead
