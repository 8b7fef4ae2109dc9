"""检索: everything one may see, by kind."""

from django.http import HttpResponse
from django.shortcuts import render

from sanxin.kernel import search as index
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import ALL
from sanxin.people.requests import StaffRequest

SHOWN = 8
SHOWN_OF_ONE = 50


@policy(ALL, "GET")
def search(request: StaffRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:100]
    kind = request.GET.get("kind", "")
    found = []
    if words:
        kinds = [kind] if kind else None
        found = index.find(request.user.person, words, kinds=kinds, limit=SHOWN_OF_ONE if kind else SHOWN)
    return render(request, "web/search.html", {"q": words, "only": kind, "found": found})
