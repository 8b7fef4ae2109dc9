"""Routes of the tests of @once: one view that keeps a counter row and answers as it is told."""

from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

from sanxin.kernel.http.once import once, once_after
from sanxin.kernel.http.policy import open_to_all, policy
from sanxin.kernel.ids import NIL
from sanxin.kernel.models import Counter, Submission
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import ALL


@policy(ALL, "GET", "POST")
@once
def note(request: HttpRequest) -> HttpResponse:
    """Draw a number; `wish` chooses how the view ends."""
    if request.method == "GET":
        return HttpResponse("form")
    row, _ = Counter.objects.get_or_create(county_id=NIL, series="once", year=2026)
    row.value += 1
    row.save()
    wish = request.POST.get("wish", "")
    if wish == "errors":
        return HttpResponse("mend it", status=422)
    if wish == "refuse":
        raise Refused("test.no", "不行")
    if wish == "secret":
        return HttpResponse(f"secret {row.value}", headers={"Cache-Control": "no-store"})
    if wish == "photo":
        return HttpResponse(str("examined" in vars(request.FILES["file"])))
    if wish == "page":
        return HttpResponse(f"第 {row.value} 次", headers={"HX-Trigger": "kept", "X-Else": "1"})
    return HttpResponseRedirect(f"/note/{row.value}/")


@open_to_all("POST")
@once
def public(request: HttpRequest) -> HttpResponse:
    return note.__wrapped__(request)  # type: ignore[attr-defined,no-any-return]


def read(request: HttpRequest) -> str:
    """Takes long; says whether a transaction waited for it."""
    if request.POST.get("wish") == "refuse":
        raise Refused("test.unreadable", "读不出来")
    Counter.objects.get_or_create(county_id=NIL, series="once", year=2026, defaults={"value": 0})
    Counter.objects.filter(series="once").update(value=F("value") + 1)
    return "inside" if Submission.objects.filter(key=request.POST["once"]).exists() else "before"


@policy(ALL, "POST")
@once_after(read)
def slow(request: HttpRequest, *, ready: str = "") -> HttpResponse:
    return HttpResponse(f"read {ready} the transaction")


urlpatterns = [path("note/", note), path("public/", public), path("slow/", slow)]
