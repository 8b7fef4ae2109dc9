"""Bulletins as villagers read them: the list of a door, one of them; to read and to print, nothing to send."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe

from sanxin.kernel import clock
from sanxin.public.actions.publications import count_read
from sanxin.public.models import PublicDoor
from sanxin.public.queries.bulletins import at_door as told_at
from sanxin.public.queries.bulletins import sheet_of
from sanxin.public.queries.doors import qr_inline
from sanxin.public.queries.numbers import numbers_of
from sanxin.public.views.at_door import at_door, say

SHOWN = 30
"""Two years of monthly bulletins and some more."""


@at_door("GET")
def news(request: HttpRequest, door: PublicDoor) -> HttpResponse:
    context = {
        "door": door,
        "told": told_at(door, clock.today())[:SHOWN],
        "numbers": numbers_of(door.office_id, clock.now()),
    }
    return render(request, "public/news/list.html", context)


@at_door("GET")
def bulletin(request: HttpRequest, door: PublicDoor, year: int, number: int) -> HttpResponse:
    """Counted as opened once more that day; HEAD, which looks without reading, is not."""
    today = clock.today()
    rows = told_at(door, today).select_related("version__bulletin", "office")
    found = rows.filter(version__bulletin__year=year, version__bulletin__number=number).first()
    if found is None:
        return say(request, "no_bulletin", status=404, door=door)
    if request.method == "GET":
        count_read(found, on=today)
    address = request.build_absolute_uri(reverse("door:bulletin", args=[door.code, year, number]))
    context = {
        "door": door,
        "publication": found,
        "sheet": sheet_of(found.version),
        "address": address,
        "qr": mark_safe(qr_inline(address)),  # noqa: S308 - drawn by us from an address, no words of anybody in it
    }
    return render(request, "public/news/bulletin.html", context)
