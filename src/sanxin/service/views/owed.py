"""欠人家的回话: what is done and not yet told."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import WORKERS
from sanxin.people.requests import StaffRequest
from sanxin.service.queries.owed import by_item, headed_offices, owed_by, owed_in
from sanxin.service.queries.waiting import meta_of, owed_word


@policy(WORKERS)
def owed(request: StaffRequest) -> HttpResponse:
    person, today = request.user.person, clock.today()
    heads = headed_offices(person, today)
    of_office = bool(heads) and request.GET.get("of") == "office"
    debts = by_item(owed_in(heads) if of_office else owed_by(person, today), today)
    rows = [
        {
            "light_kind": debt.light_kind,
            "light_word": owed_word(debt),
            "title": _("{title}：告诉提意见的 {people} 位").format(title=debt.item.title, people=debt.people),
            "url": reverse("service:tell", args=[debt.item.pk]),
            "meta": meta_of(debt),
            "action_label": _("去回话"),
        }
        for debt in debts
    ]
    people = sum(debt.people for debt in debts)
    tabs = [
        {"label": _("我欠的"), "url": "?", "current": not of_office},
        {"label": _("全单位"), "url": "?of=office", "current": of_office},
    ]
    context = {"rows": rows, "people": people, "tabs": tabs, "is_head": bool(heads), "ways": _ways()}
    return render(request, "service/replies/owed.html", context)


def _ways() -> list[dict[str, object]]:
    return [
        {
            "title": _("这里会有什么"),
            "text": _("群众说的事立了台账，销号以后就到这里：告诉说的人，问一句解决了没有，记下来。"),
            "label": _("看台账"),
            "url": reverse("ledger:items"),
        }
    ]
