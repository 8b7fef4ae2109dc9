"""Every component in every state, for those who build pages and for the tests that look at them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sanxin.kernel.http.policy import open_to_all
from sanxin.web.catalogue import samples
from sanxin.web.catalogue.forms import FilterForm, ItemForm


@open_to_all("GET")
def catalogue(request: HttpRequest) -> HttpResponse:
    return render(request, "catalogue/index.html", context(request))


def context(request: HttpRequest) -> dict[str, object]:
    wrong = ItemForm({"title": "竹坑村至镇区班车停运", "due": "2026-10-20", "checks": "look"})
    wrong.is_valid()
    shell = {"unit_name": "乐平市委组织部", "section_name": "组织二科"}
    if not request.user.is_authenticated:
        shell |= {"menu": samples.MENU, "tabbar": samples.TABBAR}  # type: ignore[dict-item]
    return {"form": wrong, "fresh": ItemForm(), "filters": FilterForm(), "sample": samples.all_of(), **shell}
